import { field, fieldAt, isObject, listAt, objectAt, textAt, without } from '../json'
import type { Json, JsonObject } from '../yaml-json'
import { type Census, type Citizen, imagelessContainers, titleOf, wasUnscheduled } from './census'
import { type DumpChoices, type DumpKnown, idle, type Note, standIn } from './choices'

/** All that decides on what becomes of a workload's Pods. */
export interface Ward {
  readonly census: Census
  readonly known: DumpKnown
  readonly choices: DumpChoices
  readonly note: Note
}

/** Written by the server into every Pod, or naming what is not in a dump. */
const dropped: ReadonlySet<string> = new Set([
  ...['nodeName', 'serviceAccount', 'priority', 'priorityClassName', 'preemptionPolicy'],
  ...['schedulerName', 'runtimeClassName', 'overhead', 'imagePullSecrets', 'tolerations'],
  'schedulingGates',
])
const placing: ReadonlySet<string> = new Set([
  ...['nodeSelector', 'affinity', 'topologySpreadConstraints'],
])

/** The Pods' spec as it can run here. */
export function podSpec(spec: JsonObject, workload: Citizen, ward: Ward): JsonObject {
  const isKeptOut = ward.census.podsOf(workload).some(wasUnscheduled)
  const placed = isKeptOut ? spec : withoutPlacing(spec, workload, ward.note)
  const lists = containerLists(placed, workload, ward)
  const volumes = listAt(placed, 'volumes')
    .filter((each) => !isInjected(each))
    .map((each) => volume(each, workload, ward))
  return {
    ...without(placed, new Set([...dropped, 'containers', 'initContainers', 'volumes'])),
    ...lists,
    ...(volumes.length > 0 ? { volumes } : {}),
  }
}

function withoutPlacing(spec: JsonObject, workload: Citizen, note: Note): JsonObject {
  const selector = objectAt(spec, 'nodeSelector')
  const isUsual = Object.keys(selector).every((key) => /^kubernetes\.io\/(os|arch)$/.test(key))
  const places =
    !isUsual ||
    objectAt(spec, 'affinity').nodeAffinity !== undefined ||
    listAt(spec, 'topologySpreadConstraints').length > 0
  if (places) note('placement', titleOf(workload))
  const left = without(spec, placing)
  const strip = (key: string): JsonObject => {
    const list = listAt(left, key)
    if (list.length === 0) return {}
    const free = list.map((each) => (isObject(each) ? without(each, new Set(['resources'])) : each))
    return { [key]: free }
  }
  return { ...left, ...strip('containers'), ...strip('initContainers') }
}

function containerLists(spec: JsonObject, workload: Citizen, ward: Ward): JsonObject {
  const isReplaced = replaces(workload, ward)
  const isJob = /Job$/.test(workload.kind)
  const containers = listAt(spec, 'containers').map((each) => {
    if (!isObject(each)) return each
    if (!isReplaced(each)) return container(each, workload, ward)
    return isJob ? doingNothing(each) : standingIn(each, { workload, ward, spec })
  })
  const initial = listAt(spec, 'initContainers').flatMap((each) =>
    !isObject(each) || isReplaced(each) ? [] : [container(each, workload, ward)],
  )
  return { containers, ...(initial.length > 0 ? { initContainers: initial } : {}) }
}

/** Which containers get another program: not those whose image could not be had there either. */
function replaces(
  workload: Citizen,
  { known, choices, census }: Ward,
): (container: JsonObject) => boolean {
  if (choices.images === 'keep') return () => false
  const pods = workload.kind === 'Pod' ? [workload] : census.podsOf(workload)
  const imageless = choices.pods === 'observed' ? pods.flatMap(imagelessContainers) : []
  return (each) =>
    known.missingImages.has(textAt(each, 'image')) && !imageless.includes(textAt(each, 'name'))
}

// What a program refers to has to be there for it to start: in the dump it was.
function container(each: JsonObject, workload: Citizen, ward: Ward): JsonObject {
  const mounts = listAt(each, 'volumeMounts').filter((mount) => !isInjected(mount))
  const env = listAt(each, 'env').map((variable) => {
    const from = objectAt(variable, 'valueFrom')
    const checked = optionalIn(from, ['configMapKeyRef', 'secretKeyRef'], { workload, ward })
    return checked === from || !isObject(variable) ? variable : { ...variable, valueFrom: checked }
  })
  const envFrom = listAt(each, 'envFrom').map((source) =>
    isObject(source)
      ? optionalIn(source, ['configMapRef', 'secretRef'], { workload, ward })
      : source,
  )
  return {
    ...without(each, new Set(['env', 'envFrom', 'volumeMounts'])),
    ...(env.length > 0 ? { env } : {}),
    ...(envFrom.length > 0 ? { envFrom } : {}),
    ...(mounts.length > 0 ? { volumeMounts: mounts } : {}),
  }
}

interface Holding {
  readonly spec: JsonObject
}

interface Place {
  readonly workload: Citizen
  readonly ward: Ward
}

function optionalIn(
  holder: JsonObject,
  keys: readonly string[],
  { workload, ward }: Place,
): JsonObject {
  const key = keys.find((each) => isObject(field(holder, each)))
  if (key === undefined) return holder
  const reference = objectAt(holder, key)
  const name = textAt(reference, 'name') || textAt(reference, 'secretName')
  const kind = /secret/i.test(key) ? 'Secret' : 'ConfigMap'
  const isThere = ward.census.find(kind, workload.namespace, name) !== undefined
  if (isThere || reference.optional === true || name === 'kube-root-ca.crt') return holder
  ward.note('reference-optional', `${kind} ${workload.namespace}/${name}`)
  return { ...holder, [key]: { ...reference, optional: true } }
}

const plainVolumes = ['emptyDir', 'downwardAPI'] as const

function volume(each: Json, workload: Citizen, ward: Ward): Json {
  if (!isObject(each) || plainVolumes.some((key) => key in each)) return each
  if ('configMap' in each || 'secret' in each) {
    return optionalIn(each, ['configMap', 'secret'], { workload, ward })
  }
  if ('projected' in each) {
    const sources = listAt(each, 'projected', 'sources').map((source) =>
      isObject(source) ? optionalIn(source, ['configMap', 'secret'], { workload, ward }) : source,
    )
    return { ...each, projected: { ...objectAt(each, 'projected'), sources } }
  }
  const claim = textAt(each, 'persistentVolumeClaim', 'claimName')
  const claimed = ward.census.find('PersistentVolumeClaim', workload.namespace, claim)
  if (claimed && textAt(claimed.object, 'status', 'phase') === 'Pending') return each
  ward.note('directory', `${titleOf(workload)}: ${textAt(each, 'name')}`)
  return { name: each.name ?? '', emptyDir: {} }
}

/** The token of the Pod's account, and what clouds put beside it. */
const isInjected = (each: Json): boolean =>
  /^(kube-api-access-\w{5}|aws-iam-token|.*-token-\w{5})$/.test(textAt(each, 'name'))

const doingNothing = (each: JsonObject): JsonObject => ({
  name: each.name ?? '',
  image: idle,
  command: ['true'],
})

const probes = ['readinessProbe', 'livenessProbe', 'startupProbe'] as const

/** The stand-in, with the probes that it can be asked. */
function standingIn(each: JsonObject, { workload, ward, spec }: Place & Holding): JsonObject {
  const ports = listeningPorts(each, { workload, ward, spec })
  const env = ports.map(([port, protocol]) => ({
    name: `SERVE_${protocol === 'UDP' ? 'UDP_' : ''}PORT_${port}`,
    value: textAt(each, 'name'),
  }))
  const kept = probes.flatMap((key) => {
    const probe = field(each, key)
    if (!isObject(probe)) return []
    const passing = answerable(probe)
    if (!passing) ward.note('probe-dropped', `${titleOf(workload)}: ${key}`)
    return passing ? [[key, passing] as const] : []
  })
  const declared = listAt(each, 'ports')
  return {
    name: each.name ?? '',
    image: standIn,
    args: [env.length > 0 ? 'porter' : 'pause'],
    ...(declared.length > 0 ? { ports: withoutHostPorts(declared, spec) } : {}),
    ...(env.length > 0 ? { env } : {}),
    ...Object.fromEntries(kept),
  }
}

const withoutHostPorts = (ports: readonly Json[], spec: JsonObject): readonly Json[] =>
  spec.hostNetwork === true
    ? ports
    : ports.map((port) => (isObject(port) ? without(port, new Set(['hostIP'])) : port))

function answerable(probe: JsonObject): JsonObject | undefined {
  const { httpGet, grpc, exec, ...rest } = probe
  if (exec !== undefined) return undefined
  if (grpc !== undefined) return { ...rest, tcpSocket: { port: field(grpc, 'port') ?? 0 } }
  if (!isObject(httpGet) || textAt(httpGet, 'scheme') !== 'HTTPS') return probe
  return { ...rest, tcpSocket: { port: httpGet.port ?? 0 } }
}

type Port = readonly [port: number, protocol: string]

/** Where a program is known to listen: at the ports that it declares and those its probes ask. */
function knownPorts(each: Json): readonly Port[] {
  const declared = listAt(each, 'ports').flatMap((port): readonly Port[] => {
    const number = field(port, 'containerPort')
    return typeof number === 'number' ? [[number, textAt(port, 'protocol') || 'TCP']] : []
  })
  const probed = probes.flatMap((key): readonly Port[] => {
    const handler = objectAt(each, key)
    const numbers = ['httpGet', 'tcpSocket', 'grpc'].map((type) => fieldAt(handler, type, 'port'))
    return numbers.flatMap((port): readonly Port[] =>
      typeof port === 'number' ? [[port, 'TCP']] : [],
    )
  })
  return [...declared, ...probed]
}

// Of Pods that tell nothing the first container listens where Services expect it.
function listeningPorts(each: JsonObject, place: Place & Holding): readonly Port[] {
  const containers = listAt(place.spec, 'containers')
  const isSilent = containers.every((other) => knownPorts(other).length === 0)
  const isAsked = isSilent && textAt(containers[0], 'name') === textAt(each, 'name')
  const ports = isAsked ? expectedPorts(place.workload, place.ward) : knownPorts(each)
  return [...new Map(ports.map((port) => [port.join('/'), port])).values()]
}

function expectedPorts(workload: Citizen, { census }: Ward): readonly Port[] {
  const { object, kind, namespace } = workload
  const labels = kind === 'Pod' ? object : objectAt(object, 'spec', 'template')
  const own = objectAt(labels, 'metadata', 'labels')
  const services = census.all.filter((each) => {
    const selector = Object.entries(objectAt(each.object, 'spec', 'selector'))
    const isOne = each.kind === 'Service' && each.namespace === namespace && selector.length > 0
    return isOne && selector.every(([key, value]) => field(own, key) === value)
  })
  return services.flatMap(({ object: service }) =>
    listAt(service, 'spec', 'ports').flatMap((port): readonly Port[] => {
      const target = field(port, 'targetPort') ?? field(port, 'port')
      return typeof target === 'number' ? [[target, textAt(port, 'protocol') || 'TCP']] : []
    }),
  )
}
