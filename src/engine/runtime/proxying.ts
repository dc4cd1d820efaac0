import { serviceUnavailable } from '../api/status'
import { malformed } from '../images/http'
import type { FetchFailure, FetchRequest, HttpResponse } from '../images/image'
import { begin } from './client'
import type { Exchange } from './exchange'
import { outsideResolver } from './outside'
import { endSession, openSession, tell } from './session'
import type { World } from './world'

/**
 * Passes a request on from the node on which the API server runs (apimachinery, util/proxy); the
 * number of the session that will be told the answer is returned.
 */
export function startProxy(world: World, node: string, request: FetchRequest): number {
  const { id } = openSession(world, { type: 'proxy', pod: '', process: 0, root: 0 })
  const { network } = world.state
  const address = network.nodeNamed(node)?.address
  const host = address === undefined ? undefined : network.hosts.get(address)
  if (!host) {
    endSession(world, id, serviceUnavailable('error trying to reach service: EOF').status)
    return id
  }
  const resolver = outsideResolver
  begin(world, { owner: { type: 'proxy', id }, host, place: host.place, resolver }, request)
  return id
}

/** A request that was passed on has been answered. */
export function proxyAnswered(world: World, id: number, response: HttpResponse): void {
  const { body, headers = {}, status } = response
  tell(world, id, { type: 'response', status, headers, body })
  endSession(world, id)
}

/** A request that was passed on has failed. */
export function proxyFailed(
  world: World,
  id: number,
  { call }: Exchange,
  failure: FetchFailure,
): void {
  const why = `error trying to reach service: ${goWords(failure, call.url.port)}`
  endSession(world, id, serviceUnavailable(why).status)
}

// As Go's net package words it.
function goWords(failure: FetchFailure, port: number): string {
  if (failure.reason === 'name' || failure.reason === 'url') return 'EOF'
  const dial = `dial tcp ${failure.address}:${port}`
  switch (failure.reason) {
    case 'refused':
    case 'rejected':
      return `${dial}: connect: connection refused`
    case 'unreachable':
      return `${dial}: connect: no route to host`
    case 'timeout':
      return failure.connected ? 'context deadline exceeded' : `${dial}: i/o timeout`
    case 'reset':
      return 'read: connection reset by peer'
    case 'empty':
      return 'EOF'
    case 'not-http':
      return malformed(failure.line)
  }
}
