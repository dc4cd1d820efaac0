import { datesAt } from '../dates'
import { type FileEntry, nameOf, parentOf } from '../files/file-system'
import { byteLength } from '../http'
import type { System } from '../image'
import { defineProgram, type Program, type Programs } from '../program'
import {
  type Command,
  type CommandResult,
  done,
  failed,
  hasOption,
  instant,
  operands,
  pathIn,
} from './command'

const GAP = 2
const BLOCK = 4_096

const ls: Command = (args, system) => {
  const paths = operands(args)
  const asked = paths.length === 0 ? ['.'] : paths
  let output = ''
  let error = ''
  const files = asked.filter((path) => isFile(path, system) || hasOption(args, 'd'))
  output += listed(
    files,
    files.map((path) => system.files.find(pathIn(system, path))),
    args,
    system,
  )
  for (const path of asked.filter((each) => !files.includes(each))) {
    const whole = pathIn(system, path)
    const names = system.files.list(whole)
    if (!names) {
      error += `ls: ${path}: No such file or directory\n`
      continue
    }
    const all = hasOption(args, 'a')
      ? ['.', '..', ...names]
      : names.filter((name) => !name.startsWith('.'))
    const entries = all.map((name) => system.files.find(pathIn(system, `${whole}/${name}`)))
    if (asked.length > 1) output += `${output === '' ? '' : '\n'}${path}:\n`
    if (hasOption(args, 'l')) output += `total ${4 * entries.length}\n`
    output += listed(all, entries, args, system)
  }
  return { code: error === '' ? 0 : 1, output, error }
}

const isFile = (path: string, system: System): boolean =>
  system.files.find(pathIn(system, path))?.type === 'file'

function listed(
  names: readonly string[],
  entries: readonly (FileEntry | undefined)[],
  args: readonly string[],
  system: System,
): string {
  if (hasOption(args, 'l')) {
    return names.map((name, index) => longLine(name, entries[index], system)).join('')
  }
  const { terminal } = system
  if (!terminal || hasOption(args, '1')) return names.map((name) => `${name}\n`).join('')
  return inColumns(names, terminal.columns)
}

// As busybox fills a terminal: down, then across.
function inColumns(names: readonly string[], width: number): string {
  if (names.length === 0) return ''
  const column = Math.max(...names.map((name) => name.length)) + GAP
  const columns = Math.max(Math.floor(width / column), 1)
  const rows = Math.ceil(names.length / columns)
  return Array.from({ length: rows }, (_, row) =>
    names
      .filter((_, index) => index % rows === row)
      .map((name, index, all) => (index === all.length - 1 ? name : name.padEnd(column)))
      .join('')
      .concat('\n'),
  ).join('')
}

function longLine(name: string, entry: FileEntry | undefined, system: System): string {
  const isDirectory = entry?.type === 'directory'
  const mode = isDirectory ? 'drwxr-xr-x' : '-rw-r--r--'
  const size = isDirectory ? BLOCK : byteLength(entry?.text ?? '')
  const { http, time } = datesAt({ epoch: system.epoch, now: entry?.at ?? 0 })
  const [, day = '', month = ''] = http.replace(',', '').split(' ')
  const links = String(isDirectory ? 2 : 1).padStart(5)
  const when = `${month} ${day.replace(/^0/, ' ')} ${time.slice(0, 5)}`
  return `${mode}${links} root     root     ${String(size).padStart(9)} ${when} ${name}\n`
}

/** Every path below one, itself first, and directories before what is in them. */
export function walk(path: string, system: System): readonly string[] {
  const names = system.files.list(path)
  if (!names) return system.files.find(path) ? [path] : []
  const start = path === '/' ? '' : path
  return [path, ...names.flatMap((name) => walk(`${start}/${name}`, system))]
}

function rm(args: readonly string[], system: System): CommandResult {
  const force = hasOption(args, 'f')
  const isDeep = hasOption(args, 'r') || hasOption(args, 'R')
  let error = ''
  for (const path of operands(args)) {
    const whole = pathIn(system, path)
    const found = system.files.find(whole)
    const problem = !found
      ? force
        ? undefined
        : 'No such file or directory'
      : found.type === 'directory' && !isDeep
        ? 'Is a directory'
        : removeAll(whole, system)
    if (problem) error += `rm: can't remove '${path}': ${problem}\n`
  }
  return { code: error === '' ? 0 : 1, error }
}

function removeAll(path: string, system: System): string | undefined {
  for (const each of walk(path, system).toReversed()) {
    const problem = system.files.remove(each)
    if (problem) return problem
  }
  return undefined
}

// Where something goes: into a directory that is there, or under the name itself.
const targetOf = (source: string, target: string, system: System): string =>
  system.files.find(target)?.type === 'directory'
    ? `${target === '/' ? '' : target}/${nameOf(source)}`
    : target

function copy(name: 'cp' | 'mv'): Command {
  return (args, system) => {
    const paths = operands(args)
    const last = pathIn(system, paths.at(-1) ?? '')
    if (paths.length < 2) return failed(`${name}: missing file operand`)
    for (const path of paths.slice(0, -1)) {
      const source = pathIn(system, path)
      const found = system.files.find(source)
      const act = name === 'mv' ? 'rename' : 'stat'
      if (!found) return failed(`${name}: can't ${act} '${path}': No such file or directory`)
      const isDeep =
        name === 'mv' || hasOption(args, 'r') || hasOption(args, 'a') || hasOption(args, 'R')
      if (found.type === 'directory' && !isDeep) return failed(`cp: omitting directory '${path}'`)
      const target = targetOf(source, last, system)
      const problem = copyAll(source, target, system)
      if (problem) return failed(`${name}: can't create '${paths.at(-1)}': ${problem}`)
      if (name === 'mv') removeAll(source, system)
    }
    return done()
  }
}

function copyAll(source: string, target: string, system: System): string | undefined {
  for (const path of walk(source, system)) {
    const to = target + path.slice(source.length)
    const text = system.files.read(path)
    const problem =
      text === undefined ? system.files.makeDirectory(to) : system.files.write(to, text)
    if (problem && problem !== 'File exists') return problem
  }
  return undefined
}

/** Makes a directory and all above it. */
export function makeDirectories(path: string, system: System): string | undefined {
  if (system.files.find(path)?.type === 'directory') return undefined
  return makeDirectories(parentOf(path), system) ?? system.files.makeDirectory(path)
}

const mkdir: Command = (args, system) => {
  for (const path of operands(args)) {
    const whole = pathIn(system, path)
    const problem = hasOption(args, 'p')
      ? makeDirectories(whole, system)
      : system.files.makeDirectory(whole)
    if (problem) return failed(`mkdir: can't create directory '${path}': ${problem}`)
  }
  return done()
}

const rmdir: Command = (args, system) => {
  for (const path of operands(args)) {
    const problem = system.files.remove(pathIn(system, path))
    if (problem) return failed(`rmdir: '${path}': ${problem}`)
  }
  return done()
}

const touch: Command = (args, system) => {
  for (const path of operands(args)) {
    const whole = pathIn(system, path)
    if (system.files.find(whole)?.type === 'directory') continue
    const problem = system.files.write(whole, system.files.read(whole) ?? '')
    if (problem) return failed(`touch: ${path}: ${problem}`)
  }
  return done()
}

const find: Command = (args, system) => {
  const start = args[0] !== undefined && !args[0].startsWith('-') ? args[0] : '.'
  const name = args[args.indexOf('-name') + 1] ?? ''
  const type = args.includes('-type') ? args[args.indexOf('-type') + 1] : undefined
  const pattern = new RegExp(
    `^${name
      .replace(/[.+^$()[\]{}|\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')}$`,
  )
  const root = pathIn(system, start)
  const all = walk(root, system)
  if (all.length === 0) return failed(`find: ${start}: No such file or directory`)
  const shown = all.filter((path) => {
    const isDirectory = system.files.list(path) !== undefined
    if (type !== undefined && (type === 'd') !== isDirectory) return false
    return !args.includes('-name') || pattern.test(nameOf(path))
  })
  const short = (path: string) =>
    `${start.replace(/\/$/, '')}${path.slice(root === '/' ? 0 : root.length)}` || '/'
  return done(shown.map((path) => `${short(path)}\n`).join(''))
}

// Shows what it reads as it comes.
const cat: Program = defineProgram<undefined>({
  reads: (argv) => operands(argv.slice(1)).filter((path) => path !== '-').length === 0,
  start(system) {
    const paths = operands(system.argv.slice(1))
    let code = 0
    for (const path of paths.filter((each) => each !== '-')) {
      const found = system.files.find(pathIn(system, path))
      if (found?.type === 'file') system.print(found.text)
      else {
        system.complain(
          found
            ? 'cat: read error: Is a directory\n'
            : `cat: can't open '${path}': No such file or directory\n`,
        )
        code = 1
      }
    }
    if (paths.some((path) => path !== '-') || !system.hasInput) system.exit(code)
    return undefined
  },
  receive(memory, message, system) {
    if (message.type === 'input') system.print(message.text)
    if (message.type === 'end') system.exit(0)
    return memory
  },
})

const tee: Program = defineProgram<undefined>({
  reads: () => true,
  start(system) {
    const args = system.argv.slice(1)
    for (const path of operands(args)) {
      if (!hasOption(args, 'a')) system.files.write(pathIn(system, path), '')
    }
    if (!system.hasInput) system.exit(0)
    return undefined
  },
  receive(memory, message, system) {
    if (message.type === 'end') system.exit(0)
    if (message.type !== 'input') return memory
    system.print(message.text)
    for (const path of operands(system.argv.slice(1))) {
      const whole = pathIn(system, path)
      system.files.write(whole, (system.files.read(whole) ?? '') + message.text)
    }
    return memory
  },
})

const baseName: Command = ([path = '', suffix = '']) => {
  const name = nameOf(path.replace(/\/+$/, ''))
  return done(`${suffix !== '' && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name}\n`)
}

/** Commands about files. */
export const fileCommands: Programs = {
  ls: instant(ls),
  cat,
  tee,
  cp: instant(copy('cp')),
  mv: instant(copy('mv')),
  rm: instant(rm),
  mkdir: instant(mkdir),
  rmdir: instant(rmdir),
  touch: instant(touch),
  find: instant(find),
  basename: instant(baseName),
  dirname: instant(([path = '']) => done(`${parentOf(path) || '.'}\n`)),
  chmod: instant(() => done()),
  chown: instant(() => done()),
  sync: instant(() => done()),
  stat: instant(([path = ''], system) => {
    const found = system.files.find(pathIn(system, path))
    if (!found) return failed(`stat: can't stat '${path}': No such file or directory`)
    return done(`  File: ${path}\n  Size: ${byteLength(found.text)}\n`)
  }),
}
