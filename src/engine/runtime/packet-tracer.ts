import { addressText } from '../api/address'
import type { PacketEnds } from '../api/kernel'
import type { PacketTrace, Pass, RuleTrace } from '../api/trace'
import type { Hook } from '../network/compiled'
import type { CompiledRule } from '../network/compiled-rule'
import { field } from '../network/flow-table'
import type { Host } from '../network/host'
import type { Ipvs, RealServer, VirtualServer } from '../network/ipvs'
import type { NodeState } from '../network/node-state'
import { ESTABLISHED, ICMP, INVALID, type Packet, SCTP, TCP, UDP } from '../network/packet'
import type { Chain, Rule } from '../network/rules'
import { endsAt, endsText, type TrackedEnds } from '../network/tracked'
import type { WalkSink } from '../network/walk'

/** What a rule looks like in the text of its tool. */
export type RuleWords = (rule: Rule, isNft: boolean) => string

const protocols = { [TCP]: 'TCP', [UDP]: 'UDP', [SCTP]: 'SCTP', [ICMP]: 'ICMP' } as const

/** A pass while the packet is on the node. */
interface OpenPass extends Omit<Pass, 'left' | 'rules'> {
  readonly rules: RuleTrace[]
}

/**
 * Writes down everything that one packet meets; used for one packet after the other. It decides
 * nothing.
 */
export class PacketTracer implements WalkSink {
  private from = ''
  private sent: PacketEnds = nowhere
  private passes: Pass[] = []
  private open: OpenPass | undefined
  private table = ''
  private stack: Chain[] = []
  private draw: RuleTrace['draw']

  constructor(private readonly words: RuleWords) {}

  /** A packet is about to leave a host. */
  begin(packet: Packet, from: Host): void {
    this.from = from.place
    this.sent = endsOf(packet)
    this.passes = []
    this.open = undefined
  }

  /** What became of the packet that has just been walked. */
  end(packet: Packet): PacketTrace {
    if (this.open) this.close(packet)
    const { from, sent, passes } = this
    const { protocol, fate, host, latency, balancer, stopper } = packet
    return {
      protocol: protocols[protocol as keyof typeof protocols] ?? 'TCP',
      from,
      sent,
      last: endsOf(packet),
      fate,
      ...(fate === 'delivered' && host ? { to: host.place } : {}),
      ...(stopper?.because ? { because: stopper.because } : {}),
      ...(balancer === undefined ? {} : { balancer }),
      latency,
      passes,
    }
  }

  came(packet: Packet, { name }: NodeState): void {
    const { state } = packet
    const known = (state & ESTABLISHED) !== 0 ? 'established' : 'new'
    this.open = {
      node: name,
      arrived: endsOf(packet),
      state: (state & INVALID) !== 0 ? 'invalid' : known,
      rules: [],
    }
  }

  meets(node: NodeState, hook: Hook): void {
    const { prerouting, redirect, postrouting } = node.compiled
    const isNat = [...prerouting, ...redirect, ...postrouting].includes(hook)
    this.table = hook.chain.chain.hook ? 'nftables' : isNat ? 'nat' : 'filter'
    this.stack = []
  }

  entered(chain: Chain): void {
    this.stack.push(chain)
  }

  tested(_packet: Packet, { rule }: CompiledRule, matched: boolean): void {
    const { stack, table, draw } = this
    while (stack.length > 1 && !stack.at(-1)?.rules.includes(rule)) stack.pop()
    const chain = stack.at(-1)
    this.draw = undefined
    this.open?.rules.push({
      table,
      chain: chain?.name ?? '',
      number: (chain?.rules.indexOf(rule) ?? -1) + 1,
      of: chain?.rules.length ?? 0,
      depth: Math.max(0, stack.length - 1),
      text: this.words(rule, table === 'nftables').trim(),
      matched,
      ...(draw ? { draw } : {}),
      ...(rule.target ? { does: rule.target.type } : {}),
      ...(rule.because ? { because: rule.because } : {}),
    })
  }

  left(packet: Packet, node: NodeState): void {
    this.close(packet, trackedBy(packet, node))
  }

  // A rule that takes one in so many is told of after it has drawn, one that draws a chain before.
  drew(drawn: number, of: number): void {
    const last = this.open?.rules.at(-1)
    if (last?.matched && last.does === 'lottery') {
      this.open?.rules.splice(-1, 1, { ...last, draw: { drawn, of } })
    } else this.draw = { drawn, of }
  }

  chose({ scheduler }: Ipvs, virtual: VirtualServer, server: RealServer): void {
    const { address, port, protocol, servers, because } = virtual
    this.open?.rules.push({
      table: 'ipvs',
      chain: `${protocol.toUpperCase()} ${addressText(address)}:${port} ${scheduler}`,
      number: servers.indexOf(server) + 1,
      of: servers.length,
      depth: 0,
      text: `-> ${addressText(server.address)}:${server.port}`,
      matched: true,
      does: 'dnat',
      ...(because ? { because } : {}),
    })
  }

  private close(packet: Packet, tracked?: Pass['tracked']): void {
    if (!this.open) return
    this.passes.push({ ...this.open, left: endsOf(packet), ...(tracked ? { tracked } : {}) })
    this.open = undefined
  }
}

// A packet has more than its ends.
const endsOf = ({ source, sourcePort, destination, destinationPort }: TrackedEnds): PacketEnds =>
  endsText({ source, sourcePort, destination, destinationPort })

const nowhere: PacketEnds = {
  source: '0.0.0.0',
  sourcePort: 0,
  destination: '0.0.0.0',
  destinationPort: 0,
}

function trackedBy({ tracked }: Packet, { flows }: NodeState): Pass['tracked'] {
  if (tracked === 0) return undefined
  const flow = tracked >>> 1
  return {
    original: endsText(endsAt(flows, flow, field.source)),
    reply: endsText(endsAt(flows, flow, field.replySource)),
  }
}
