import { always, object } from '../../api/schema'
import type { ObjectFrom } from '../resource'
import { podSpec } from './spec'
import { podStatus } from './status'

/** The fields of a Pod (core/v1). */
export const podSchema = object('Pod', { spec: always(podSpec), status: always(podStatus) })

/** Containers that run together on one node, at one address. */
export type Pod = ObjectFrom<'Pod', typeof podSchema.fields>
