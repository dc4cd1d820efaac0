import { portName } from '../../api/port-names'
import type { ConnectionEnds, FetchFailure } from '../image'
import { nameProblem } from '../name-problem'
import { type Options, portsOf } from './options'

/** What one kind of `nc` says, each with its line end; `''` where it says nothing. */
export interface Wording {
  usage(unknown: string | undefined): string
  /** What is wrong with the command line. */
  problem(options: Options): string
  connected(options: Options, ends: ConnectionEnds): string
  failed(options: Options, failure: FetchFailure, port: number): string
  listening(options: Options): string
  accepted(options: Options, from: string, port: number): string
}

const isAddress = (host: string): boolean => /^[\d.]+$/.test(host)

/** OpenBSD's netcat, as Debian and Alpine (`netcat-openbsd`) have it. */
export const openbsd: Wording = {
  usage: (unknown) =>
    `${unknown === undefined ? '' : `nc: invalid option -- '${unknown}'\n`}` +
    'usage: nc [-46CDdFhklNnrStUuvZz] [-I length] [-i interval] [-M ttl]\n' +
    '\t  [-m minttl] [-O length] [-P proxy_username] [-p source_port]\n' +
    '\t  [-q seconds] [-s sourceaddr] [-T keyword] [-V rtable] [-W recvlimit]\n' +
    '\t  [-w timeout] [-X proxy_protocol] [-x proxy_address[:port]]\n' +
    '\t  [destination] [port]\n',
  problem(options) {
    const { port, waitText } = options
    if (/\D/.test(waitText)) return `nc: timeout invalid: ${waitText}\n`
    if (port === '') return 'nc: missing port number\n'
    if (/^\d+$/.test(port) && Number(port) < 1) return `nc: port number too small: ${port}\n`
    if (/^\d+$/.test(port) && Number(port) > 65_535) return `nc: port number too large: ${port}\n`
    return portsOf(port).length > 0 ? '' : `nc: port number invalid: ${port}\n`
  },
  connected({ host, verbose, numeric, isUdp }, { peer, peerPort }) {
    if (verbose === 0) return ''
    const who = isAddress(host) ? host : `${host} (${peer})`
    const protocol = isUdp ? 'udp' : 'tcp'
    const name = (numeric ? undefined : portName(peerPort, protocol)) ?? '*'
    return `Connection to ${who} ${peerPort} port [${protocol}/${name}] succeeded!\n`
  },
  failed({ host, verbose }, failure, port) {
    if (failure.reason === 'name') {
      const why = nameProblem(failure)
      return `nc: getaddrinfo for host "${host}" port ${port}: ${why}\n`
    }
    if (verbose === 0 || !('address' in failure)) return ''
    const who = isAddress(host) ? host : `${host} (${failure.address})`
    const connect = `nc: connect to ${who} port ${port} (tcp)`
    if (failure.reason === 'timeout') {
      return `${connect} timed out: Operation now in progress\n`
    }
    const why = failure.reason === 'unreachable' ? 'No route to host' : 'Connection refused'
    return `${connect} failed: ${why}\n`
  },
  listening: ({ verbose, port }) => (verbose === 0 ? '' : `Listening on 0.0.0.0 ${port}\n`),
  accepted({ verbose }, from) {
    const [address = '', port = ''] = from.split(':')
    return verbose === 0 ? '' : `Connection received on ${address} ${port}\n`
  },
}

/** busybox's. */
export const busybox: Wording = {
  usage: (unknown) =>
    `${unknown === undefined ? '' : `nc: invalid option -- '${unknown}'\n`}` +
    'BusyBox v1.37.0 multi-call binary.\n\nUsage: nc [OPTIONS] HOST PORT  - connect\n' +
    'nc [OPTIONS] -l -p PORT [HOST] [PORT]  - listen\n\n' +
    '\t-e PROG\tRun PROG after connect (must be last)\n' +
    '\t-l\tListen mode, for inbound connects\n' +
    '\t-lk\tWith -e, provides persistent server\n' +
    '\t-p PORT\tLocal port\n\t-s ADDR\tLocal address\n' +
    '\t-w SEC\tTimeout for connects and final net reads\n' +
    '\t-i SEC\tDelay interval for lines sent\n' +
    "\t-n\tDon't do DNS resolution\n\t-u\tUDP mode\n\t-b\tAllow broadcasts\n\t-v\tVerbose\n" +
    '\t-o FILE\tHex dump traffic\n\t-z\tZero-I/O mode (scanning)\n',
  problem(options) {
    const { host, port } = options
    if (port === '' || (host === '' && !options.listens)) return this.usage(undefined)
    return portsOf(port).length > 0 ? '' : `nc: bad port '${port}'\n`
  },
  connected: ({ host, verbose }, { peer, peerPort }) =>
    verbose === 0 ? '' : `${host} (${peer}:${peerPort}) open\n`,
  failed({ host, verbose }, failure, port) {
    if (failure.reason === 'name') return `nc: bad address '${host}'\n`
    const where = `nc: ${host} (${'address' in failure ? failure.address : host}:${port}):`
    if (failure.reason === 'timeout') return `${where} Connection timed out\n`
    if (failure.reason === 'unreachable') return `${where} Host is unreachable\n`
    const sums = verbose > 1 ? 'sent 0, rcvd 0\n' : ''
    return verbose > 1 ? `${where} Connection refused\n${sums}` : ''
  },
  listening: ({ verbose, port }) => (verbose === 0 ? '' : `listening on 0.0.0.0:${port} ...\n`),
  accepted: ({ verbose, port }, from) =>
    verbose === 0 ? '' : `connect to 0.0.0.0:${port} from ${from} (${from})\n`,
}
