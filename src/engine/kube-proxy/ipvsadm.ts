import { addressText } from '../api/address'
import type { Ipvs, RealServer, VirtualServer } from '../network/ipvs'
import { headerNumbers } from '../network/packet'
import { flagsOf, type Load } from '../network/schedulers'
import type { Busy, BusyServer } from '../network/virtual-servers'
import { headLine, ListedLine, plainLine } from './listed-line'

/** How virtual servers are listed: what is said of each, and of each real server. */
export interface VirtualFormat {
  readonly title: readonly string[]
  /** After protocol and place; absent: scheduler and persistence. */
  head?(virtual: VirtualServer, place: string): string
  row(at: RealServerRow): string
}

/** A real server, as it is listed. */
export interface RealServerRow {
  readonly virtual: VirtualServer
  readonly server: RealServer
  /** Its address and port. */
  readonly place: string
  readonly load: Load
}

/** What every listing begins with. */
export const IPVS_VERSION = 'IP Virtual Server version 1.2.1 (size=4096)'

const listing: VirtualFormat = {
  title: [
    IPVS_VERSION,
    'Prot LocalAddress:Port Scheduler Flags',
    '  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn',
  ],
  row: ({ server, place, load }) =>
    `  -> ${place.padEnd(28)} Masq    ${String(server.weight).padEnd(6)} ` +
    `${String(load.active).padEnd(10)} ${String(load.inactive).padEnd(10)}`,
}

/** A node's virtual servers as `ipvsadm -Ln` prints them. */
export const ipvsadmList = (ipvs: Ipvs, busy?: Busy): string =>
  ipvsadmLines(ipvs, busy)
    .map(({ text }) => `${text}\n`)
    .join('')

/** The same, line by line, and perhaps in another format. */
export function ipvsadmLines(
  ipvs: Ipvs,
  busy: Busy = () => [],
  format: VirtualFormat = listing,
): readonly ListedLine[] {
  const title = format.title.map((text) => plainLine(text))
  const blocks = blocksOf(ipvs, format).map(({ virtual, lines }) => {
    const servers = busy(virtual)
    return servers.length === 0 ? lines : virtualLines(ipvs, virtual, { format, busy: servers })
  })
  return [title, ...blocks].flat()
}

/** What is listed of a virtual server that has no connections. */
interface Block {
  readonly virtual: VirtualServer
  readonly lines: readonly ListedLine[]
}

// There may be thousands, and few of them have connections. Only a cache.
const known = new WeakMap<Ipvs, readonly Block[]>()

function blocksOf(ipvs: Ipvs, format: VirtualFormat): readonly Block[] {
  const before = format === listing ? known.get(ipvs) : undefined
  if (before) return before
  const blocks = inOrder(ipvs.servers).map((virtual) => ({
    virtual,
    lines: virtualLines(ipvs, virtual, { format, busy: [] }),
  }))
  if (format === listing) known.set(ipvs, blocks)
  return blocks
}

const NO_LOAD: Load = { active: 0, inactive: 0 }

function virtualLines(
  { scheduler }: Ipvs,
  virtual: VirtualServer,
  { format, busy }: { readonly format: VirtualFormat; readonly busy: readonly BusyServer[] },
): readonly ListedLine[] {
  const { protocol, persistence, because } = virtual
  const flags = flagsOf(scheduler)
  const how = flags === '' ? scheduler : `${scheduler} (${flags})`
  const kept = persistence === undefined ? '' : ` persistent ${persistence}`
  const name = protocol.toUpperCase()
  const place = placeText(virtual)
  const group = `${name} ${place}`
  const own = `${name.padEnd(4)} ${place}`
  const head = format.head?.(virtual, own) ?? `${own} ${how}${kept}`
  const loads = new Map(busy.map(({ server, load }) => [server, load]))
  const servers = [...new Set([...virtual.servers, ...loads.keys()])].sort(byPlace)
  const rows = servers.map((server) => {
    return { virtual, server, place: placeText(server), load: loads.get(server) ?? NO_LOAD }
  })
  return [
    headLine(head, group, because),
    ...rows.map((row) => new ListedLine('rule', { group, because }, () => format.row(row))),
  ]
}

const placeText = ({ address, port }: Place): string => `${addressText(address)}:${port}`

/** A node's virtual servers as `ipvsadm-save -n` prints them. */
export function ipvsadmSave(ipvs: Ipvs): string {
  const by = { tcp: '-t', udp: '-u', sctp: '--sctp-service' } as const
  const lines = inOrder(ipvs.servers).flatMap(
    ({ address, port, protocol, persistence, servers }) => {
      const place = `${by[protocol]} ${placeText({ address, port })}`
      const flags = flagsOf(ipvs.scheduler)
      const how = flags === '' ? '' : ` -b ${flags}`
      const kept = persistence === undefined ? '' : ` -p ${persistence}`
      return [
        `-A ${place} -s ${ipvs.scheduler}${how}${kept}`,
        ...[...servers]
          .sort(byPlace)
          .map((each) => `-a ${place} -r ${placeText(each)} -m -w ${each.weight}`),
      ]
    },
  )
  return lines.map((line) => `${line}\n`).join('')
}

interface Place {
  readonly address: number
  readonly port: number
}

const byPlace = (left: Place, right: Place): number =>
  // ipvsadm subtracts addresses as signed numbers: 172.18.0.3 comes before 10.96.0.1.
  (left.address - right.address) | 0 || left.port - right.port

const inOrder = (servers: readonly VirtualServer[]): readonly VirtualServer[] =>
  [...servers].sort(
    (left, right) =>
      headerNumbers[left.protocol] - headerNumbers[right.protocol] || byPlace(left, right),
  )
