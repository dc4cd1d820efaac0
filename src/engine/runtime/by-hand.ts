import { addressText } from '../api/address'
import { type TraceRequest, tracePatience } from '../api/trace'
import type { ProcessMessage } from '../images/image'
import { seconds } from '../sim'
import { begin } from './client'
import { sendDatagramOn } from './datagrams'
import { fail } from './ending'
import type { Exchange } from './exchange'
import { clientAt } from './source'
import { closeStream } from './streams'
import type { World } from './world'

/** What a datagram says that has nothing to say; agnhost answers this. */
const HELLO = 'hostname\n'

/** Sends one request that no program sends; its number, unless there is nowhere to send it from. */
export function sendByHand(world: World, request: TraceRequest): number | undefined {
  const { from, to, method, headers, body, timeoutSeconds = tracePatience } = request
  const client = clientAt(world, from, { type: 'hand', id: 0 })
  if (!client) return undefined
  return begin(world, client, {
    url: to,
    timeout: seconds(timeoutSeconds),
    ...(method === undefined ? {} : { method }),
    ...(headers === undefined ? {} : { headers }),
    ...(body === undefined ? {} : { body }),
  })
}

/** Does what a program would do that hears of its request. */
export function heardByHand(world: World, exchange: Exchange, message: ProcessMessage): void {
  const { call, id, addresses } = exchange
  switch (message.type) {
    case 'connected':
      if (call.url.purpose !== 'datagrams') closeStream(world, id)
      else {
        world.lookAgain(exchange, call.deadline)
        sendDatagramOn(world, exchange, call.request.body ?? HELLO)
      }
      return
    case 'data':
      world.ended(exchange, { outcome: 'ok' })
      closeStream(world, id)
      return
    case 'broken':
      fail(world, exchange, { reason: 'rejected', address: addressText(addresses[0] ?? 0) })
      return
    default:
      return
  }
}
