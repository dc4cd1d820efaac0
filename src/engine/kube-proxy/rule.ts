import type { Address, Cidr } from '../api/address'
import type { FieldRef } from '../api/object'
import type { Chain, Match, Rule, RuleProtocol, Target } from '../network/rules'
import type { ServicePort } from './service-port'

/** A block of one address. */
export const host = (address: Address): Cidr => ({ base: address, length: 32 })

/** `-j CHAIN`. */
export const jump = (chain: string): Target => ({ type: 'jump', chain })

/** `-m comment --comment TEXT`. */
export const comment = (text: string): Match => ({ type: 'comment', text })

/** `-m tcp --dport PORT`, or without port. */
export const transport = (port?: number): Match =>
  port === undefined ? { type: 'transport' } : { type: 'transport', port }

/** A rule for packets to one address and port. */
export function toAddress(
  { protocol, port }: ServicePort,
  address: Address,
  text: string,
): Pick<Rule, 'destination' | 'protocol' | 'matches'> {
  return {
    destination: { block: host(address) },
    protocol,
    matches: [comment(text), transport(port)],
  }
}

/** A rule for packets to one port of the node itself. */
export const toNodePort = (
  protocol: RuleProtocol,
  nodePort: number,
  text: string,
): Pick<Rule, 'protocol' | 'matches'> => ({
  protocol,
  matches: [comment(text), { type: 'local', side: 'destination' }, transport(nodePort)],
})

/** The field of a Service that a rule comes from. */
export const fieldOf = ({ service }: ServicePort, path: string): FieldRef => ({
  kind: 'Service',
  key: service,
  path,
})

/** A chain of one's own. */
export const chain = (name: string, rules: readonly Rule[]): Chain => ({ name, rules })

/** A chain whose rules are put together when somebody first looks at them: most never are. */
export class LazyChain implements Chain {
  private made: readonly Rule[] | undefined

  constructor(
    readonly name: string,
    private readonly make: () => readonly Rule[],
  ) {}

  get rules(): readonly Rule[] {
    this.made ??= this.make()
    return this.made
  }
}
