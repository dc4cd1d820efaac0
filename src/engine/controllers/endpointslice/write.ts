import { type KubeObject, keyOf, type Labels } from '../../api/object'
import { type Action, create, type Draft, update } from '../../apiserver/action'
import type { EndpointSlice } from '../../resources'
import { controllerReference } from '../adoption'
import { triggeredAt } from '../trigger-time'
import type { Family } from './endpoint'
import type { Plan, Written } from './plan'

/** What all slices of one owner have in common. */
export interface SliceHead {
  readonly owner: KubeObject
  readonly family: Family
  readonly labels: Labels
  readonly annotations?: Labels
  /** When what a slice is written for came about; without it slices do not tell. */
  readonly trigger?: (written: Written) => string | undefined
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

function rewritten(stored: EndpointSlice, head: SliceHead, written: Written): EndpointSlice {
  const { labels, annotations, trigger } = head
  const { ports, endpoints } = written
  const metadata = { ...stored.metadata, labels, ...(annotations ? { annotations } : {}) }
  const triggered = trigger ? triggeredAt(metadata, trigger(written)) : metadata
  return { ...stored, metadata: triggered, ports, endpoints }
}

function newSlice(head: SliceHead, written: Written): Draft<EndpointSlice> {
  const { owner, family, labels, annotations = {}, trigger } = head
  const { ports, endpoints } = written
  const metadata = {
    generateName: `${owner.metadata.name}-`,
    namespace: owner.metadata.namespace ?? '',
    labels,
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    ownerReferences: [controllerReference(owner)],
  }
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: trigger ? triggeredAt(metadata, trigger(written)) : metadata,
    addressType: family,
    ports,
    endpoints,
  }
}
