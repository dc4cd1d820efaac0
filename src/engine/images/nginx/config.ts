import type { FileSystem } from '../files/file-system'
import { isLoopback } from '../listening'

/** A directive of a configuration file, with what stands in its braces. */
interface Directive {
  readonly name: string
  readonly args: readonly string[]
  readonly block: readonly Directive[] | undefined
}

/** What a server does with some paths. */
export interface Location {
  /** `=`, `^~`, `~`, `~*`, or nothing. */
  readonly modifier: string
  readonly path: string
  readonly root: string
  readonly alias: string | undefined
  readonly index: readonly string[]
  readonly answer: { readonly code: number; readonly text: string } | undefined
  readonly proxy: string | undefined
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly type: string | undefined
  readonly fallback: string | undefined
  /** Whether connections are closed after one answer: `keepalive_timeout 0`. */
  readonly closes: boolean
}

/** A `server` block. */
export interface Server {
  readonly ports: readonly number[]
  /** Those of them that it listens on for its own host alone. */
  readonly loopback: readonly number[]
  readonly names: readonly string[]
  readonly locations: readonly Location[]
}

/** What is wrong with a configuration, as the server words it. */
export class ConfigError extends Error {}

/** Where the configuration begins. */
export const MAIN = '/etc/nginx/nginx.conf'

/** Reads the configuration; throws a ConfigError. */
export function readConfig(files: FileSystem): readonly Server[] {
  const http = find(parse(MAIN, files), 'http')
  const inside = http.flatMap(({ block = [] }) => block)
  return find(inside, 'server').map(({ block = [] }) => serverOf(block, inside))
}

const find = (all: readonly Directive[], name: string): readonly Directive[] =>
  all.filter((each) => each.name === name)
const last = (all: readonly Directive[], name: string): readonly string[] | undefined =>
  find(all, name).at(-1)?.args

function serverOf(block: readonly Directive[], around: readonly Directive[]): Server {
  const listens = find(block, 'listen').flatMap(({ args: [where = ''] }) => {
    if (where.startsWith('[')) return []
    return [{ where, port: Number(/(?:^|:)(\d+)$/.exec(where)?.[1] ?? 80) }]
  })
  const ports = listens.map(({ port }) => port)
  const open = listens.filter(({ where }) => !isLoopback(where)).map(({ port }) => port)
  const own = locationOf({ name: 'location', args: ['/'], block: [] }, block, around)
  const locations = find(block, 'location').map((each) => locationOf(each, block, around))
  return {
    ports: ports.length > 0 ? ports : [80],
    loopback: ports.filter((port) => !open.includes(port)),
    names: last(block, 'server_name') ?? [],
    locations: [...locations, own],
  }
}

const DEFAULT_ROOT = '/etc/nginx/html'

function locationOf(
  { args, block = [] }: Directive,
  server: readonly Directive[],
  around: readonly Directive[],
): Location {
  const inherited = (name: string) => last(block, name) ?? last(server, name) ?? last(around, name)
  const [first = '', second] = args
  const answer = last(block, 'return') ?? last(server, 'return')
  const added = [block, server, around].map((each) => find(each, 'add_header'))
  return {
    modifier: second === undefined ? '' : first,
    path: second ?? first,
    root: inherited('root')?.[0] ?? DEFAULT_ROOT,
    alias: last(block, 'alias')?.[0],
    index: inherited('index') ?? ['index.html'],
    answer: answer && { code: Number(answer[0]), text: answer[1] ?? '' },
    proxy: last(block, 'proxy_pass')?.[0],
    headers: (added.find((each) => each.length > 0) ?? []).map(
      ({ args: [name = '', value = ''] }) => [name, value],
    ),
    type: inherited('default_type')?.[0],
    fallback: last(block, 'try_files')?.at(-1) ?? last(server, 'try_files')?.at(-1),
    closes: /^0(s|ms)?$/.test(inherited('keepalive_timeout')?.[0] ?? ''),
  }
}

const TOKEN =
  /\s+|#[^\n]*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[{};]|(?:\\.|\$\{\w+\}|[^\s{};"'#\\])+/gy

function parse(path: string, files: FileSystem): readonly Directive[] {
  const text = files.read(path)
  if (text === undefined) {
    throw new ConfigError(`open() "${path}" failed (2: No such file or directory)`)
  }
  const tokens = tokensOf(text)
  const read = new Reader(tokens, path, files)
  const all = read.block(false)
  return all
}

interface Token {
  readonly text: string
  readonly line: number
  readonly isQuoted: boolean
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  let line = 1
  for (const [found] of text.matchAll(TOKEN)) {
    const isQuoted = found.startsWith('"') || found.startsWith("'")
    if (isQuoted)
      tokens.push({ text: found.slice(1, -1).replace(/\\(["'\\])/g, '$1'), line, isQuoted })
    else if (!/^[\s#]/.test(found)) tokens.push({ text: found, line, isQuoted })
    line += found.split('\n').length - 1
  }
  return [...tokens, { text: '', line, isQuoted: false }]
}

class Reader {
  private at = 0

  constructor(
    private readonly tokens: readonly Token[],
    private readonly path: string,
    private readonly files: FileSystem,
  ) {}

  block(isInside: boolean): readonly Directive[] {
    const all: Directive[] = []
    for (;;) {
      const token = this.next()
      if (token.text === '' && !token.isQuoted) {
        if (isInside) throw this.wrong('unexpected end of file, expecting "}"', token)
        return all
      }
      if (token.text === '}' && !token.isQuoted) {
        if (!isInside) throw this.wrong('unexpected "}"', token)
        return all
      }
      const directive = this.directive(token)
      if (directive.name === 'include') all.push(...this.include(directive.args[0] ?? ''))
      else all.push(directive)
    }
  }

  private directive({ text: name }: Token): Directive {
    const args: string[] = []
    for (;;) {
      const token = this.next()
      const isSign = !token.isQuoted
      if (isSign && token.text === ';') return { name, args, block: undefined }
      if (isSign && token.text === '{') return { name, args, block: this.block(true) }
      if (isSign && token.text === '}') throw this.wrong('unexpected "}"', token)
      if (isSign && token.text === '') {
        throw this.wrong('unexpected end of file, expecting ";" or "}"', token)
      }
      args.push(token.text)
    }
  }

  private include(pattern: string): readonly Directive[] {
    const path = pattern.startsWith('/') ? pattern : `/etc/nginx/${pattern}`
    const [directory = '', suffix = ''] = path.split('*')
    if (!path.includes('*')) return path.endsWith('mime.types') ? [] : parse(path, this.files)
    const names = this.files.list(directory.replace(/\/$/, '')) ?? []
    return names
      .filter((name) => name.endsWith(suffix) && !name.startsWith('.'))
      .flatMap((name) => parse(directory + name, this.files))
  }

  private next(): Token {
    return this.tokens[this.at++] ?? { text: '', line: 0, isQuoted: false }
  }
  private wrong(what: string, { line }: Token): ConfigError {
    return new ConfigError(`${what} in ${this.path}:${line}`)
  }
}
