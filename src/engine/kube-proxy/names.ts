import { sha256 } from '@noble/hashes/sha2.js'
import type { RuleProtocol } from '../network/rules'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const HASH_CHARACTERS = 16

/** The first 16 characters of the base32 of a text's SHA-256. */
export const hash = (text: string): string => base32(sha256(bytesOf(text)), HASH_CHARACTERS)

/** The chains of one Service port, by what they begin with. */
export interface PortChains {
  readonly service: string
  readonly local: string
  readonly external: string
  readonly firewall: string
}

/** How kube-proxy names the chains of a Service port: `default/web:http` and `tcp`. */
export function chainsOf(portName: string, protocol: RuleProtocol): PortChains {
  const suffix = hash(portName + protocol)
  return {
    service: `KUBE-SVC-${suffix}`,
    local: `KUBE-SVL-${suffix}`,
    external: `KUBE-EXT-${suffix}`,
    firewall: `KUBE-FW-${suffix}`,
  }
}

/** The chain of one endpoint, `10.244.1.5:8080`, of a Service port. */
export const endpointChain = (portName: string, protocol: RuleProtocol, endpoint: string): string =>
  `KUBE-SEP-${hash(portName + protocol + endpoint)}`

// The API server lets nothing but ASCII into these names.
function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index)
  return bytes
}

function base32(bytes: Uint8Array, length: number): string {
  let text = ''
  for (let index = 0; index < length; index++) {
    const bit = index * 5
    const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0)
    text += ALPHABET[(pair >> (11 - (bit & 7))) & 31]
  }
  return text
}
