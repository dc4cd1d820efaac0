import type { ProcessMessage } from '../images/image'
import { closeQuestions } from './ending'
import type { Exchange } from './exchange'
import { deliver } from './processes'
import type { World } from './world'

/** Tells the process that an exchange is for, or does what it would do. */
export function tellOwner(world: World, exchange: Exchange, message: ProcessMessage): void {
  const { owner } = exchange.call.client
  if (owner.type === 'hand') {
    world.owners.told(world, exchange, message)
    return
  }
  const process = world.state.processes.get(owner.id)
  if (process) deliver(world, process, message)
}

/** Ends an exchange that came to something else than a response, and tells of it. */
export function endWith(world: World, exchange: Exchange, message: ProcessMessage): void {
  world.state.exchanges.delete(exchange.id)
  closeQuestions(world, exchange)
  world.ended(exchange, { outcome: 'ok' })
  tellOwner(world, exchange, message)
}
