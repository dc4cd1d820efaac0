import { seconds } from '../../sim'
import { datesAt } from '../dates'
import { goResponse, queryOf } from '../http'
import type { ConnectionEnds, HttpRequest, ProcessMessage, System } from '../image'
import { isAddress } from '../nslookup/query'
import { endsText, getError, lookupError } from './go-errors'

/** A `/dial` under way: it tries one time after the other. */
export interface Dial {
  readonly request: number
  readonly host: string
  readonly port: string
  readonly what: string
  readonly isUdp: boolean
  /** Once the name is looked up. */
  readonly address?: string
  readonly left: number
  readonly responses: readonly string[]
  readonly errors: readonly string[]
  /** The ends of the socket for datagrams. */
  readonly ends?: ConnectionEnds
}

/** What is under way, by the number that its answer will bear. */
export type Dials = Readonly<Record<string, Dial>>

const PATIENCE = seconds(5)
const TIMER = 'dial '

/** What was asked for, as the server logs it. */
export function dialLine(request: HttpRequest): string {
  const words = ['host', 'protocol', 'port', 'request', 'tries'].map(
    (key) => `${key}=${queryOf(request, key)}`,
  )
  return `GET /dial?${words.join('&')}`
}

/** Begins a `/dial`, or refuses it. */
export function beginDial(dials: Dials, id: number, request: HttpRequest, system: System): Dials {
  const [host = '', protocol = '', port = '', what = '', tries = ''] = [
    'host',
    'protocol',
    'port',
    'request',
    'tries',
  ].map((key) => queryOf(request, key))
  const refuse = (why: string): Dials => refused(dials, id, why, system)
  if (tries !== '' && !/^[+-]?\d+$/.test(tries)) {
    return refuse(`tries parameter is invalid. strconv.Atoi: parsing "${tries}": invalid syntax`)
  }
  if (what === '') return refuse('request parameter not specified. %!v(<nil>)')
  const kind = protocol.toLowerCase()
  if (kind === 'sctp') return refuse('SCTP is not simulated here')
  if (!['', 'http', 'udp'].includes(kind)) return refuse(`unsupported protocol. ${protocol}`)
  const dial: Dial = {
    request: id,
    host,
    port,
    what,
    isUdp: kind === 'udp',
    left: tries === '' ? 1 : Number(tries),
    responses: [],
    errors: [],
  }
  if (isAddress(host)) return tryOnce(dials, { ...dial, address: host }, system)
  return { ...dials, [system.lookUp(host)]: dial }
}

function refused(dials: Dials, id: number, why: string, system: System): Dials {
  system.respond(id, goResponse(`${why}\n`, datesAt(system).http, { status: 400 }))
  return dials
}

function tryOnce(dials: Dials, dial: Dial, system: System): Dials {
  if (dial.left <= 0) return finished(dials, dial, '', system)
  const next = { ...dial, left: dial.left - 1 }
  const { address = '', port, what } = dial
  const number = dial.isUdp
    ? system.connect({ host: address, port: Number(port), protocol: 'UDP' })
    : system.fetch({ url: urlOf(dial, what), timeout: PATIENCE })
  return { ...dials, [number]: next }
}

const urlOf = ({ address, port }: Dial, what: string): string => `http://${address}:${port}/${what}`

/** Whether what a process is told belongs to a `/dial`; what has become of them then. */
export function heardDial(dials: Dials, message: ProcessMessage, system: System): Dials {
  const number = numberOf(message)
  const { [number]: dial, ...others } = dials
  if (!dial) return dials
  switch (message.type) {
    case 'found': {
      const [address = ''] = message.addresses
      return tryOnce(others, { ...dial, address }, system)
    }
    case 'response':
      return concluded(others, dial, { text: message.response.body }, system)
    case 'connected':
      system.send(message.id, dial.what)
      system.sleep(PATIENCE, `${TIMER}${number}`)
      return { ...others, [number]: { ...dial, ends: message.ends } }
    case 'data':
      system.close(message.id)
      return concluded(others, dial, { text: message.text }, system)
    case 'broken':
      return concluded(others, dial, { error: udpError(dial, 'read: connection refused') }, system)
    case 'timer':
      system.close(Number(number))
      return concluded(others, dial, { error: udpError(dial, 'i/o timeout') }, system)
    case 'failure': {
      const { failure } = message
      if (failure.reason === 'name') {
        const why = lookupError(dial.host, failure, system)
        return refused(others, dial.request, `host and/or port param are invalid. ${why}`, system)
      }
      return concluded(others, dial, { error: getError(urlOf(dial, dial.what), failure) }, system)
    }
    default:
      return dials
  }
}

function numberOf(message: ProcessMessage): string {
  if (message.type === 'timer') return message.tag.startsWith(TIMER) ? message.tag.slice(5) : ''
  return 'id' in message ? String(message.id) : ''
}

const udpError = ({ ends }: Dial, why: string): string =>
  `reading from udp connection failed. err:'read udp ${ends ? endsText(ends) : ''}: ${why}'`

function concluded(
  dials: Dials,
  dial: Dial,
  result: { readonly text: string } | { readonly error: string },
  system: System,
): Dials {
  const heard =
    'text' in result
      ? { ...dial, responses: [...dial.responses, result.text] }
      : { ...dial, errors: [...dial.errors, result.error] }
  if (heard.left > 0) return tryOnce(dials, heard, system)
  return finished(dials, heard, 'text' in result ? result.text : '', system)
}

// What came before is told only if the last try had a response, too.
function finished(dials: Dials, dial: Dial, last: string, system: System): Dials {
  const { errors, responses, request } = dial
  const body = JSON.stringify({
    ...(errors.length > 0 ? { errors } : {}),
    ...(last === '' ? {} : { responses }),
  })
  system.respond(request, goResponse(body, datesAt(system).http))
  return dials
}
