/** A file of an archive; a directory has no text. */
export interface Entry {
  readonly name: string
  readonly text?: string
}

const BLOCK = 512
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** An archive as POSIX ustar has it; `seconds` is when its files were changed, as Unix time. */
export const pack = (entries: readonly Entry[], seconds: number): string =>
  entries.map((entry) => packed(entry, seconds)).join('') + '\0'.repeat(BLOCK * 2)

function packed({ name, text }: Entry, seconds: number): string {
  const isFile = text !== undefined
  const size = isFile ? encoder.encode(text).length : 0
  const before =
    field(isFile ? name : `${name}/`, 100) +
    octal(isFile ? 0o644 : 0o755, 8) +
    octal(0, 8) +
    octal(0, 8) +
    octal(size, 12) +
    octal(seconds, 12)
  const after = `${isFile ? '0' : '5'}${field('', 100)}ustar\x0000${field('', 247)}`
  const sum = [...encoder.encode(`${before}        ${after}`)].reduce((all, byte) => all + byte, 0)
  const checksum = `${sum.toString(8).padStart(6, '0')}\0 `
  const padding = '\0'.repeat((BLOCK - (size % BLOCK)) % BLOCK)
  return before + checksum + after + (isFile ? text + padding : '')
}

// A name in UTF-8 takes as many bytes as it takes; the field is filled up behind it.
const field = (value: string, size: number): string =>
  value + '\0'.repeat(Math.max(0, size - encoder.encode(value).length))

const octal = (value: number, size: number): string =>
  `${value.toString(8).padStart(size - 1, '0')}\0`

/** The files and directories of an archive. */
export function unpack(archive: string): readonly Entry[] {
  const bytes = encoder.encode(archive)
  const found: Entry[] = []
  for (let at = 0; at + BLOCK <= bytes.length && bytes[at] !== 0; ) {
    const header = bytes.subarray(at, at + BLOCK)
    const read = (from: number, size: number): string =>
      decoder.decode(header.subarray(from, from + size)).split('\0', 1)[0] ?? ''
    const size = Number.parseInt(read(124, 12).trim() || '0', 8)
    const start = at + BLOCK
    const name = read(0, 100)
    const text = decoder.decode(bytes.subarray(start, start + size))
    if (name.endsWith('/')) found.push({ name: name.slice(0, -1) })
    else found.push({ name, text })
    at = start + Math.ceil(size / BLOCK) * BLOCK
  }
  return found
}
