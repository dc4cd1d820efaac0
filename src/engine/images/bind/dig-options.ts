import type { Edns } from '../../api/dns'
import { isAddress, type Resolvers, reverseName } from '../nslookup/query'
import { type Query, searched } from './asking'
import { TYPES } from './record-types'

/** What `dig` shows of what it hears. */
export interface Shows {
  readonly short: boolean
  readonly comments: boolean
  readonly question: boolean
  readonly answer: boolean
  readonly authority: boolean
  readonly additional: boolean
  readonly stats: boolean
  readonly cmd: boolean
}

/** A command line of `dig`. */
export interface DigOptions {
  readonly shows: Shows
  readonly queries: readonly Query[]
  /** Its address, once that is known. */
  readonly server: string
  /** As it was typed: an address, or a name. */
  readonly named: string
  readonly port: number
  /** Seconds. */
  readonly timeout: number
  readonly tries: number
  readonly showsSearch: boolean
  readonly protocol?: 'TCP'
  readonly edns?: Edns
  readonly recurses: boolean
  /** Whether the server stands before the first name: the banner tells that it was found. */
  readonly tellsServer: boolean
  /** Whether an answer that was cut short is taken as it is. */
  readonly takesCut: boolean
  /** The words of the command line, for the banner. */
  readonly line: string
}

const CLASSES = ['IN', 'CH', 'HS']

const ALL: Shows = {
  short: false,
  comments: true,
  question: true,
  answer: true,
  authority: true,
  additional: true,
  stats: true,
  cmd: true,
}

const NONE: Shows = {
  ...ALL,
  comments: false,
  question: false,
  answer: false,
  authority: false,
  additional: false,
  stats: false,
  cmd: false,
}

interface Reading {
  shows: Shows
  names: { name: string; type: string; isReverse: boolean }[]
  type: string
  server: string
  port: number
  timeout: number
  tries: number
  search: boolean
  showsSearch: boolean
  isTcp: boolean
  hasEdns: boolean
  /** What it takes by UDP, in octets. */
  size: number
  takesCut: boolean
  recurses: boolean
  tellsServer: boolean
  invalid: string | undefined
}

/** Takes the words of a command line; a text is what is wrong with them. */
export function digOptions(args: readonly string[], resolvers: Resolvers): DigOptions | string {
  const reading: Reading = {
    shows: ALL,
    names: [],
    type: 'A',
    server: resolvers.nameservers[0] ?? '127.0.0.1',
    port: 53,
    timeout: 5,
    tries: 3,
    search: false,
    showsSearch: false,
    isTcp: false,
    hasEdns: true,
    size: 1_232,
    takesCut: false,
    recurses: true,
    tellsServer: false,
    invalid: undefined,
  }
  const rest = [...args]
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) take(arg, rest, reading)
  if (reading.invalid !== undefined) return reading.invalid
  const names =
    reading.names.length > 0 ? reading.names : [{ name: '.', type: 'NS', isReverse: false }]
  const queries = names.map(({ name, type }) => ({
    name,
    type,
    candidates: reading.search ? searched(name, resolvers) : [name.replace(/\.?$/, '.')],
  }))
  const { shows, server, port, timeout, tries, showsSearch, takesCut } = reading
  const { recurses, tellsServer } = reading
  const line = args.length === 0 ? '' : ` ${args.join(' ')}`
  const way = reading.isTcp ? { protocol: 'TCP' as const } : {}
  const edns = reading.hasEdns
    ? { edns: { size: reading.size, dnssec: false, optionBytes: COOKIE } }
    : {}
  const more = { ...way, ...edns, recurses, tellsServer, named: server }
  return { shows, queries, server, port, timeout, tries, showsSearch, takesCut, line, ...more }
}

/** A client's cookie, with its option's header. */
const COOKIE = 12

function take(arg: string, rest: string[], reading: Reading): void {
  const upper = arg.toUpperCase()
  if (arg.startsWith('@')) {
    reading.server = arg.slice(1)
    reading.tellsServer = reading.names.length === 0
  } else if (arg.startsWith('+')) plus(arg.slice(1), reading)
  else if (arg === '-x') {
    const address = rest.shift() ?? ''
    if (isAddress(address)) {
      reading.names.push({ name: reverseName(address), type: 'PTR', isReverse: true })
    } else reading.invalid = `Invalid IP address ${address}`
  } else if (arg === '-t') typed(rest.shift() ?? '', reading)
  else if (arg === '-q')
    reading.names.push({ name: rest.shift() ?? '', type: 'A', isReverse: false })
  else if (arg === '-p') reading.port = Number(rest.shift())
  else if (/^-[46]$/.test(arg)) return
  else if (arg.startsWith('-')) reading.invalid = `Invalid option: ${arg}`
  else if (TYPES.includes(upper)) typed(arg, reading)
  else if (!CLASSES.includes(upper)) {
    reading.names.push({ name: arg, type: reading.type, isReverse: false })
  }
}

// A type holds for the name before it, or for those that follow.
function typed(text: string, reading: Reading): void {
  const type = text.toUpperCase()
  const last = reading.names.at(-1)
  if (last && !last.isReverse) last.type = type
  else reading.type = type
}

function plus(option: string, reading: Reading): void {
  const [name = '', value = ''] = option.split('=')
  const isOff = name.startsWith('no') && name !== 'nocmd' ? true : name === 'nocmd'
  const plain = isOff ? name.slice(2) : name
  if (plain === 'all') reading.shows = isOff ? NONE : ALL
  else if (plain in ALL) reading.shows = { ...reading.shows, [plain]: !isOff }
  else if (plain === 'search' || plain === 'defname') reading.search = !isOff
  else if (plain === 'showsearch') {
    reading.showsSearch = !isOff
    reading.search = !isOff
  } else if (plain === 'time' || plain === 'timeout') reading.timeout = Math.max(1, Number(value))
  else if (plain === 'tries') reading.tries = Math.max(1, Number(value))
  else if (plain === 'retry') reading.tries = Math.max(1, Number(value) + 1)
  else if (plain === 'tcp' || plain === 'vc') reading.isTcp = !isOff
  else if (plain === 'edns') reading.hasEdns = !isOff
  else if (plain === 'bufsize') reading.size = Number(value)
  else if (plain === 'ignore') reading.takesCut = !isOff
  else if (plain === 'recurse' || plain === 'rec') reading.recurses = !isOff
  else if (!HARMLESS.has(plain)) reading.invalid = `Invalid option: +${option}`
}

// What makes no difference to a name server of one small cluster.
const HARMLESS = new Set(['cookie', 'dnssec', 'ttlid', 'identify', 'multiline', 'adflag', 'cdflag'])
