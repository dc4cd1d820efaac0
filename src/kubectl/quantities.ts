import { parseQuantity, quantityText } from '../engine/api/quantity'
import { CommandError } from './command'

/** `cpu=200m,memory=512Mi` as quantities in their canonical form, by name. */
export function quantities(text: string): Readonly<Record<string, string>> {
  const pairs = text.split(',').map((each) => {
    const parts = each.split('=')
    const [name = '', value = ''] = parts
    if (parts.length !== 2) {
      throw new CommandError(`error: Invalid argument syntax ${each}, expected <resource>=<value>`)
    }
    const quantity = parseQuantity(value)
    if (typeof quantity === 'string') {
      throw new CommandError(`error: ${quantity}`)
    }
    return [name, quantityText(quantity)] as const
  })
  return Object.fromEntries(pairs.sort(([left], [right]) => (left < right ? -1 : 1)))
}
