import { sha512 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { ServerBlock } from './parse'

/**
 * The hash by which `reload` knows a Corefile: that of its tokens with their lines, written out as
 * Go does (plugin/reload). kubeadm's Corefile has the same one everywhere.
 */
export const hashOf = (blocks: readonly ServerBlock[]): string =>
  bytesToHex(sha512(utf8ToBytes(JSON.stringify(blocks.map(written)))))

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
