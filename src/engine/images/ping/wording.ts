import type { FetchFailure } from '../image'
import { nameProblem } from '../name-problem'

/** What has been sent and heard. */
export interface Tally {
  readonly sent: number
  readonly received: number
  /** Microseconds of each answer. */
  readonly times: readonly number[]
  /** Microseconds since the first was sent. */
  readonly elapsed: number
}

/** What one kind of `ping` says. */
export interface Wording {
  /** How its first request is numbered. */
  readonly first: 0 | 1
  /** What it exits with when the name is not there. */
  readonly unknownCode: number
  /** What is said of a command line that is wrong in this way, or has no host. */
  usage(problem: string): string
  title(host: string, name: string, address: string, size: number): string
  unknown(host: string, failure: FetchFailure): string
  reply(reply: Reply): string
  rejected(address: string, sequence: number): string
  exceeded(from: string, sequence: number): string
  summary(host: string, name: string, tally: Tally): string
}

/** An answer: where it came from, what that is called, and how long it took. */
interface Reply {
  readonly address: string
  readonly name: string
  readonly size: number
  readonly sequence: number
  readonly ttl: number
  /** Microseconds. */
  readonly took: number
}

const thousandths = (micros: number): string => (micros / 1_000).toFixed(3)

function bounds(times: readonly number[]): { least: number; mean: number; most: number } {
  const least = times.reduce((low, each) => Math.min(low, each), Number.MAX_SAFE_INTEGER)
  const most = times.reduce((high, each) => Math.max(high, each), 0)
  const mean = Math.floor(times.reduce((sum, each) => sum + each, 0) / times.length)
  return { least, mean, most }
}

const lost = ({ sent, received }: Tally): number =>
  sent === 0 ? 0 : Math.floor(((sent - received) * 100) / sent)

/** busybox's. */
export const busybox: Wording = {
  first: 0,
  unknownCode: 1,
  usage(problem) {
    const said = problem === '' ? '' : `ping: ${problem}\n`
    if (problem.startsWith('invalid number')) return said
    return `${said}BusyBox v1.37.0 multi-call binary.\n\nUsage: ping [OPTIONS] HOST\n`
  },
  title: (host, _, address, size) => `PING ${host} (${address}): ${size} data bytes\n`,
  unknown: (host) => `ping: bad address '${host}'\n`,
  reply: ({ address, size, sequence, ttl, took }) =>
    `${size + 8} bytes from ${address}: seq=${sequence} ttl=${ttl} ` +
    `time=${thousandths(took)} ms
`,
  rejected: () => '',
  exceeded: () => '',
  summary(host, _, tally) {
    const { sent, received, times } = tally
    const counts = `${sent} packets transmitted, ${received} packets received`
    const { least, mean, most } = bounds(times)
    const trip = [least, mean, most].map(thousandths).join('/')
    return (
      `\n--- ${host} ping statistics ---\n${counts}, ${lost(tally)}% packet loss\n` +
      (times.length === 0 ? '' : `round-trip min/avg/max = ${trip} ms\n`)
    )
  },
}

/** iputils', as most other images have it. */
export const iputils: Wording = {
  first: 1,
  unknownCode: 2,
  usage(problem) {
    if (problem === '') return 'ping: usage error: Destination address required\n'
    const [, number] = /^invalid number '(.*)'$/.exec(problem) ?? []
    return number === undefined
      ? `ping: ${problem}\n\nUsage\n  ping [options] <destination>\n`
      : `ping: invalid argument: '${number}'\n`
  },
  title: (_, name, address, size) =>
    `PING ${name} (${address}) ${size}(${size + 28}) bytes of data.\n`,
  unknown: (host, failure) => `ping: ${host}: ${nameProblem(failure)}\n`,
  reply({ address, name, size, sequence, ttl, took }) {
    const from = name === address ? address : `${name} (${address})`
    const time = took < 1_000 ? thousandths(took) : (took / 1_000).toPrecision(3)
    return `${size + 8} bytes from ${from}: icmp_seq=${sequence} ttl=${ttl} time=${time} ms\n`
  },
  rejected: (address, sequence) =>
    `From ${address} icmp_seq=${sequence} Destination Port Unreachable\n`,
  exceeded: (from, sequence) => `From ${from} icmp_seq=${sequence} Time to live exceeded\n`,
  summary(_, name, tally) {
    const { sent, received, times, elapsed } = tally
    const counts = `${sent} packets transmitted, ${received} received`
    const time = `time ${Math.floor(elapsed / 1_000)}ms`
    const { least, mean, most } = bounds(times)
    const spread = times.map((each) => Math.abs(each - mean))
    const deviation = Math.floor(spread.reduce((sum, each) => sum + each, 0) / times.length)
    const trip = [least, mean, most, deviation].map(thousandths).join('/')
    return (
      `\n--- ${name} ping statistics ---\n${counts}, ${lost(tally)}% packet loss, ${time}\n` +
      (times.length === 0 ? '\n' : `rtt min/avg/max/mdev = ${trip} ms\n`)
    )
  },
}
