import type { Call } from '../../command'
import { at, listAt, mapAt, numberAt, textAt } from '../../describe/fields'
import { selectorText } from '../../describe/pod-template'
import { failed } from '../../errors'
import type { JsonObject } from '../../json'
import { type Info, itemsOf } from '../../resources/select'

/** One log to be printed. */
export interface LogSource {
  readonly namespace: string
  readonly pod: string
  readonly container: string
}

/** The logs of the objects of a call. */
export async function sourcesOf(call: Call, infos: readonly Info[]): Promise<readonly LogSource[]> {
  const pods: JsonObject[] = []
  for (const info of infos) pods.push(...(await podsOf(call, info)))
  return pods.flatMap((pod) => containersOf(call, pod))
}

async function podsOf(call: Call, info: Info): Promise<readonly JsonObject[]> {
  if (info.resource.kind === 'Pod') return [info.object]
  const path = `/api/v1/namespaces/${info.namespace}/pods`
  const query = { labelSelector: selectorOf(info) }
  const { server } = call.session
  let pods = itemsOf(await server.get(path, query))
  if (pods.length === 0) {
    const milliseconds = call.flags.duration('pod-running-timeout')
    for await (const { type } of server.watch(path, query, { milliseconds })) {
      if (type === 'ADDED') break
    }
    pods = itemsOf(await server.get(path, query))
    if (pods.length === 0) throw failed('timed out waiting for the condition')
  }
  if (call.flags.bool('all-pods')) return pods
  const [first] = [...pods].sort(byLogging)
  if (!first) return []
  if (pods.length > 1) {
    const name = textAt(first, 'metadata', 'name')
    call.world.stderr.write(`Found ${pods.length} pods, using pod/${name}\n`)
  }
  return [first]
}

function selectorOf({ name, object, resource }: Info): string {
  const type = `*${resource.version}.${resource.kind}`
  const refuse = (why: string) => failed(`cannot get the logs from ${type}: ${why}`)
  switch (resource.kind) {
    case 'Service': {
      const labels = mapAt(object, 'spec', 'selector')
      if (Object.keys(labels).length > 0) return selectorText({ matchLabels: labels })
      throw refuse(`invalid service '${name}': Service is defined without a selector`)
    }
    case 'ReplicationController':
      return selectorText({ matchLabels: mapAt(object, 'spec', 'selector') })
    case 'Deployment':
    case 'DaemonSet':
    case 'ReplicaSet':
    case 'StatefulSet':
    case 'Job':
      return selectorText(mapAt(object, 'spec', 'selector'))
    default:
      throw refuse(`selector for ${type} not implemented`)
  }
}

const phases = ['Running', 'Unknown', 'Pending']

/** The Pod first whose log says most (podutils, ByLogging). */
function byLogging(one: JsonObject, other: JsonObject): number {
  const ranks = [one, other].map((pod) => {
    const ready = listAt(pod, 'status', 'conditions').find((each) => each['type'] === 'Ready')
    const isReady = textAt(ready, 'status') === 'True'
    const restarts = listAt(pod, 'status', 'containerStatuses').map((each) =>
      numberAt(each, 'restartCount'),
    )
    return [
      textAt(pod, 'spec', 'nodeName') === '' ? 1 : 0,
      phases.indexOf(textAt(pod, 'status', 'phase')),
      isReady ? 0 : 1,
      isReady ? Date.parse(textAt(ready, 'lastTransitionTime')) : 0,
      -Math.max(0, ...restarts),
      Date.parse(textAt(pod, 'metadata', 'creationTimestamp')),
    ]
  })
  const [left = [], right = []] = ranks
  const at = left.findIndex((rank, index) => rank !== right[index])
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0)
}

const lists = [
  ['initContainers', ' (init)'],
  ['containers', ''],
  ['ephemeralContainers', ' (ephem)'],
] as const

function containersOf(call: Call, pod: JsonObject): readonly LogSource[] {
  const { flags, words } = call
  const place = {
    namespace: textAt(pod, 'metadata', 'namespace'),
    pod: textAt(pod, 'metadata', 'name'),
  }
  const all = lists.flatMap(([key]) => listAt(pod, 'spec', key).map((each) => textAt(each, 'name')))
  if (flags.bool('all-containers')) return all.map((container) => ({ ...place, container }))
  const given = flags.string('container') || (words[1] ?? '')
  const container = given || defaultContainer(call, pod, all)
  if (!all.includes(container)) {
    throw failed(`container ${container} is not valid for pod ${place.pod}`)
  }
  return [{ ...place, container }]
}

const DEFAULT = 'kubectl.kubernetes.io/default-container'

function defaultContainer({ world }: Call, pod: JsonObject, all: readonly string[]): string {
  const named = at(pod, 'metadata', 'annotations', DEFAULT)
  if (typeof named === 'string' && all.includes(named)) return named
  const [first] = listAt(pod, 'spec', 'containers')
  const name = textAt(first, 'name')
  if (all.length > 1) {
    const names = (['containers', 'ephemeralContainers', 'initContainers'] as const).flatMap(
      (key) => listAt(pod, 'spec', key).map((each) => `${textAt(each, 'name')}${suffixOf(key)}`),
    )
    world.stderr.write(`Defaulted container "${name}" out of: ${names.join(', ')}\n`)
  }
  return name
}

const suffixOf = (key: string): string => lists.find(([name]) => name === key)?.[1] ?? ''
