import type { Finding } from '../../api/finding'
import type { TerrainPod } from '../../network/outlook/terrain'
import type { Pod, Service } from '../../resources'
import { isReady } from '../../resources/pod/readiness'
import { endpointCauses } from '../trace/endpoints'
import { fieldOf, titleOf } from '../trace/view'
import { asError } from './as-error'
import { placeOf, type Ward } from './ward'

type Port = NonNullable<Service['spec']['ports']>[number]

/** A port of a Service, and the Pods that it may lead to. */
interface Door {
  readonly service: Service
  readonly port: Port
  readonly index: number
  readonly pods: readonly Pod[]
}

/** What is wrong between a Service's ports and what listens in its Pods. */
export function portFindings(
  service: Service,
  pods: readonly Pod[],
  ward: Ward,
): readonly Finding[] {
  const { ports = [], clusterIP } = service.spec
  const doors = ports.map((port, index): Door => ({ service, port, index, pods }))
  const found = doors.flatMap((door) => [...named(door, ward), ...heard(door, ward)])
  const moved = clusterIP === 'None' ? doors.flatMap(unmapped) : []
  return [...found, ...moved, ...unheard(service, pods, ward)]
}

// A name is looked up in each Pod: those that have no such port serve the others' port not at all.
function named({ service, port, index, pods }: Door, { view }: Ward): readonly Finding[] {
  const { targetPort } = port
  if (typeof targetPort !== 'string') return []
  const without = pods.filter((pod) => numberIn(pod, targetPort) === undefined)
  if (without.length === 0) return []
  const evidence = without.map(placeOf)
  if (without.length === pods.length) {
    return endpointCauses(service, port, view).map(asError(service, evidence))
  }
  const field = fieldOf(service, `spec.ports[${index}].targetPort`)
  const data = {
    service: titleOf(service),
    name: targetPort,
    pods: without.map(({ metadata }) => metadata.name),
  }
  return [{ code: 'port-name-missing-on-some', severity: 'warning', data, field, evidence }]
}

const numberIn = ({ spec }: Pod, name: string): number | undefined =>
  spec.containers.flatMap(({ ports = [] }) => ports).find((each) => each.name === name)
    ?.containerPort

// Only of a Pod that says it is ready is it known that it has come as far as listening.
function heard(door: Door, ward: Ward): readonly Finding[] {
  const { service, port, index, pods } = door
  const deaf = pods.flatMap((pod) => {
    const target = targetIn(pod, port)
    const up = isReady(pod) ? ward.up(pod) : undefined
    if (target === undefined || !up || listensAt(up.listens, target, port)) return []
    return [{ pod, up, target }]
  })
  const [first] = deaf
  if (!first) return []
  const { pod, up, target } = first
  const isLoopback = listensAt(up.onLoopback, target, port)
  const open = portsOf(up, port)
  const [only] = open
  const { targetPort } = port
  const change = { type: 'field', before: targetPort, after: only } as const
  return [
    {
      code: isLoopback ? 'listens-on-loopback' : 'nobody-listens',
      severity: deaf.length === pods.filter(isReady).length ? 'error' : 'warning',
      data: {
        service: titleOf(service),
        place: `${pod.metadata.namespace}/${pod.metadata.name}`,
        port: target,
        ports: open.map(String),
      },
      field: fieldOf(service, `spec.ports[${index}].targetPort`),
      evidence: deaf.map((each) => placeOf(each.pod)),
      ...(isLoopback || only === undefined ? {} : { change }),
    },
  ]
}

const targetIn = (pod: Pod, { targetPort, port }: Port): number | undefined =>
  typeof targetPort === 'string' ? numberIn(pod, targetPort) : (targetPort ?? port)

const listensAt = (
  listens: TerrainPod['listens'] = [],
  port: number,
  { protocol }: Port,
): boolean => listens.some((each) => each.port === port && each.protocol === protocol.toLowerCase())

const portsOf = ({ listens }: TerrainPod, { protocol }: Port): readonly number[] => [
  ...new Set(
    listens.filter((each) => each.protocol === protocol.toLowerCase()).map(({ port }) => port),
  ),
]

// The name of a headless Service is its Pods' addresses: nobody stands between who could map ports.
function unmapped({ service, port, index }: Door): readonly Finding[] {
  const { targetPort } = port
  if (targetPort === port.port || typeof targetPort === 'string') return []
  return [
    {
      code: 'headless-keeps-ports',
      severity: 'warning',
      data: { service: titleOf(service), port: port.port, target: targetPort ?? port.port },
      field: fieldOf(service, `spec.ports[${index}].port`),
      evidence: [],
      change: { type: 'field', before: port.port, after: targetPort },
    },
  ]
}

// What a containerPort says is for people: it opens nothing, and its absence closes nothing.
function unheard(service: Service, pods: readonly Pod[], ward: Ward): readonly Finding[] {
  for (const pod of pods) {
    const up = isReady(pod) ? ward.up(pod) : undefined
    if (!up) continue
    for (const [at, { ports = [] }] of pod.spec.containers.entries()) {
      const index = ports.findIndex(
        ({ containerPort, protocol }) =>
          !up.listens.some(
            (each) =>
              each.port === containerPort && each.protocol === (protocol ?? 'TCP').toLowerCase(),
          ),
      )
      const port = ports[index]
      if (!port) continue
      const { namespace = '', name } = pod.metadata
      return [
        {
          code: 'container-port-unheard',
          severity: 'hint',
          data: {
            service: titleOf(service),
            pod: name,
            port: port.containerPort,
            ports: [...new Set(up.listens.map((each) => String(each.port)))],
          },
          field: {
            kind: 'Pod',
            key: { namespace, name },
            path: `spec.containers[${at}].ports[${index}].containerPort`,
          },
          evidence: [placeOf(pod)],
        },
      ]
    }
  }
  return []
}
