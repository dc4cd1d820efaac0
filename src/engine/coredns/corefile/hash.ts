import { sha512 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { ServerBlock } from './parse'

/**
 * The hash by which `reload` knows a Corefile: that of its tokens with their lines, written out as
 * Go does (plugin/reload). kubeadm's Corefile has the same one everywhere.
 */
export function hashOf(blocks: readonly ServerBlock[]): string {
  const text = JSON.stringify(blocks.map(written))
  const known = hashes.get(text)
  if (known !== undefined) return known
  if (hashes.size >= MOST_HASHES) hashes.clear()
  const hash = bytesToHex(sha512(utf8ToBytes(text)))
  hashes.set(text, hash)
  return hash
}

// All Pods of CoreDNS read one Corefile. Only a cache.
const hashes = new Map<string, string>()
const MOST_HASHES = 8

const written = ({ keys, directives }: ServerBlock): object => ({
  Keys: keys,
  Tokens: Object.fromEntries(
    [...directives.keys()]
      .sort()
      .map((name) => [
        name,
        directives
          .get(name)
          ?.map(({ file, line, text }) => ({ File: file, Line: line, Text: text })),
      ]),
  ),
})
