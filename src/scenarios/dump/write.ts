import { stringify } from 'yaml'
import { textAt } from '../json'
import { scenarioLimits } from '../limits'
import type { JsonObject } from '../yaml-json'

/** A manifest, and what had no room in it. */
export interface Page {
  readonly text: string
  /** How many of each kind there are, in order. */
  readonly kinds: readonly (readonly [kind: string, count: number])[]
  readonly omitted: readonly JsonObject[]
}

/** What others need comes first. */
const order = [
  ...['Namespace', 'ServiceAccount', 'ConfigMap', 'Secret', 'Service', 'Deployment'],
  ...['StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Pod', 'Job', 'CronJob'],
  ...['EndpointSlice', 'Endpoints'],
]
/** What the questions are about has the first claim to the room that there is. */
const dearest = [
  ...['Namespace', 'Service', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Pod'],
  ...['ReplicationController', 'EndpointSlice', 'Endpoints', 'ServiceAccount', 'NetworkPolicy'],
]
/** A scenario is kept, and shared, as JSON, whose lines are longer than those of the text. */
const room = scenarioLimits.scenarioBytes * 0.85

const placeIn = (list: readonly string[], object: JsonObject): number => {
  const at = list.indexOf(textAt(object, 'kind'))
  return at < 0 ? list.length : at
}

/** Writes objects, and those of unknown kinds as comments, as far as there is room. */
export function written(objects: readonly JsonObject[], unknown: readonly JsonObject[]): Page {
  const chosen = new Map<JsonObject, string>()
  const omitted: JsonObject[] = []
  let bytes = 0
  const add = (object: JsonObject, asText: (object: JsonObject) => string) => {
    const text = asText(object)
    const size = new TextEncoder().encode(JSON.stringify(text)).length
    if (bytes + size > room || chosen.size >= scenarioLimits.documents) omitted.push(object)
    else {
      bytes += size
      chosen.set(object, text)
    }
  }
  for (const object of objects.toSorted((a, b) => placeIn(dearest, a) - placeIn(dearest, b))) {
    add(object, yamlOf)
  }
  for (const object of unknown) add(object, commentOf)
  const shown = objects
    .filter((object) => chosen.has(object))
    .sort((a, b) => placeIn(order, a) - placeIn(order, b))
  const comments = unknown.flatMap((object) => chosen.get(object) ?? [])
  const text = shown.map((object) => chosen.get(object)).join('---\n')
  const counts = new Map<string, number>()
  for (const object of shown) {
    const kind = textAt(object, 'kind')
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return {
    text: [text, ...comments].filter((part) => part !== '').join('\n'),
    kinds: [...counts],
    omitted,
  }
}

const yamlOf = (object: JsonObject): string =>
  stringify(object, {
    version: '1.1',
    lineWidth: 0,
    indentSeq: false,
    aliasDuplicateObjects: false,
  })

const commentOf = (object: JsonObject): string =>
  `${yamlOf(object).trimEnd().replace(/^/gm, '# ')}\n`
