import type { Command } from '../command'
import { groups, plainCommands } from '../help/groups'
import { changing } from './changing'
import { reading } from './reading'

const order = [...groups.flatMap(({ names }) => names), ...plainCommands]
const rank = ({ name }: Command): number => {
  const at = order.indexOf(name)
  return at < 0 ? order.length : at
}

/** Every verb, in the order of the groups of `kubectl help`. */
export const commands: readonly Command[] = [...changing, ...reading].sort(
  (left, right) => rank(left) - rank(right),
)
