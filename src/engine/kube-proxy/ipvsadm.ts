import { addressText } from '../api/address'
import type { FlowTable } from '../network/flow-table'
import type { Ipvs } from '../network/ipvs'
import { loadOf, type RealServer, type VirtualServer } from '../network/ipvs'
import { flagsOf } from '../network/schedulers'
import { headLine, ListedLine, plainLine } from './listed-line'

/** What a node's kernel knows besides its virtual servers. */
export interface Counted {
  readonly flows: FlowTable
  /** Servers that get nothing new and wait for their last connections to end. */
  draining(virtual: VirtualServer): readonly RealServer[]
  readonly second: number
}

const HEAD = [
  'IP Virtual Server version 1.2.1 (size=4096)',
  'Prot LocalAddress:Port Scheduler Flags',
  '  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn',
]

/** A node's virtual servers as `ipvsadm -Ln` prints them. */
export const ipvsadmList = (ipvs: Ipvs, counted?: Counted): string =>
  ipvsadmLines(ipvs, counted)
    .map(({ text }) => `${text}\n`)
    .join('')

/** The same, line by line. */
export const ipvsadmLines = (ipvs: Ipvs, counted?: Counted): readonly ListedLine[] => [
  ...HEAD.map((text) => plainLine(text)),
  ...inOrder(ipvs.servers).flatMap((each) => virtualLines(ipvs, each, counted)),
]

function virtualLines(ipvs: Ipvs, each: VirtualServer, counted?: Counted): readonly ListedLine[] {
  const virtual = { ...each, servers: [...each.servers, ...(counted?.draining(each) ?? [])] }
  const loads = counted ? loadOf(counted.flows, virtual, counted.second) : []
  const { address, port, protocol, persistence, because } = virtual
  const flags = flagsOf(ipvs.scheduler)
  const kept = persistence === undefined ? '' : ` persistent ${persistence}`
  const place = `${addressText(address)}:${port}`
  const group = `${protocol.toUpperCase()} ${place}`
  const scheduler = flags === '' ? ipvs.scheduler : `${ipvs.scheduler} (${flags})`
  const head = `${protocol.toUpperCase().padEnd(4)} ${place} ${scheduler}${kept}`
  const servers = virtual.servers.map((server, index) => ({ server, load: loads[index] }))
  servers.sort((left, right) => byPlace(left.server, right.server))
  return [
    headLine(head, group, because),
    ...servers.map(
      ({ server, load }) =>
        new ListedLine('rule', { group, because }, () => serverLine(server, load)),
    ),
  ]
}

function serverLine(
  { address, port, weight }: RealServer,
  { active, inactive } = { active: 0, inactive: 0 },
): string {
  const place = `${addressText(address)}:${port}`
  const counts = [String(active).padEnd(10), String(inactive).padEnd(10)]
  return `  -> ${place.padEnd(28)} Masq    ${String(weight).padEnd(6)} ${counts.join(' ')}`
}

/** A node's virtual servers as `ipvsadm-save -n` prints them. */
export function ipvsadmSave(ipvs: Ipvs): string {
  const by = { tcp: '-t', udp: '-u', sctp: '--sctp-service' } as const
  const lines = inOrder(ipvs.servers).flatMap(
    ({ address, port, protocol, persistence, servers }) => {
      const place = `${by[protocol]} ${addressText(address)}:${port}`
      const flags = flagsOf(ipvs.scheduler)
      const how = flags === '' ? '' : ` -b ${flags}`
      const kept = persistence === undefined ? '' : ` -p ${persistence}`
      return [
        `-A ${place} -s ${ipvs.scheduler}${how}${kept}`,
        ...[...servers]
          .sort(byPlace)
          .map(
            (each) =>
              `-a ${place} -r ${addressText(each.address)}:${each.port} -m -w ${each.weight}`,
          ),
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

const rank = { tcp: 6, udp: 17, sctp: 132 } as const

const inOrder = (servers: readonly VirtualServer[]): readonly VirtualServer[] =>
  [...servers].sort(
    (left, right) => rank[left.protocol] - rank[right.protocol] || byPlace(left, right),
  )
