import type { ProcessMessage } from '../images/image'
import { closeQuestions } from './ending'
import type { Exchange } from './exchange'
import { deliver } from './processes'
import type { World } from './world'

/** Tells the process that an exchange is for. */
export function tellOwner(world: World, { call }: Exchange, message: ProcessMessage): void {
  const process = world.state.processes.get(call.client.owner.id)
  if (process) deliver(world, process, message)
}

/** Ends an exchange that came to something else than a response, and tells of it. */
export function endWith(world: World, exchange: Exchange, message: ProcessMessage): void {
  world.state.exchanges.delete(exchange.id)
  closeQuestions(world, exchange)
  world.records?.answered(world.now, exchange, 'ok')
  tellOwner(world, exchange, message)
}
