import { addressText } from '../api/address'
import { openDatagrams } from './datagrams'
import type { Exchange } from './exchange'
import { endWith } from './telling'
import type { World } from './world'

/** The addresses that were wanted are known; who asked may not have its number yet. */
export function found(world: World, exchange: Exchange): void {
  exchange.phase = 'found'
  world.lookAgain(exchange, world.now)
}

/** Goes on with the addresses: a socket for datagrams is opened, or who asked is told of them. */
export function goOn(world: World, exchange: Exchange): void {
  const { addresses, canonical, call, id } = exchange
  if (call.url.purpose === 'datagrams') {
    openDatagrams(world, exchange)
    return
  }
  const bare = (text: string | undefined) => text?.replace(/\.$/, '') || call.url.host
  const asked = bare(canonical && call.questions[exchange.candidate]?.v4.name)
  const told = { name: bare(canonical), asked, addresses: addresses.map(addressText) }
  endWith(world, exchange, { type: 'found', id, ...told })
}
