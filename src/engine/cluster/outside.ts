import { type Address, parseAddress } from '../api/address'
import type { Upstream } from '../api/dns'

// Hosts of the internet as the playground has it: these answer, everything else is NXDOMAIN.
const SITES: Readonly<Record<string, string>> = {
  'example.com': '93.184.216.34',
  'www.example.com': '93.184.216.34',
  'api.example.com': '93.184.216.35',
  'db.example.com': '93.184.216.36',
  'example.org': '93.184.216.37',
  'kubernetes.io': '15.197.167.90',
  'www.aliyun.com': '47.95.0.10',
}

const addressOf = (text: string): Address => parseAddress(text) ?? 0

/** The world around a cluster: names, hosts that serve a page, and where visitors come from. */
export const outside: {
  readonly upstream: Upstream
  readonly visitor: Address
  readonly sites: readonly { readonly name: string; readonly address: Address }[]
} = {
  upstream: Object.fromEntries(
    Object.entries(SITES).map(([name, address]) => [`${name}.`, { A: [address] }]),
  ),
  visitor: addressOf('203.0.113.10'),
  sites: Object.entries(SITES).map(([name, address]) => ({ name, address: addressOf(address) })),
}
