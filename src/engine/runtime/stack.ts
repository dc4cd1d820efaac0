import { type Address, addressText, type Cidr } from '../api/address'
import type { SeenProcess } from '../images/image'
import type { Link, NetworkStack, Route, SeenSocket } from '../images/stack'
import type { Host } from '../network/host'
import type { NodeState } from '../network/node-state'
import { TCP } from '../network/packet'
import { hashText } from '../sim'
import type { Process } from './process'
import { seenBy } from './seen'
import type { World } from './world'

const LOCALHOST = '127.0.0.1'
const LOOPBACK: Link = {
  index: 1,
  name: 'lo',
  address: LOCALHOST,
  prefix: 8,
  mac: '00:00:00:00:00:00',
}
/** Nodes share one network, and its first address leads out of it. */
const NODES_PREFIX = 16
const FIRST_PORT = 6

/** The network stack that a process finds itself in. */
export function stackOf(world: World, process: Process): NetworkStack {
  const { host } = process
  const node = world.state.network.node(host.node)
  const sockets = socketsOf(world, process)
  if (host.kind === 'pod' && node) return { ...podStack(host, node), sockets }
  if (host.kind === 'node' && node) return { ...nodeStack(world, host, node), sockets }
  const links = [LOOPBACK, link(host, { index: 2, name: 'eth0', prefix: 24 })]
  const router = addressText(host.address - (host.address & 0xff) + 1)
  return { links, routes: [{ to: 'default', via: router, device: 'eth0' }], sockets }
}

const podStack = (host: Host, { block, gateway }: NodeState): Omit<NetworkStack, 'sockets'> => ({
  links: [
    LOOPBACK,
    link(host, {
      index: 2,
      name: 'eth0',
      prefix: block.length,
      peer: interfaceNumber(host, block),
    }),
  ],
  routes: [
    { to: 'default', via: addressText(gateway), device: 'eth0' },
    {
      to: `${addressText(block.base)}/${block.length}`,
      device: 'eth0',
      scope: 'link',
      source: addressText(host.address),
    },
  ],
})

// The node's end of a Pod's interface is numbered by the Pod's address, so that it stays.
const interfaceNumber = ({ address }: Host, { base }: Cidr): number => address - base + 1

function nodeStack(world: World, host: Host, own: NodeState): Omit<NetworkStack, 'sockets'> {
  const { network } = world.state
  const pods = network.hosts
    .values()
    .filter(({ kind, node }) => kind === 'pod' && node === own.index)
  pods.sort((left, right) => left.address - right.address)
  const ends = pods.map((pod) => ({ pod, name: `veth${hash(`veth/${pod.place}`)}` }))
  const others = network.hosts.values().filter(({ kind, id }) => kind === 'node' && id !== host.id)
  others.sort((left, right) => left.address - right.address)
  const base = host.address - (host.address & 0xffff)
  const routes: Route[] = [
    { to: 'default', via: addressText(base + 1), device: 'eth0' },
    ...ends.map(
      ({ pod, name }): Route => ({ to: addressText(pod.address), device: name, scope: 'host' }),
    ),
    ...others.flatMap((other): Route[] => {
      const block = network.node(other.node)?.block
      if (!block) return []
      const to = `${addressText(block.base)}/${block.length}`
      return [{ to, via: addressText(other.address), device: 'eth0' }]
    }),
    {
      to: `${addressText(base)}/${NODES_PREFIX}`,
      device: 'eth0',
      scope: 'link',
      source: addressText(host.address),
      isKernels: true,
    },
  ]
  const links = [
    LOOPBACK,
    link(host, { index: 2, name: 'eth0', prefix: NODES_PREFIX, peer: FIRST_PORT }),
    ...ends.map(({ pod, name }) => ({
      index: interfaceNumber(pod, own.block),
      name,
      peer: 2,
      address: addressText(own.gateway),
      prefix: 32,
      mac: macOf(name),
    })),
  ]
  return { links, routes }
}

const link = (
  { place, address }: Host,
  given: Pick<Link, 'index' | 'name' | 'prefix' | 'peer'>,
): Link => ({ ...given, address: addressText(address), mac: macOf(place) })

const hash = (text: string): string => hashText(text).toString(16).padStart(8, '0')

// Bit 1 of the first number says that it is given by hand, as a container's is.
function macOf(text: string): string {
  const digits = hash(text) + hash(`${text}/mac`)
  const first = ((Number.parseInt(digits.slice(0, 2), 16) & 0xfc) | 2).toString(16)
  const rest = [2, 4, 6, 8, 10].map((at) => digits.slice(at, at + 2))
  return [first.padStart(2, '0'), ...rest].join(':')
}

function socketsOf(world: World, process: Process): readonly SeenSocket[] {
  const { state } = world
  const seen = seenBy(world, process)
  const numbered = new Map<number, SeenProcess>()
  for (const each of seen) if (each.process !== undefined) numbered.set(each.process, each)
  const who = (id: number): Pick<SeenSocket, 'process'> => {
    const found = numbered.get(id)
    return found ? { process: found } : {}
  }
  const sockets: SeenSocket[] = []
  const owners = state.processes.values().filter(({ host }) => host.id === process.host.id)
  owners.sort((left, right) => left.id - right.id)
  for (const { id } of owners) {
    for (const key of state.listening.get(id) ?? []) {
      const isLoopback = state.listeners.get(process.host.id, key)?.isLoopbackOnly === true
      sockets.push({ ...listening(key, isLoopback ? LOCALHOST : ANY), ...who(id) })
    }
  }
  const open = state.connections
    .values()
    .filter(({ host, isEstablished }) => host.id === process.host.id && isEstablished)
  open.sort((left, right) => left.id - right.id)
  for (const { address, port, peer, peerPort, process: owner } of open) {
    sockets.push({
      protocol: 'tcp',
      state: 'ESTAB',
      address: addressText(address),
      port,
      peer: addressText(peer),
      peerPort,
      ...who(owner),
    })
  }
  return sockets
}

// Listeners are known by `port * 4 + protocol`.
function listening(key: number, address: string): SeenSocket {
  const isTcp = key % 4 === TCP
  return {
    protocol: isTcp ? 'tcp' : 'udp',
    state: isTcp ? 'LISTEN' : 'UNCONN',
    address,
    port: Math.floor(key / 4),
    peer: ANY,
    peerPort: 0,
  }
}

const ANY: string = addressText(0 as Address)
