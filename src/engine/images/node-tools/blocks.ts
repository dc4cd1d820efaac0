import { contains, parseAddress, parseCidr } from '../../api/address'

/** Whether an address, as text, is in a block. */
type Test = (address: string) => boolean

/** An address, or a block `10.96.0.0/12`, as a test; undefined when it is neither. */
export function parseBlock(text: string): Test | undefined {
  const block = parseCidr(text.includes('/') ? text : `${text}/32`)
  if (!block) return undefined
  return (address) => contains(block, parseAddress(address) ?? 0)
}
