import { controllerOf } from '../../api/object'
import { always, object } from '../../api/schema'
import { defineResource, type ObjectFrom } from '../resource'
import { labelPairs, orphanage } from '../selection'
import { podSpec } from './spec'
import { podStatus } from './status'

const schema = object('Pod', { spec: always(podSpec), status: always(podStatus) })

/** Containers that run together on one node, at one address. */
export type Pod = ObjectFrom<'Pod', typeof schema.fields>

/** Keeps Pods (core/v1). */
export const pod = defineResource<Pod>({
  kind: 'Pod',
  group: '',
  version: 'v1',
  plural: 'pods',
  shortNames: ['po'],
  categories: ['all'],
  namespaced: true,
  subresources: ['status', 'log', 'exec', 'binding', 'eviction'],
  schema,
  default: (object) => object,
  validate: () => [],
  columns: [],
  indexes: {
    node: ({ spec }) => spec.nodeName,
    owner: (object) => controllerOf(object)?.uid,
    ip: ({ status }) => status.podIP,
    label: labelPairs,
    orphan: orphanage,
  },
  countsGenerations: true,
})
