import { type KubeObject, keyOf, type Labels } from '../../api/object'
import { type Action, create, type Draft, update } from '../../apiserver/action'
import type { EndpointSlice } from '../../resources'
import { controllerReference } from '../adoption'
import type { Family } from './endpoint'
import type { Plan, Written } from './plan'

/** What all slices of one owner have in common. */
export interface SliceHead {
  readonly owner: KubeObject
  readonly family: Family
  readonly labels: Labels
  readonly annotations?: Labels
}

/** Asks for what a plan says. An owner that is going away gets no new slices. */
export function* writeSlices(head: SliceHead, { write, remove }: Plan): Generator<Action, void> {
  const isGoing = head.owner.metadata.deletionTimestamp !== undefined
  for (const written of write) {
    if (written.stored) yield update(rewritten(written.stored, head, written))
    else if (!isGoing) yield create(newSlice(head, written))
  }
  for (const slice of remove) yield deletion(slice)
}

/** Asks for a slice's end. */
export const deletion = (slice: EndpointSlice): Action => ({
  verb: 'delete',
  kind: 'EndpointSlice',
  key: keyOf(slice),
  uid: slice.metadata.uid,
})

const rewritten = (
  stored: EndpointSlice,
  { labels, annotations }: SliceHead,
  { ports, endpoints }: Written,
): EndpointSlice => ({
  ...stored,
  metadata: { ...stored.metadata, labels, ...(annotations ? { annotations } : {}) },
  ports,
  endpoints,
})

const newSlice = (
  { owner, family, labels, annotations = {} }: SliceHead,
  { ports, endpoints }: Written,
): Draft<EndpointSlice> => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: {
    generateName: `${owner.metadata.name}-`,
    namespace: owner.metadata.namespace ?? '',
    labels,
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    ownerReferences: [controllerReference(owner)],
  },
  addressType: family,
  ports,
  endpoints,
})
