import { nameOf } from '../files/file-system'
import type { System } from '../image'
import { defineProgram } from '../program'
import { pathIn } from './command'
import { makeDirectories, walk } from './files'
import { utf8Bytes, utf8Text } from './utf8'

const BLOCK = 512

interface Options {
  readonly mode: 'c' | 'x' | 't' | ''
  readonly archive: string
  readonly directory: string
  readonly isVerbose: boolean
  readonly names: readonly string[]
}

function parse(args: readonly string[]): Options {
  let options: Options = { mode: '', archive: '-', directory: '.', isVerbose: false, names: [] }
  const rest = args.filter((arg) => !arg.startsWith('--'))
  for (let index = 0; index < rest.length; index++) {
    const arg = rest[index] ?? ''
    const isLetters = index === 0 || (arg.startsWith('-') && arg !== '-')
    if (!isLetters) {
      options = { ...options, names: [...options.names, arg] }
      continue
    }
    for (const letter of arg.replace('-', '')) {
      if (letter === 'c' || letter === 'x' || letter === 't') options = { ...options, mode: letter }
      else if (letter === 'f') options = { ...options, archive: rest[++index] ?? '-' }
      else if (letter === 'C') options = { ...options, directory: rest[++index] ?? '.' }
      else if (letter === 'v') options = { ...options, isVerbose: true }
    }
  }
  return options
}

/** tar, as `kubectl cp` calls it: archives come and go on the standard streams. */
export const tar = defineProgram<string>({
  reads: () => true,
  start(system) {
    const options = parse(system.argv.slice(1))
    if (options.mode === '') {
      system.complain('tar: need at least one of c, x or t\n')
      system.exit(1)
    } else if (options.mode === 'c') create(options, system)
    else if (options.archive !== '-') {
      const text = system.files.read(pathIn(system, options.archive))
      if (text !== undefined) unpack(options, text, system)
      else {
        system.complain(`tar: can't open '${options.archive}': No such file or directory\n`)
        system.exit(1)
      }
    } else if (!system.hasInput) short(system)
    return ''
  },
  receive(memory, message, system) {
    if (message.type === 'input') return memory + message.text
    if (message.type === 'end') unpack(parse(system.argv.slice(1)), memory, system)
    return memory
  },
})

function short(system: System): void {
  system.complain('tar: short read\n')
  system.exit(1)
}

function create(options: Options, system: System): void {
  let archive = ''
  let code = 0
  const from = pathIn(system, options.directory)
  if (options.names.some((name) => name.startsWith('/'))) {
    system.complain("tar: removing leading '/' from member names\n")
  }
  for (const name of options.names) {
    const start = name.startsWith('/') ? name : `${from === '/' ? '' : from}/${name}`
    const root = pathIn(system, start)
    const paths = walk(root, system)
    if (paths.length === 0) {
      system.complain(`tar: ${name}: No such file or directory\n`)
      code = 1
    }
    for (const path of paths) {
      const member = name.replace(/^\/+|\/+$/g, '') + path.slice(root.length)
      archive += entry(member === '' ? nameOf(path) : member, path, system)
      if (options.isVerbose) system.complain(`${member}\n`)
    }
  }
  if (code !== 0) system.complain('tar: error exit delayed from previous errors\n')
  const whole = archive + '\0'.repeat(BLOCK * 2)
  if (options.archive === '-') system.print(whole)
  else system.files.write(pathIn(system, options.archive), whole)
  system.exit(code)
}

// A header of POSIX ustar, and the file's bytes up to the end of a block.
function entry(name: string, path: string, system: System): string {
  const text = system.files.read(path)
  const bytes = utf8Bytes(text ?? '').length
  const field = (value: string, size: number) => value.slice(0, size).padEnd(size, '\0')
  const octal = (value: number, size: number) => `${value.toString(8).padStart(size - 1, '0')}\0`
  const at = system.epoch + Math.floor((system.files.find(path)?.at ?? 0) / 1_000_000)
  const before =
    field(text === undefined ? `${name}/` : name, 100) +
    octal(text === undefined ? 0o755 : 0o644, 8) +
    octal(0, 8) +
    octal(0, 8) +
    octal(bytes, 12) +
    octal(at, 12)
  const after =
    (text === undefined ? '5' : '0') +
    field('', 100) +
    'ustar  \0' +
    field('root', 32) +
    field('root', 32) +
    field('', 8 + 8 + 155 + 12)
  const sum = [...`${before}        ${after}`].reduce(
    (total, char) => total + char.charCodeAt(0),
    0,
  )
  const checksum = `${sum.toString(8).padStart(6, '0')}\0 `
  const padding = '\0'.repeat((BLOCK - (bytes % BLOCK)) % BLOCK)
  return before + checksum + after + (text ?? '') + (text === undefined ? '' : padding)
}

function unpack(options: Options, text: string, system: System): void {
  const bytes = utf8Bytes(text)
  const into = pathIn(system, options.directory)
  if (bytes.length < BLOCK) {
    short(system)
    return
  }
  for (let at = 0; at + BLOCK <= bytes.length && bytes[at] !== '\0'; ) {
    const read = (start: number, size: number): string =>
      bytes.slice(at + start, at + start + size).split('\0', 1)[0] ?? ''
    const size = Number.parseInt(read(124, 12).trim() || '0', 8)
    const prefix = read(257, 5) === 'ustar' && read(257, 6) !== 'ustar ' ? read(345, 155) : ''
    const name = utf8Text(`${prefix === '' ? '' : `${prefix}/`}${read(0, 100)}`)
    const kind = read(156, 1) || '0'
    const body = bytes.slice(at + BLOCK, at + BLOCK + size)
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
    if (kind !== '0' && kind !== '5') continue
    if (options.mode === 't' || options.isVerbose) system.print(`${name}\n`)
    if (options.mode === 't') continue
    const path = pathIn(system, `${into}/${name}`)
    const problem = put(path, kind === '5' ? undefined : utf8Text(body), system)
    if (!problem) continue
    system.complain(`tar: can't open '${name}': ${problem}\n`)
    system.exit(1)
    return
  }
  system.exit(0)
}

function put(path: string, text: string | undefined, system: System): string | undefined {
  const above = path.slice(0, path.lastIndexOf('/')) || '/'
  const problem = makeDirectories(text === undefined ? path : above, system)
  return problem ?? (text === undefined ? undefined : system.files.write(path, text))
}
