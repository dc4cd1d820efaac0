import type { PodFault } from '../api/fault'
import type { ProcessMessage } from '../images/image'
import { type Duration, milliseconds } from '../sim'
import type { Process } from './process'
import type { ProbeStart } from './runtime'
import type { DataPlaneState } from './state'
import type { World } from './world'

/** What a process that hangs has yet to hear: a list that is grown at its head. */
export interface Waiting {
  readonly process: number
  readonly latest?: { readonly message: ProcessMessage; readonly earlier: Waiting }
}

/** What comes to a program from its network; all else, a slow one hears at once. */
const INCOMING: ReadonlySet<ProcessMessage['type']> = new Set<ProcessMessage['type']>([
  'request',
  'datagram',
  'accepted',
  'data',
  'ended',
  'broken',
])

/** How long a message waits before a slow process looks at it. */
export const waitOf = ({ state }: World, process: Process, { type }: ProcessMessage): Duration =>
  process.manner?.session === undefined && INCOMING.has(type) ? slowness(state, process) : 0

/** How much longer a program takes for all that comes to it. */
export const slowness = ({ podFaults }: DataPlaneState, { pod }: Process): Duration =>
  milliseconds(podFaults.get(pod)?.slowMillis ?? 0)

/** Whether a process hangs. */
export const hangs = ({ frozen }: DataPlaneState, { id }: Process): boolean =>
  frozen.size > 0 && frozen.get(id) !== undefined

/** Keeps a message for a process that hangs; false when it does not. */
export function keepFor({ state }: World, { id }: Process, message: ProcessMessage): boolean {
  const earlier = state.frozen.get(id)
  if (!earlier) return false
  state.frozen.set(id, 0, { process: id, latest: { message, earlier } })
  return true
}

/** What is wrong with a Pod's app. */
export function podFaultOf(state: DataPlaneState, pod: string): PodFault | undefined {
  if (state.podFaults.size === 0 && state.frozen.size === 0) return undefined
  const kept = state.podFaults.get(pod)
  const isHung = livesOf(state, pod).some((id) => state.frozen.get(id) !== undefined)
  return isHung ? { ...kept, isHung } : kept
}

const PROXY = 'registry.k8s.io/kube-proxy'

/** Whether the kube-proxy of a node hangs: asked for all it is told, so few are looked at. */
export const isProxyHung = ({ frozen, processes }: DataPlaneState, node: string): boolean =>
  frozen.size > 0 &&
  frozen.values().some(({ process }) => {
    const { image, sandbox } = processes.get(process) ?? {}
    return image?.name === PROXY && sandbox?.node === node
  })

/** How a process hears what has waited for it. */
type HandOver = (world: World, process: Process, message: ProcessMessage) => void

/** Breaks a Pod, or mends it; what hung and goes on hears all that has waited for it. */
export function setPodFault(
  world: World,
  pod: string,
  { slowMillis = 0, isUnready = false, isHung = false }: PodFault,
  handOver: HandOver,
): void {
  const { podFaults, sandboxes } = world.state
  if (!sandboxes.get(pod)?.isUp) return
  const isSlow = slowMillis > 0
  if (isSlow || isUnready) {
    podFaults.set(pod, { ...(isSlow && { slowMillis }), ...(isUnready && { isUnready }) })
  } else podFaults.delete(pod)
  for (const id of livesOf(world.state, pod)) {
    if (isHung) freeze(world.state, id)
    else thaw(world, id, handOver)
  }
}

const livesOf = ({ sandboxes, processes }: DataPlaneState, pod: string): readonly number[] =>
  (sandboxes.get(pod)?.lives ?? [])
    .map(({ process }) => process)
    .filter((id) => processes.get(id) !== undefined)

function freeze({ frozen }: DataPlaneState, id: number): void {
  if (frozen.get(id) === undefined) frozen.set(id, 0, { process: id })
}

function thaw(world: World, id: number, handOver: HandOver): void {
  const { frozen, processes } = world.state
  const messages: ProcessMessage[] = []
  let latest = frozen.get(id)?.latest
  for (; latest; { latest } = latest.earlier) messages.push(latest.message)
  frozen.delete(id)
  for (const message of messages.reverse()) {
    const process = processes.get(id)
    if (process) handOver(world, process, message)
  }
}

/** Whether a Pod's app is to fail this look at it. */
export const failsProbe = ({ podFaults }: DataPlaneState, { kind, pod }: ProbeStart): boolean =>
  podFaults.size > 0 && kind === 'readiness' && podFaults.get(pod)?.isUnready === true

/** What nobody knows of a Pod any more when it is gone. */
export const forgetPodFault = ({ podFaults }: DataPlaneState, pod: string): void => {
  if (podFaults.size > 0) podFaults.delete(pod)
}
