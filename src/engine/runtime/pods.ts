import { addressText, parseAddress } from '../api/address'
import type { Signal } from '../images/image'
import type { Host } from '../network/host'
import { TCP, UDP } from '../network/packet'
import type { DataPlaneContext } from './data-plane'
import { fail } from './ending'
import { forgetPodFault } from './pod-faults'
import { startProbe } from './probes'
import type { PodSandbox } from './process'
import {
  closeSockets,
  endSessionsIn,
  forgetProcess,
  processName,
  processNumber,
  signalProcess,
  startProcess,
} from './processes'
import type { ContainerRuntime, ContainerStart, ProbeStart, Sandbox } from './runtime'
import { dropConnection } from './sockets'
import type { DataPlaneState } from './state'
import type { World } from './world'

/** The container runtime of every node, for one state and context. */
export class Runtime implements ContainerRuntime {
  constructor(
    private readonly world: World,
    private readonly state: DataPlaneState,
    private readonly context: DataPlaneContext,
  ) {}

  addPod(sandbox: Sandbox): void {
    addPod(this.entered(), sandbox)
  }
  stopPod(pod: string): void {
    stopPod(this.entered(), pod)
  }
  removePod(pod: string): void {
    removePod(this.entered(), pod)
  }
  start(container: ContainerStart): string {
    return startContainer(this.entered(), container)
  }
  signal(process: string, signal: Signal): void {
    signalProcess(this.entered(), processNumber(process), signal)
  }
  probe(probe: ProbeStart): void {
    startProbe(this.entered(), probe)
  }

  private entered(): World {
    this.world.enter(this.state, this.context)
    return this.world
  }
}

function addPod(world: World, sandbox: Sandbox): void {
  const { sandboxes } = world.state
  if (sandboxes.get(sandbox.pod)) removePod(world, sandbox.pod)
  const place = `pod/${sandbox.pod}`
  const host = sandbox.hostNetwork ? nodeHost(world, sandbox) : podHost(world, sandbox, place)
  if (host) sandboxes.set(sandbox.pod, { sandbox, host, place, isUp: true, lives: [] })
}

function nodeHost({ state }: World, { node }: Sandbox): Host | undefined {
  const address = state.network.nodeNamed(node)?.address
  return address === undefined ? undefined : state.network.hosts.get(address)
}

function podHost({ state }: World, { node, ip }: Sandbox, place: string): Host | undefined {
  const index = state.network.nodeNamed(node)?.index
  const address = parseAddress(ip)
  if (index === undefined || address === undefined) return undefined
  return state.network.addHost({ kind: 'pod', place, address, node: index })
}

// The address goes first: what is sent to it, or was on its way, is swallowed.
function stopPod(world: World, name: string): void {
  const { state } = world
  const pod = state.sandboxes.get(name)
  if (!pod?.isUp) return
  state.sandboxes.set(name, { ...pod, isUp: false })
  forgetPodFault(state, name)
  if (state.sessions.size > 0) endSessionsIn(world, name)
  for (const { process } of pod.lives) {
    // On the node's own network the address stays, and the kernel ends what the process had open.
    if (pod.sandbox.hostNetwork) closeSockets(world, process)
    forgetProcess(world, process)
  }
  if (pod.sandbox.hostNetwork) return
  if (state.network.hosts.get(pod.host.address)?.id === pod.host.id) {
    state.network.hosts.delete(pod.host.address)
  }
  abandon(world, pod)
}

function removePod(world: World, name: string): void {
  stopPod(world, name)
  const { sandboxes, logs } = world.state
  for (const { process } of sandboxes.get(name)?.lives ?? []) logs.delete(process)
  sandboxes.delete(name)
  if (world.state.disks.size > 0) forgetDisks(world.state, name)
}

function forgetDisks({ disks }: DataPlaneState, pod: string): void {
  for (const [name] of [...disks.entries()]) {
    if (name.startsWith(`${pod}/`) || name.startsWith(`${pod}#`)) disks.delete(name)
  }
}

// Requests and connections that began or ended in the Pod are gone with it.
function abandon(world: World, { host }: PodSandbox): void {
  const { connections, exchanges, ports } = world.state
  ports.delete(host.id, TCP)
  ports.delete(host.id, UDP)
  for (const connection of connections.values()) {
    if (connection.host.id === host.id) dropConnection(world, connection)
  }
  const own = exchanges.values().filter(({ call }) => call.client.host.id === host.id)
  own.sort((left, right) => left.id - right.id)
  for (const exchange of own) {
    fail(world, exchange, { reason: 'unreachable', address: addressText(host.address) })
  }
}

function startContainer(world: World, container: ContainerStart): string {
  const pod = world.state.sandboxes.get(container.pod)
  const image = world.options.image(container.image)
  if (!pod?.isUp) throw new Error(`no sandbox for ${container.pod}`)
  if (!image) throw new Error(`no image ${container.image}`)
  return processName(startProcess(world, pod, image, container))
}
