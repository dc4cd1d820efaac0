import type { TraceRequest } from '../api/trace'
import type { Client, Owner } from './exchange'
import { outsideResolver, visitorPlace } from './outside'
import type { World } from './world'

/** A client in a place, while there is one: a Pod may not run, a node may be gone. */
export function clientAt(
  { state, options }: World,
  from: TraceRequest['from'],
  owner: Owner,
): Client | undefined {
  const { network, processes, sandboxes } = state
  if (from.type === 'pod') {
    const pod = sandboxes.get(`${from.namespace}/${from.name}`)
    if (!pod?.isUp) return undefined
    const { host, place, sandbox, lives } = pod
    const first = processes.get(lives[0]?.process ?? 0)
    const libc = first?.image.libc?.(first.tag) ?? 'musl'
    return { owner, host, place, resolver: sandbox.resolver, libc }
  }
  const address = from.type === 'node' ? network.nodeNamed(from.name)?.address : options.visitor
  const host = address === undefined ? undefined : network.hosts.get(address)
  if (!host) return undefined
  const place = from.type === 'node' ? host.place : visitorPlace
  return { owner, host, place, resolver: outsideResolver, libc: 'glibc' }
}
