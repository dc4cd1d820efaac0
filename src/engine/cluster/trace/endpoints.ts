import { labelText, selects } from '../../api/labels'
import type { Labels } from '../../api/object'
import type { Cause } from '../../api/trace'
import type { Pod, Service } from '../../resources'
import { isReady } from '../../resources/pod/readiness'
import { isLike } from './likeness'
import { type Aim, fieldOf, titleOf, type View } from './view'
import { fieldOfPod, withoutReplicas } from './workload'

type Port = NonNullable<Aim['port']>

/** Why a Service has no endpoint that could be asked. */
export function endpointCauses(
  service: Service,
  port: Port | undefined,
  view: View,
): readonly Cause[] {
  const { selector = {} } = service.spec
  const field = fieldOf(service, 'spec.selector')
  const data = { service: titleOf(service) }
  if (Object.keys(selector).length === 0) return [{ code: 'nothing-selected', data, field }]
  const pods = view.reader.list('Pod', service.metadata.namespace)
  const selected = pods.filter(({ metadata }) => selects(selector, metadata.labels))
  if (selected.length === 0) {
    return [withoutReplicas(service, selector, view) ?? selectsNothing(service, selector, pods)]
  }
  const ready = selected.filter(isReady)
  if (ready.length === 0) return selected.slice(0, 3).map((pod) => notReady(service, pod, view))
  return port ? unnamed(service, port, ready) : []
}

// The Pod whose labels come nearest is mostly the one that was meant.
function selectsNothing(service: Service, selector: Labels, pods: readonly Pod[]): Cause {
  const field = fieldOf(service, 'spec.selector')
  const near = pods
    .map(({ metadata }) => ({ metadata, points: nearness(selector, metadata.labels ?? {}) }))
    .filter(({ points }) => points > 0)
    .sort((left, right) => right.points - left.points)
  const [best] = near
  const data = { service: titleOf(service), selector: labelText(selector) }
  if (!best) return { code: 'selector-matches-nothing', data, field }
  const labels = best.metadata.labels ?? {}
  const after = meant(selector, labels)
  return {
    code: 'selector-matches-nothing',
    data: { ...data, pod: best.metadata.name, labels: labelText(labels) },
    field,
    change: { type: 'field', before: selector, after },
  }
}

function nearness(selector: Labels, labels: Labels): number {
  let points = 0
  for (const [key, value] of Object.entries(selector)) {
    if (labels[key] === value) points += 4
    else if (isLike(labels[key] ?? '', value)) points += 3
    else if (Object.values(labels).includes(value)) points += 2
  }
  return points
}

// Each pair that no Pod has becomes what the Pod has under that key, or by that value.
function meant(selector: Labels, labels: Labels): Labels {
  const pairs = Object.entries(selector).flatMap(([key, value]) => {
    const own = labels[key]
    if (own !== undefined) return [[key, own] as const]
    const other = Object.keys(labels).find((each) => labels[each] === value)
    return other === undefined ? [] : [[other, value] as const]
  })
  return Object.fromEntries(pairs)
}

// What keeps a Pod from being ready stands in its status.
function notReady(service: Service, pod: Pod, { reader, survey }: View): Cause {
  const { metadata, spec, status } = pod
  const statuses = status?.containerStatuses ?? []
  const failing = statuses.findIndex(({ state }) => state?.waiting || state?.terminated)
  const { waiting, terminated } = statuses[failing]?.state ?? {}
  const unscheduled = (status?.conditions ?? []).find(
    ({ type, status: is }) => type === 'PodScheduled' && is === 'False',
  )
  const unready = statuses.findIndex(({ ready }) => !ready)
  const at = Math.max(0, failing >= 0 ? failing : unready)
  const probe = spec.containers[at]?.readinessProbe && `spec.containers[${at}].readinessProbe`
  const reason = unscheduled?.reason ?? waiting?.reason ?? terminated?.reason
  const isTerminating = metadata.deletionTimestamp !== undefined
  const isProbed = !unscheduled && reason === undefined && !isTerminating && probe !== undefined
  if (isProbed) return probeFails(service, pod, { at, probe, view: { reader, survey } })
  const path = unscheduled ? 'spec' : imagePath(at)
  return {
    code: 'nothing-ready',
    data: {
      service: titleOf(service),
      pod: metadata.name,
      reason: isTerminating ? 'Terminating' : (reason ?? 'NotReady'),
    },
    field: fieldOfPod(reader, pod, path),
  }
}

// A probe that asks a port where nobody listens never succeeds.
function probeFails(
  service: Service,
  pod: Pod,
  {
    at,
    probe,
    view: { reader, survey },
  }: {
    readonly at: number
    readonly probe: string
    readonly view: Pick<View, 'reader' | 'survey'>
  },
): Cause {
  const { namespace, name } = pod.metadata
  const { httpGet, tcpSocket } = pod.spec.containers[at]?.readinessProbe ?? {}
  const port = (httpGet ?? tcpSocket)?.port
  const found = survey.pods.find((each) => each.name === `${namespace}/${name}`)
  const open = (found?.listens ?? []).flatMap((each) =>
    each.protocol === 'tcp' ? [each.port] : [],
  )
  const [first] = open
  const data = { service: titleOf(service), pod: name }
  const isDeaf = typeof port === 'number' && first !== undefined && !open.includes(port)
  if (!isDeaf) return { code: 'probe-fails', data, field: fieldOfPod(reader, pod, probe) }
  return {
    code: 'probe-fails',
    data,
    field: fieldOfPod(reader, pod, `${probe}.${httpGet ? 'httpGet' : 'tcpSocket'}.port`),
    change: { type: 'field', before: port, after: first },
  }
}

const imagePath = (at: number): string => `spec.containers[${at}].image`

// A port by name is looked up in every Pod; one that does not name it serves nothing.
function unnamed(service: Service, port: Port, pods: readonly Pod[]): readonly Cause[] {
  const { targetPort } = port
  const index = (service.spec.ports ?? []).indexOf(port)
  if (typeof targetPort !== 'string') return []
  const named = pods.flatMap(({ spec }) =>
    spec.containers.flatMap(({ ports = [] }) => ports.map(({ name = '' }) => name)),
  )
  if (named.includes(targetPort)) return []
  const numbers = pods.flatMap(({ spec }) =>
    spec.containers.flatMap(({ ports = [] }) =>
      ports.map(({ name, containerPort }) => name ?? containerPort),
    ),
  )
  const [first] = numbers
  return [
    {
      code: 'port-name-unknown',
      data: { service: titleOf(service), name: targetPort, names: numbers.map(String) },
      field: fieldOf(service, `spec.ports[${index}].targetPort`),
      ...(first === undefined
        ? {}
        : { change: { type: 'field', before: targetPort, after: first } }),
    },
  ]
}
