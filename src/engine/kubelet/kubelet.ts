import type { Component, ComponentContext } from '../apiserver/component'
import type { Change } from '../apiserver/store'
import type { Pod } from '../resources'
import { isMirror } from '../resources/pod/mirror'
import { seconds, sortedMap } from '../sim'
import { addressPool } from './addresses'
import { admit } from './admission'
import { exited, newContainer, withContainer } from './containers'
import { cleanUp, forget, proceed, terminate } from './deletion'
import type { KubeletContext, KubeletMemory, KubeletMessage, PodRecord, ProbeId } from './memory'
import { keepStatic } from './mirror'
import { remount, renewMounts } from './mounts'
import { heartbeat, register } from './node'
import { killMessage, type ProbeEffect, probed, sendProbe } from './probes'
import { endPull } from './pulls'
import { graceOf, hasten, killLate, placeOf, sendStop, stopContainer } from './stopping'
import { bringUp, goOn, startContainers, startLater, syncPod } from './sync'
import { drawn, timings } from './timings'
import { isSidecar, keyOf, Turn } from './turn'
import { containerOf, ephemeralFrom } from './words'

/** The kubelet of a node: sees to it that its Pods run, and tells the API server how they do. */
export const kubelet = (node: string): Component<KubeletMemory, KubeletMessage> => ({
  name: `kubelet/${node}`,
  watches: [{ kind: 'Pod', node }, { kind: 'ConfigMap' }, { kind: 'Secret' }, { kind: 'Service' }],
  watchLatency: timings.watch,

  start(context) {
    context.after(drawn(context.random, timings.register), { type: 'register' })
    return newMemory(node, context)
  },
  changed: (memory, changes, context) =>
    during(memory, context, (turn) => {
      for (const change of changes) {
        if (change.kind === 'Pod') changed(change, turn)
        else if (change.kind === 'Service') turn.change({ links: sortedMap() })
      }
    }),
  receive: (memory, message, context) => during(memory, context, (turn) => receive(message, turn)),
  idle: (message) =>
    message.type === 'heartbeat' ||
    (message.type === 'sync' && message.retry) ||
    (message.type === 'probe' && (!message.first || message.kind === 'liveness')) ||
    message.type === 'deadline' ||
    message.type === 'remount',
})

function newMemory(
  node: string,
  { reader, random }: ComponentContext<KubeletMessage>,
): KubeletMemory {
  const object = reader.get('Node', '', node)
  const { addresses = [] } = object?.status ?? {}
  const own = addresses.filter(({ type }) => type === 'InternalIP')
  const { address = '' } = own[0] ?? {}
  const [, second] = object?.spec.podCIDRs ?? []
  return {
    node,
    address,
    hostIPs: own.length > 1 ? own.map((each) => ({ ip: each.address })) : [{ ip: address }],
    pods: sortedMap(),
    addresses: addressPool(object?.spec.podCIDR ?? ''),
    ...(second !== undefined && { secondPrefix: second.replace(/\/64$/, '') }),
    sandboxesDone: 0,
    images: sortedMap(),
    pulls: [],
    links: sortedMap(),
    resolvers: sortedMap(),
    dirty: [],
    relistAt: 0,
    phase: random.below(timings.relist),
    lease: undefined,
    posted: { at: 0, images: 0 },
  }
}

function during(
  memory: KubeletMemory,
  context: ComponentContext<KubeletMessage>,
  work: (turn: Turn) => void,
): KubeletMemory {
  // The cluster lends kubelets their node's runtime.
  const turn = new Turn(memory, context as KubeletContext)
  work(turn)
  return turn.memory
}

function changed({ type, object }: Change, turn: Turn): void {
  const pod = object as Pod
  const key = keyOf(pod)
  const known = turn.find(key)
  const isSame = known?.pod.metadata.uid === pod.metadata.uid
  if (type === 'DELETED') {
    if (known && isSame && !keepStatic(known, pod, turn)) forget(known, turn)
    return
  }
  // Another Pod has taken the name: the old one was deleted by force.
  if (known && !isSame) forget(known, turn)
  if (!known || !isSame) admit(key, pod, turn)
  else if (isNewer(pod, known.pod)) renewed(known, pod, turn)
}

const isNewer = (pod: Pod, than: Pod): boolean =>
  Number(pod.metadata.resourceVersion) > Number(than.metadata.resourceVersion)

function renewed(known: PodRecord, pod: Pod, turn: Turn): void {
  if (pod.metadata.deletionTimestamp !== undefined && keepStatic(known, pod, turn)) return
  const renewed = isRewritten(pod, known.pod) ? remount({ ...known, pod }, turn) : { ...known, pod }
  const grown = withEphemeral(renewed)
  const record = withNewImages(grown, known.pod, turn)
  turn.save(record)
  const wasDeleted = known.pod.metadata.deletionTimestamp !== undefined
  if (pod.metadata.deletionTimestamp !== undefined) {
    if (known.stage === 'finished') proceed(record, turn)
    else if (!wasDeleted || known.stage === 'admitted') terminate(record, turn)
    else if (graceOf(pod) < graceOf(known.pod)) hasten(record, turn)
    return
  }
  // Others open readiness gates, or mark the Pods of a node that is silent; a status of one's own
  // may have been refused for being late.
  const wasMarked = readyOf(pod) !== readyOf(known.pod)
  const isGrown = grown.containers !== known.containers
  const isNews = isGrown || wasMarked || pod.spec.readinessGates !== undefined
  if (isNews && known.stage === 'up') syncPod(record, turn)
}

// Containers may be put into a Pod while it runs; they come last.
function withEphemeral(record: PodRecord): PodRecord {
  const { containers, pod } = record
  const wanted = ephemeralFrom(pod) + (pod.spec.ephemeralContainers?.length ?? 0)
  if (wanted <= containers.length) return record
  const added = Array.from({ length: wanted - containers.length }, () => newContainer)
  return { ...record, containers: [...containers, ...added] }
}

// A kubelet's own word on a Pod does not make it look at the Pod again.
const isRewritten = ({ metadata, spec }: Pod, before: Pod): boolean =>
  spec !== before.spec ||
  metadata.labels !== before.metadata.labels ||
  metadata.annotations !== before.metadata.annotations

const readyOf = ({ status }: Pod): string | undefined =>
  status.conditions?.find(({ type }) => type === 'Ready')?.status

// The image of a running Pod may be changed: its container is killed, and begins again with the new
// one.
function withNewImages(record: PodRecord, before: Pod, turn: Turn): PodRecord {
  const { pod } = record
  if (pod.spec === before.spec || record.stage !== 'up' || isMirror(pod)) return record
  return record.containers.reduce((changed, container, place) => {
    const { name, image } = containerOf(pod, place)
    if (container.state !== 'running' || container.stopping) return changed
    if (image === containerOf(before, place).image) return changed
    const message = `Container ${name} definition changed, will be restarted`
    return stopContainer(changed, place, turn, { message })
  }, record)
}

function receive(message: KubeletMessage, turn: Turn): void {
  switch (message.type) {
    case 'register':
      register(turn)
      return
    case 'heartbeat':
      heartbeat(turn)
      return
    case 'relist':
      relist(turn)
      return
    case 'sync':
      wake(message.pod, turn)
      return
    case 'pulled':
      pulled(turn)
      return
    case 'exited':
      ended(message.process, message.code, turn)
      return
    case 'probed':
      apply(probed(message, turn), turn)
      return
    case 'probe':
      apply(sendProbe(message, turn), turn)
      return
    case 'stop':
      stop(message, turn)
      return
    case 'kill':
      killLate(message, turn)
      return
    case 'remount':
      withPod(message, turn, (record) => renewMounts(record, turn))
      return
    case 'cleanup':
    case 'deadline':
      withPod(message, turn, (record) =>
        message.type === 'cleanup' ? cleanUp(record, turn) : expire(record, turn),
      )
  }
}

function withPod(
  { pod, uid }: { readonly pod: string; readonly uid: string },
  turn: Turn,
  work: (record: PodRecord) => void,
): void {
  const record = turn.find(pod)
  if (record?.pod.metadata.uid === uid) work(record)
}

// Looks at every Pod of which a container has begun or ended (pkg/kubelet/pleg).
function relist(turn: Turn): void {
  const { dirty } = turn.memory
  turn.change({ dirty: [], relistAt: 0 })
  for (const key of dirty) {
    const record = turn.find(key)
    if (record) syncPod(record, turn)
  }
}

// A Pod's own timer is due; one that was overtaken by another does nothing.
function wake(key: string, turn: Turn): void {
  const record = turn.find(key)
  if (!record || record.wake !== turn.now) return
  const awake = { ...record, wake: 0 }
  if (awake.stage === 'admitted') turn.save(bringUp(awake, turn))
  else syncPod(awake, turn)
}

function pulled(turn: Turn): void {
  const end = endPull(turn)
  if (!end) return
  const { pull, record, image } = end
  const isWanted = record.stage === 'up' && record.pod.metadata.uid === pull.uid
  if (!isWanted) return
  if (image) {
    turn.save(goOn(record, pull.container, image, turn))
    return
  }
  // The sandbox is news to the next look at the containers, which then finds the failure.
  const isFirst = record.containers[pull.container]?.pulls.delay === timings.backOff.first
  if (isFirst) turn.look(pull.pod)
  const waiting = isFirst ? record : turn.retry(record)
  const isOwn = pull.container < ephemeralFrom(waiting.pod)
  turn.save(isOwn ? startLater(waiting, pull.container, turn) : waiting)
}

function ended(process: string, code: number, turn: Turn): void {
  for (const [key, record] of turn.memory.pods.entries()) {
    const place = placeOf(record, process)
    const container = record.containers[place]
    if (!container) continue
    const wasStopping = container.stopping
    const next = withContainer(record, place, exited(container, code, turn))
    turn.save(next)
    if (next.stage === 'stopping') proceed(next, turn)
    else {
      // A container that its kubelet has killed is replaced at once; others at the next look.
      if (wasStopping && next.stage === 'up') turn.save(startContainers(next, turn))
      turn.look(key)
    }
    return
  }
}

function apply(effect: ProbeEffect, turn: Turn): void {
  if (effect.type === 'status') syncPod(effect.record, turn)
  else if (effect.type === 'kill') kill(effect.record, effect.id, turn)
}

function kill(record: PodRecord, id: ProbeId, turn: Turn): void {
  const { pod } = record
  const spec = containerOf(pod, id.container)
  const probe = id.kind === 'liveness' ? spec.livenessProbe : spec.startupProbe
  const grace = probe?.terminationGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 30
  const message = killMessage(pod, id)
  turn.save(stopContainer(record, id.container, turn, { message, grace: seconds(grace) }))
}

// The hook before a container's end is over.
function stop({ pod, process }: KubeletMessage & { type: 'stop' }, turn: Turn): void {
  const record = turn.find(pod)
  const place = record ? placeOf(record, process) : -1
  if (record && place >= 0) sendStop(record, place, turn)
}

// activeDeadlineSeconds: the Pod as a whole has run for too long.
function expire(record: PodRecord, turn: Turn): void {
  if (record.stage !== 'up' && record.stage !== 'admitted') return
  const message = 'Pod was active on the node longer than the specified deadline'
  turn.event(record.pod, 'DeadlineExceeded', message)
  let next: PodRecord = { ...record, failure: { reason: 'DeadlineExceeded', message } }
  for (let place = 0; place < next.containers.length; place++) {
    if (!isSidecar(next.pod, place)) next = stopContainer(next, place, turn)
  }
  turn.save(next)
  turn.look(next.key)
}
