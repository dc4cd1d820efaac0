import type { Address } from '../../api/address'
import type { Contributions } from '../../network/contributions'
import { protocolNumber } from '../../network/packet'
import type { Chain, IndexedRule, Rule, RuleIndex } from '../../network/rules'

/** No address: where rules are found that name a port alone. */
const ANYWHERE = 2 ** 32

/** Where the rule of a shared chain is found: its destination, if it names one, and its port. */
export function placeOfRule({ destination, protocol, matches }: Rule): readonly [number, number] {
  const transport = matches.find(({ type }) => type === 'transport')
  const port = transport?.type === 'transport' ? (transport.port ?? 0) : 0
  const address = destination ? destination.block.base : ANYWHERE
  return [address, port * 4 + protocolNumber(protocol ?? 'tcp')]
}

/** A chain that all Services fill: a packet finds its rules by its destination. */
export class SharedChain implements Chain, RuleIndex {
  readonly others: readonly IndexedRule[]

  constructor(
    readonly name: string,
    readonly contributions: Contributions<Rule>,
    private readonly last: readonly Rule[],
  ) {
    this.others = last.map((item, number) => ({ owner: '', number, item }))
  }

  get rules(): readonly Rule[] {
    return [...this.contributions.items, ...this.last]
  }
  get index(): RuleIndex {
    return this
  }
  get isEmpty(): boolean {
    return this.contributions.isEmpty
  }

  find(address: Address, port: number, protocol: number): readonly IndexedRule[] {
    return this.contributions.at(address, port * 4 + protocol)
  }
  forPort(port: number, protocol: number): readonly IndexedRule[] {
    return this.contributions.at(ANYWHERE, port * 4 + protocol)
  }
}
