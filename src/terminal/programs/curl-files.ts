import { FileError } from '../files'
import type { Laptop } from '../shell/process'
import { readAll } from '../streams'

/** Why curl does not even begin: what it says, and its exit code. */
interface Refusal {
  readonly complaint: string
  readonly code: number
}

/** A command line without files of the laptop, and which of its own the network's host writes. */
interface Lent {
  readonly words: readonly string[]
  /** Where a file of the laptop is written in between, by its name here. */
  readonly taken: ReadonlyMap<string, string>
}

/** Letters of curl's and wget's that take a value. */
const valued = { curl: /^-\w*?([owmXHAdueb])(.*)$/s, wget: /^-\w*?([OTtYPUe])(.*)$/s } as const
const hint = "curl: try 'curl --help' or 'curl --manual' for more information\n"

/**
 * A command line of curl or wget as the simulated host is to run it: a file that is sent is read
 * here, one that is written gets a name there from which it is fetched.
 */
export async function lendFiles(
  name: 'curl' | 'wget',
  words: readonly string[],
  laptop: Laptop,
): Promise<Lent | Refusal> {
  const taken = new Map<string, string>()
  const lent: string[] = []
  const rest = [...words]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [option, given] = split(name, word)
    const value = option === undefined ? undefined : (given ?? rest.shift())
    if (option === undefined || value === undefined) {
      lent.push(word)
    } else if (outputs.has(`${name} ${option}`)) {
      lent.push(...before(word, given), taking(value, taken))
    } else if (bodies.has(`${name} ${option}`) && value.startsWith('@')) {
      const text = await fileText(value.slice(1), option === '--data-binary', laptop)
      if (text === undefined) return unreadable(value.slice(1), option)
      lent.push(...others(word, given), '--data-raw', text)
    } else {
      lent.push(word, ...(given === undefined ? [value] : []))
    }
  }
  return { words: lent, taken }
}

const outputs = new Set(['curl -o', 'curl --output', 'wget -O', 'wget --output-document'])
const bodies = new Set(['curl -d', 'curl --data', 'curl --data-binary', 'curl --data-ascii'])

// The option of a word that takes a value, and its value when that is in the word, too.
function split(
  name: 'curl' | 'wget',
  word: string,
): readonly [option?: string, value?: string | undefined] {
  if (word.startsWith('--')) {
    const [long = '', ...value] = word.split('=')
    const known = outputs.has(`${name} ${long}`) || bodies.has(`${name} ${long}`)
    return known ? [long, value.length > 0 ? value.join('=') : undefined] : []
  }
  const [, letter, value] = valued[name].exec(word) ?? []
  return letter === undefined ? [] : [`-${letter}`, value === '' ? undefined : value]
}

// The word up to its option, without the value.
const before = (word: string, value: string | undefined): readonly string[] =>
  value === undefined ? [word] : [word.slice(0, word.length - value.length).replace(/=$/, '')]

// The other letters of the option's word: `-s` of `-sd`.
const others = (word: string, value: string | undefined): readonly string[] =>
  before(word, value).flatMap((each) => (/^-\w\w+$/.test(each) ? [each.slice(0, -1)] : []))

function taking(file: string, taken: Map<string, string>): string {
  if (file === '-' || file.startsWith('/dev/')) return file
  const place = taken.get(file) ?? `/tmp/.taken-${taken.size + 1}`
  taken.set(file, place)
  return place
}

// `--data` leaves the ends of lines out.
async function fileText(
  name: string,
  binary: boolean,
  { files, stdin }: Laptop,
): Promise<string | undefined> {
  const text = name === '-' ? await readAll(stdin) : files.read(name)
  return binary ? text : text?.replace(/[\r\n]/g, '')
}

const unreadable = (name: string, option: string): Refusal => ({
  complaint:
    `curl: Failed to open ${name}\n` +
    `curl: option ${option}: error encountered when reading a file\n${hint}`,
  code: 26,
})

/** Writes what has been fetched; why not, as curl or wget say it. */
export function keep(name: string, file: string, text: string, { files }: Laptop) {
  try {
    files.write(file, text)
    return undefined
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    return name === 'curl'
      ? { complaint: 'curl: (23) Failure writing output to destination\n', code: 23 }
      : { complaint: `wget: can't open '${file}': ${error.message}\n`, code: 1 }
  }
}
