import type { NodeFault } from '../api/fault'
import { isProxyHung } from '../runtime'
import type { Clock } from '../sim'
import type { ClusterMessage } from './message'
import { nodeName } from './options'
import type { ClusterState, LastShown } from './state'

/** What is told to a component. */
type Told = Extract<ClusterMessage, { readonly component: string }>

const CONTROL_PLANE = nodeName(0)

/** Whether a node cannot reach the API server: it hears nothing of it, and is not heard. */
export const isCutOff = ({ faults }: ClusterState, node: string): boolean =>
  faults.get(node) === 'network' ||
  (node !== CONTROL_PLANE && faults.get(CONTROL_PLANE) === 'network')

/** Whether a component of a node hears nothing for now. */
export function isDeaf(state: ClusterState, component: string): boolean {
  if (state.faults.size === 0 && state.plane.frozen.size === 0) return false
  const [role, node] = component.split('/')
  if (node === undefined) return false
  if (role === 'kube-proxy' && isProxyHung(state.plane, node)) return true
  return isCutOff(state, node) || (role === 'kubelet' && state.faults.get(node) === 'kubelet')
}

/** Keeps what a component is to be told until it hears again. */
export function keepFor(state: ClusterState, message: Told): void {
  const { component } = message
  state.unheard = state.unheard.set(component, [...(state.unheard.get(component) ?? []), message])
}

/** What CoreDNS on a node goes by while that is cut off: what it was shown before. */
export function lastShownOn({ lastShown }: ClusterState, node: string): LastShown | undefined {
  if (lastShown.size === 0) return undefined
  const own = lastShown.get(node)
  const all = lastShown.get(CONTROL_PLANE)
  return own && all ? (own.at < all.at ? own : all) : (own ?? all)
}

/** Breaks a node, or mends it. */
export function setFault(
  state: ClusterState,
  node: string,
  { clock, fault }: { clock: Clock<ClusterMessage>; fault: NodeFault | undefined },
): void {
  state.faults = fault ? state.faults.set(node, fault) : state.faults.delete(node)
  release(state, clock)
}

/** Who hears again is told at once what has gathered. */
export function release(state: ClusterState, clock: Clock<ClusterMessage>): void {
  for (const [component, messages] of state.unheard.entries()) {
    if (isDeaf(state, component)) continue
    state.unheard = state.unheard.delete(component)
    for (const message of messages) clock.after(0, message)
  }
}
