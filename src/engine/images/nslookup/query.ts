import type { System } from '../image'

/** What `/etc/resolv.conf` says. */
export interface Resolvers {
  readonly nameservers: readonly string[]
  readonly search: readonly string[]
  readonly ndots: number
}

/** Reads `/etc/resolv.conf`, as every program does that asks for itself. */
export function resolversOf({ files }: System): Resolvers {
  const lines = (files.read('/etc/resolv.conf') ?? '').split('\n').map((line) => line.split(/\s+/))
  const all = (name: string) =>
    lines.filter(([first]) => first === name).map((line) => line.slice(1))
  const ndots = all('options')
    .flat()
    .find((option) => option.startsWith('ndots:'))
  return {
    nameservers: all('nameserver').flat(),
    search: (all('search').at(-1) ?? []).filter((domain) => domain !== ''),
    ndots: Number(ndots?.slice('ndots:'.length) ?? 1),
  }
}

const IP = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/

/** Whether a text is an IPv4 address. */
export const isAddress = (text: string): boolean => IP.test(text)

/** The name under which an address is looked up, without its last dot. */
export const reverseName = (address: string): string =>
  `${address.split('.').reverse().join('.')}.in-addr.arpa`

/** A name as a question has it, with its last dot. */
export const absolute = (name: string): string => (name.endsWith('.') ? name : `${name}.`)

/** A name as it is printed, without its last dot. */
export const printed = (name: string): string => name.replace(/\.$/, '')

const FIELDS = ['origin', 'mail addr', 'serial', 'refresh', 'retry', 'expire', 'minimum']

/** The record of a zone's beginning, a line a field. */
export function soaText(owner: string, data: string): string {
  const values = data.split(' ').map(printed)
  return `${owner}\n${FIELDS.map((field, index) => `\t${field} = ${values[index]}\n`).join('')}`
}
