import { nameOf } from '../files'
import type { Laptop } from '../shell/process'
import type { Options } from './options'
import { defineProgram } from './program'

const colours = { directory: '\x1b[1;34m', executable: '\x1b[1;32m', end: '\x1b[0m' } as const

/** Lists files. */
export const ls = defineProgram({
  name: 'ls',
  use: '[OPTION]... [FILE]...',
  short: 'List information about the FILEs.',
  options: {
    flags: 'alA1hrtSRdFn',
    status: 2,
    long: { all: 'a', 'almost-all': 'A', 'human-readable': 'h', reverse: 'r', recursive: 'R' },
  },
  run: (options, laptop) => {
    const words = options.words.length > 0 ? options.words : ['.']
    const { files, stdout, stderr } = laptop
    let status = 0
    const plain: string[] = []
    const directories: string[] = []
    for (const word of words) {
      const found = files.status(word)
      if (!found) {
        stderr.write(`ls: cannot access '${word}': No such file or directory\n`)
        status = 2
      } else if (found.directory && !options.has('d')) directories.push(word)
      else plain.push(word)
    }
    const listing = new Listing(options, laptop)
    if (plain.length > 0) stdout.write(listing.show('', plain))
    const titled = words.length > 1 || options.has('R')
    let space = plain.length > 0
    const visit = (directory: string) => {
      if (titled) stdout.write(`${space ? '\n' : ''}${directory}:\n`)
      space = true
      const names = listing.namesIn(directory)
      stdout.write(listing.show(directory, names, true))
      if (!options.has('R')) return
      for (const name of names.filter((each) => files.status(`${directory}/${each}`)?.directory)) {
        if (name !== '.' && name !== '..') visit(`${directory}/${name}`)
      }
    }
    for (const directory of directories) visit(directory)
    return status
  },
})

class Listing {
  constructor(
    private readonly options: Options,
    private readonly laptop: Laptop,
  ) {}

  namesIn(directory: string): readonly string[] {
    const { options, laptop } = this
    const names = (laptop.files.list(directory) ?? []).map((name) => name.replace(/\/$/, ''))
    const all = options.has('a') ? ['.', '..', ...names] : names
    const shown = options.has('a') || options.has('A') ? all : all.filter((each) => each[0] !== '.')
    const at = (name: string) => laptop.files.status(`${directory}/${name}`)
    const sorted = [...shown]
    if (options.has('t')) sorted.sort((a, b) => (at(b)?.changed ?? 0) - (at(a)?.changed ?? 0))
    if (options.has('S')) sorted.sort((a, b) => (at(b)?.size ?? 0) - (at(a)?.size ?? 0))
    return options.has('r') ? sorted.reverse() : sorted
  }

  show(directory: string, names: readonly string[], counted = false): string {
    const path = (name: string) => (directory === '' ? name : `${directory}/${name}`)
    const { stdout } = this.laptop
    const shown = (name: string) => this.coloured(name, path(name))
    if (this.options.has('l') || this.options.has('n')) {
      const total = counted ? `total ${names.length * 4}\n` : ''
      return total + this.long(names, path)
    }
    if (this.options.has('1') || !stdout.isTerminal) {
      return names.map((name) => `${shown(name)}\n`).join('')
    }
    return inColumns(names, stdout.columns, shown)
  }

  private coloured(name: string, path: string): string {
    const status = this.laptop.files.status(path)
    const mark = this.options.has('F')
      ? status?.directory
        ? '/'
        : status?.executable
          ? '*'
          : ''
      : ''
    if (!this.laptop.stdout.isTerminal) return name + mark
    if (status?.directory) return `${colours.directory}${name}${colours.end}${mark}`
    if (status?.executable) return `${colours.executable}${name}${colours.end}${mark}`
    return name + mark
  }

  private long(names: readonly string[], path: (name: string) => string): string {
    const rows = names.map((name) => {
      const status = this.laptop.files.status(path(name))
      const rights = status?.directory
        ? 'drwxr-xr-x'
        : `-r${status?.writable ? 'w' : '-'}${status?.executable ? 'x' : '-'}r--r--`
      const size = this.options.has('h') ? humanSize(status?.size ?? 0) : String(status?.size ?? 0)
      const links = status?.directory ? 2 : 1
      const head = `${rights} ${links} learner learner `
      const tail = ` ${dateText(status?.changed ?? 0)} ${this.coloured(name, path(name))}\n`
      return { head, size, tail }
    })
    const width = Math.max(0, ...rows.map(({ size }) => size.length))
    return rows.map(({ head, size, tail }) => head + size.padStart(width) + tail).join('')
  }
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

function dateText(milliseconds: number): string {
  const at = new Date(milliseconds)
  const time = [at.getUTCHours(), at.getUTCMinutes()].map((each) => String(each).padStart(2, '0'))
  return `${months[at.getUTCMonth()]} ${String(at.getUTCDate()).padStart(2)} ${time.join(':')}`
}

const humanSize = (bytes: number): string =>
  bytes < 1_024 ? String(bytes) : `${(bytes / 1_024).toFixed(bytes < 10_240 ? 1 : 0)}K`

/** Names in columns, down first, as wide as the terminal allows. */
function inColumns(
  names: readonly string[],
  columns: number,
  shown: (name: string) => string,
): string {
  if (names.length === 0) return ''
  const widths = names.map((name) => nameOf(`/${name}`).length)
  for (let rows = 1; rows <= names.length; rows++) {
    const count = Math.ceil(names.length / rows)
    const column = Array.from({ length: count }, (_, at) =>
      Math.max(...widths.slice(at * rows, (at + 1) * rows)),
    )
    const total = column.reduce((sum, width) => sum + width + 2, -2)
    if (total > columns && rows < names.length) continue
    return Array.from({ length: rows }, (_, row) => {
      const line = column.map((width, at) => {
        const name = names[at * rows + row]
        if (name === undefined) return ''
        const last = (at + 1) * rows + row >= names.length
        return shown(name) + (last ? '' : ' '.repeat(width - nameOf(`/${name}`).length + 2))
      })
      return `${line.join('')}\n`
    }).join('')
  }
  return ''
}
