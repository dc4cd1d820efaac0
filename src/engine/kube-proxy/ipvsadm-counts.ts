import { addressText } from '../api/address'
import { type FlowTable, field } from '../network/flow-table'
import { type Ipvs, type IpvsState, keyOf, keyOfVirtual, type Template } from '../network/ipvs'
import type { VirtualCount } from '../network/ipvs-counts'
import { type Busy, virtualConnections } from '../network/virtual-servers'
import { IPVS_VERSION, ipvsadmLines, type VirtualFormat } from './ipvsadm'

/** What `ipvsadm` can say of virtual servers besides what they are. */
export type CountView = 'stats' | 'exact-stats' | 'persistent-conn' | 'thresholds'

/** A node's virtual servers with what they have counted, as `ipvsadm -Ln --stats` prints them. */
export const ipvsadmCounts = (
  ipvs: Ipvs,
  state: IpvsState,
  { busy, second }: { readonly busy: Busy; readonly second: number },
  view: CountView,
): string =>
  ipvsadmLines(ipvs, busy, formatOf(view, state, second))
    .map(({ text }) => `${text}\n`)
    .join('')

function formatOf(view: CountView, state: IpvsState, second: number): VirtualFormat {
  switch (view) {
    case 'stats':
    case 'exact-stats':
      return statistics(state, view === 'exact-stats')
    case 'persistent-conn': {
      const kept = new Map<string, number>()
      for (const { virtual, server } of state.templatesIn(second)) {
        const at = `${virtual} ${server}`
        kept.set(at, (kept.get(at) ?? 0) + 1)
      }
      return {
        title: titled(['Weight', 9], ['PersistConn', 11], ['ActiveConn', 10], ['InActConn', 10]),
        row: ({ virtual, server, place, load }) => {
          return serverRow(place, [
            [server.weight, 9],
            [kept.get(`${keyOfVirtual(virtual)} ${keyOf(server)}`) ?? 0, 11],
            [load.active, 10],
            [load.inactive, 10],
          ])
        },
      }
    }
    case 'thresholds':
      return {
        title: titled(
          ['Uthreshold', 10],
          ['Lthreshold', 10],
          ['ActiveConn', 10],
          ['InActConn', 10],
        ),
        row: ({ place, load }) =>
          serverRow(place, [
            [0, 10],
            [0, 10],
            [load.active, 10],
            [load.inactive, 10],
          ]),
      }
  }
}

type Cell = readonly [text: string | number, width: number]

const titled = (...cells: readonly Cell[]): readonly string[] => [
  IPVS_VERSION,
  `${'Prot LocalAddress:Port'.padEnd(33)} ${padded(cells)}`,
  '  -> RemoteAddress:Port',
]

const serverRow = (place: string, cells: readonly Cell[]): string =>
  `  -> ${place.padEnd(28)} ${padded(cells)}`

const padded = (cells: readonly Cell[]): string =>
  cells.map(([text, width]) => String(text).padEnd(width)).join(' ')

function statistics({ counts }: IpvsState, isExact: boolean): VirtualFormat {
  const numbers = (count: VirtualCount): string =>
    [count.connections, count.packetsIn, count.packetsOut, count.bytesIn, count.bytesOut]
      .map((each) => (isExact ? ` ${String(each).padStart(8)}` : large(each)))
      .join('')
  const total = counts.totals()
  const names = ['Conns', 'InPkts', 'OutPkts', 'InBytes', 'OutBytes']
  const columns = names.map((name) => name.padStart(8)).join(' ')
  return {
    title: [
      IPVS_VERSION,
      `${'Prot LocalAddress:Port'.padEnd(33)} ${columns}`,
      '  -> RemoteAddress:Port',
    ],
    head: (virtual, own) => `${own.padEnd(33)}${numbers(total(keyOfVirtual(virtual)))}`,
    row: ({ virtual, server, place }) =>
      `  -> ${place.padEnd(28)}${numbers(counts.of(keyOfVirtual(virtual), keyOf(server)))}`,
  }
}

// Nine characters, with a unit once a number has more than eight digits.
function large(count: number): string {
  if (count < 1e8) return String(count).padStart(9)
  const [unit, size] =
    count < 1e9
      ? (['K', 1e3] as const)
      : count < 1e11
        ? (['M', 1e6] as const)
        : count < 1e14
          ? (['G', 1e9] as const)
          : (['T', 1e12] as const)
  return `${String(Math.floor(count / size)).padStart(8)}${unit}`
}

const PROTOCOLS = ['TCP', 'UDP', 'SCTP']

/** The connections that a node's IPVS knows, as `ipvsadm -Lnc` prints them. */
export function ipvsadmConnections(flows: FlowTable, state: IpvsState, second: number): string {
  const connections = virtualConnections(flows, second).map((each) => {
    const word = (offset: number): number => flows.get(each.flow, offset)
    return connectionLine([
      PROTOCOLS[each.protocol] ?? '',
      duration(each.secondsLeft),
      each.state,
      place(word(field.source), word(field.ports) >>> 16),
      place(word(field.destination), word(field.ports) & 0xffff),
      place(word(field.replySource), word(field.replyPorts) >>> 16),
    ])
  })
  const templates = state.templatesIn(second).map((each) => templateLine(each, second))
  const title = connectionLine(['pro', 'expire', 'state', 'source', 'virtual', 'destination'])
  return ['IPVS connection entries', title, ...connections, ...templates]
    .map((line) => `${line}\n`)
    .join('')
}

// What keeps a client with a server stands among the connections, from port 0.
const templateLine = ({ client, virtual, server, expires }: Template, second: number): string => {
  const at = Math.floor(virtual / 4)
  return connectionLine([
    PROTOCOLS[virtual % 4] ?? '',
    duration(expires - second),
    'ASSURED',
    place(client, 0),
    place(Math.floor(at / 65_536), at % 65_536),
    place(Math.floor(server / 65_536), server % 65_536),
  ])
}

const WIDTHS = [3, 6, 11, 18, 18, 0]

const connectionLine = (cells: readonly string[]): string =>
  cells.map((cell, at) => cell.padEnd(WIDTHS[at] ?? 0)).join(' ')

const place = (address: number, port: number): string => `${addressText(address >>> 0)}:${port}`

const duration = (seconds: number): string =>
  [Math.floor(seconds / 60), seconds % 60].map((each) => String(each).padStart(2, '0')).join(':')
