import { ipText } from '../../api/ip'

const V4 = '.in-addr.arpa.'
const V6 = '.ip6.arpa.'

/** Whether a name (in lower case) lies in one of the zones of addresses. */
export const isReverse = (name: string): boolean => name.endsWith(V4) || name.endsWith(V6)

/**
 * The address that `7.120.96.10.in-addr.arpa.` stands for; undefined when it is not a whole one.
 */
export function addressOfReverse(name: string): string | undefined {
  if (name.endsWith(V4)) {
    const parts = name.slice(0, -V4.length).split('.')
    const legal = parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part))
    return legal ? parts.reverse().join('.') : undefined
  }
  const digits = name.slice(0, -V6.length).split('.').reverse()
  if (digits.length !== 32 || !digits.every((digit) => /^[0-9a-f]$/.test(digit))) return undefined
  const groups = Array.from({ length: 8 }, (_, group) =>
    Number.parseInt(digits.slice(group * 4, group * 4 + 4).join(''), 16),
  )
  return ipText({ family: 'IPv6', parts: groups })
}
