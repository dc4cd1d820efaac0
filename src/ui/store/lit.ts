import type { FieldRef } from '../../engine/api/object'
import type { Summary } from '../../projection/summary'
import type { PlaygroundState } from './playground'

/**
 * What lights up everywhere, by id: what the pointer is on, else what stands at the caret of the
 * editor that has the keyboard. What is selected is marked by its own means.
 */
export function litIn({
  hovered,
  caret,
  picture: { summaries },
}: Pick<PlaygroundState, 'hovered' | 'caret' | 'picture'>): readonly string[] {
  if (hovered !== undefined) return [hovered]
  return caret ? placesOf(caret, summaries) : []
}

/** What of the picture an object of the manifest has become. */
export function placesOf(
  { kind, key: { namespace, name } }: Pick<FieldRef, 'kind' | 'key'>,
  summaries: ReadonlyMap<string, Summary>,
): readonly string[] {
  const id = `${kind.toLowerCase()}/${namespace || 'default'}/${name}`
  const found: string[] = []
  for (const each of summaries.values()) {
    const isIt = each.id === id || (kind === 'Node' && each.id === `node/${name}`)
    const isOfIt =
      (each.type === 'pod' && each.owner === id) || (each.type === 'slice' && each.service === id)
    if (isIt || isOfIt) found.push(each.id)
  }
  return found
}

const nouns: Readonly<Record<string, string>> = {
  pod: 'Pod',
  service: 'Service',
  node: 'Node',
  deployment: 'Deployment',
  replicaset: 'ReplicaSet',
  replicationcontroller: 'ReplicationController',
  endpointslice: 'EndpointSlice',
  statefulset: 'StatefulSet',
  daemonset: 'DaemonSet',
  job: 'Job',
}

/** The object of the API that a thing in the picture is, if it is one. */
export function objectOf(id: string): Pick<FieldRef, 'kind' | 'key'> | undefined {
  const [type = '', first = '', second] = id.split('/')
  const kind = nouns[type]
  if (kind === undefined) return undefined
  return {
    kind,
    key: second === undefined ? { namespace: '', name: first } : { namespace: first, name: second },
  }
}
