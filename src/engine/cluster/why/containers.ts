import type { Cause } from '../../api/trace'
import { images, resolveImage } from '../../images'
import type { Pod } from '../../resources'
import type { Container } from '../../resources/pod/container'
import type { ContainerStatus } from '../../resources/pod/status'
import { distance, isLike } from '../trace/likeness'
import type { View } from '../trace/view'
import { fieldOfPod } from '../trace/workload'
import { probeLinks } from './probes'
import { conditionOf, sinceOf } from './since'

/** A container that keeps its Pod from being Ready. */
export interface Holding {
  readonly pod: Pod
  readonly spec: Container
  readonly status: ContainerStatus | undefined
  /** Its place in the Pod's spec: `spec.containers[0]`. */
  readonly path: string
  /** Its place among all of the Pod's containers, init ones first. */
  readonly place: number
}

/** Why a Pod that has a node is not Ready: which of its containers, and what keeps that one. */
export function containerLinks(pod: Pod, view: View): readonly Cause[] {
  const { status } = pod
  const sandbox = conditionOf(status.conditions, 'PodReadyToStartContainers')
  if (sandbox?.status !== 'True') return beforeSandbox(pod, view)
  const first = heldUpBy(pod)
  if (!first) return gates(pod, view)
  const { spec, place } = first
  const isInit = place < (pod.spec.initContainers?.length ?? 0)
  const isOwn = isInit && first.status?.state.running
  const init: readonly Cause[] = isInit
    ? [{ code: 'init-waits', data: { pod: pod.metadata.name, container: spec.name } }]
    : []
  return [...init, ...(isOwn ? [] : stateLinks(first, view))]
}

function heldUpBy(pod: Pod): Holding | undefined {
  const { spec, status } = pod
  const inits = (spec.initContainers ?? []).map((each, at) => ({
    spec: each,
    path: `spec.initContainers[${at}]`,
    status: (status.initContainerStatuses ?? [])[at],
    place: at,
  }))
  const own = spec.containers.map((each, at) => ({
    spec: each,
    path: `spec.containers[${at}]`,
    status: (status.containerStatuses ?? [])[at],
    place: inits.length + at,
  }))
  const init = inits.find(({ spec: { restartPolicy }, status: is }) =>
    restartPolicy === 'Always' ? !is?.started : is?.state.terminated?.exitCode !== 0,
  )
  const found = init ?? own.find(({ status: is }) => !is?.ready)
  return found && { pod, ...found }
}

/** What a container's state says; for one that runs, what its probes do. */
function stateLinks(holding: Holding, view: View): readonly Cause[] {
  const { state } = holding.status ?? {}
  const reason = state?.waiting?.reason ?? ''
  if (state?.running) return probeLinks(holding, view)
  if (/^(ErrImagePull|ImagePullBackOff|InvalidImageName)$/.test(reason)) {
    return [unknownImage(holding, view)]
  }
  if (reason === 'ErrImageNeverPull') return [neverPulled(holding, view)]
  if (reason === 'CreateContainerConfigError') return [badConfig(holding, view)]
  const ended = state?.terminated ?? holding.status?.lastState.terminated
  if (ended) return [...looping(holding, view), ...endedLinks(holding, ended, view)]
  return [coming(holding, view)]
}

// What is on its way is being pulled, or waits for its turn.
function coming({ pod, spec }: Holding, view: View): Cause {
  const pulling = view.reader
    .eventsAbout(pod)
    .findLast(({ reason, message }) => reason === 'Pulling' && message?.includes(`"${spec.image}"`))
  return {
    code: 'image-coming',
    data: { pod: pod.metadata.name, image: spec.image ?? '', node: pod.spec.nodeName ?? '' },
    ...sinceOf(pulling?.lastTimestamp ?? pod.metadata.creationTimestamp, view),
    ...(pulling?.message ? { told: pulling.message } : {}),
  }
}

function beforeSandbox(pod: Pod, view: View): readonly Cause[] {
  const event = view.reader
    .eventsAbout(pod)
    .findLast(({ reason }) => reason === 'FailedMount' || reason === 'FailedCreatePodSandBox')
  const { name } = pod.metadata
  const since = sinceOf(pod.status.startTime ?? pod.metadata.creationTimestamp, view)
  if (!event?.message) return [{ code: 'sandbox-coming', data: { pod: name }, ...since }]
  const told = event.message
  const volume = /volume "([^"]*)"/.exec(told)?.[1] ?? ''
  const at = (pod.spec.volumes ?? []).findIndex((each) => each.name === volume)
  return [
    {
      code: 'volume-missing',
      data: { pod: name, volume },
      ...since,
      told,
      field: fieldOfPod(view.reader, pod, at < 0 ? 'spec' : `spec.volumes[${at}]`),
    },
  ]
}

// The registry's image whose name comes nearest is mostly the one that was meant.
function unknownImage({ pod, spec, status, path }: Holding, view: View): Cause {
  const { image = '' } = spec
  const meant = nearestImage(image)
  const told = status?.state.waiting?.message
  return {
    code: 'image-unknown',
    data: { pod: pod.metadata.name, image },
    ...(told ? { told } : {}),
    field: fieldOfPod(view.reader, pod, `${path}.image`),
    ...(meant ? { change: { type: 'field', before: image, after: meant } as const } : {}),
  }
}

function nearestImage(text: string): string | undefined {
  const [, name = '', tag = ''] = /^(.*?)(?::([^/]*))?$/.exec(text) ?? []
  const near = images
    .filter((image) => isLike(image.name, name))
    .map((image) => ({ name: image.name, away: distance(image.name, name) }))
    .sort((left, right) => left.away - right.away)
  for (const each of near) {
    const found = [tag === '' ? each.name : `${each.name}:${tag}`, each.name].find(
      (candidate) => candidate !== text && resolveImage(candidate).type === 'found',
    )
    if (found) return found
  }
  return undefined
}

const neverPulled = ({ pod, spec, path }: Holding, { reader }: View): Cause => ({
  code: 'image-not-here',
  data: { pod: pod.metadata.name, image: spec.image ?? '', node: pod.spec.nodeName ?? '' },
  field: fieldOfPod(reader, pod, `${path}.imagePullPolicy`),
  change: { type: 'field', before: 'Never', after: 'IfNotPresent' },
})

function badConfig({ pod, spec, status, path }: Holding, { reader }: View): Cause {
  const told = status?.state.waiting?.message ?? ''
  const wanted = /(?:configmap|secret) "([^"]+)"/.exec(told)?.[1] ?? ''
  const at = (spec.env ?? []).findIndex(({ valueFrom }) =>
    [valueFrom?.configMapKeyRef?.name, valueFrom?.secretKeyRef?.name].includes(wanted),
  )
  const field = fieldOfPod(reader, pod, at < 0 ? `${path}.envFrom` : `${path}.env[${at}]`)
  return { code: 'config-missing', data: { pod: pod.metadata.name }, told, field }
}

type Ended = NonNullable<ContainerStatus['state']['terminated']>

function looping({ pod, spec, status }: Holding, view: View): readonly Cause[] {
  const waiting = status?.state.waiting
  if (waiting?.reason !== 'CrashLoopBackOff') return []
  const since = sinceOf(status?.lastState.terminated?.finishedAt, view)
  const delay = /back-off (\S+)/.exec(waiting.message ?? '')?.[1] ?? ''
  const data = {
    pod: pod.metadata.name,
    container: spec.name,
    restarts: status?.restartCount ?? 0,
    delay,
  }
  return [{ code: 'crash-loops', data, ...since }]
}

/** How a container's last run ended, and what ended it. */
function endedLinks(holding: Holding, ended: Ended, view: View): readonly Cause[] {
  const { pod, spec, path } = holding
  const { exitCode, reason = '', finishedAt, message } = ended
  const container = spec.name
  const command = fieldOfPod(view.reader, pod, `${path}.${spec.command ? 'command' : 'args'}`)
  if (reason === 'StartError') {
    const program = /exec: "([^"]*)"/.exec(message ?? '')?.[1] ?? ''
    const told = message ? { told: message } : {}
    return [{ code: 'program-missing', data: { container, program }, ...told, field: command }]
  }
  const words = view.lastWordsOf(`${pod.metadata.namespace}/${pod.metadata.name}`, container)
  const told = words.length > 0 ? { told: words.join('\n') } : {}
  const first: Cause = {
    code: 'container-ended',
    data: { container, exit: exitCode, reason },
    ...sinceOf(finishedAt, view),
    ...told,
    field: command,
  }
  const killed = view.reader
    .eventsAbout(pod)
    .findLast(
      ({ reason: why, message: text }) =>
        why === 'Unhealthy' && /^(Liveness|Startup)/.test(text ?? ''),
    )
  const probe = killed?.message?.startsWith('Startup') ? 'startupProbe' : 'livenessProbe'
  if (!killed?.message || !spec[probe]) return [first]
  return [
    first,
    {
      code: 'liveness-fails',
      data: { container, probe, count: killed.count ?? 1 },
      ...sinceOf(killed.firstTimestamp, view),
      told: killed.message,
      field: fieldOfPod(view.reader, pod, `${path}.${probe}`),
    },
  ]
}

function gates(pod: Pod, { reader }: View): readonly Cause[] {
  const told = conditionOf(pod.status.conditions, 'Ready')?.message
  if (!pod.spec.readinessGates || !told) return []
  const field = fieldOfPod(reader, pod, 'spec.readinessGates')
  return [{ code: 'gate-closed', data: { pod: pod.metadata.name }, told, field }]
}
