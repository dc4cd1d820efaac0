import { type Address, contains } from '../api/address'
import { Contributions } from '../network/contributions'
import { protocolNumber } from '../network/packet'
import type { NamedSet, SetElement, SetKey } from '../network/rules'

const portOf = ({ port, protocol }: SetElement): number =>
  port === undefined || !protocol ? 0 : port * 4 + protocolNumber(protocol)

/** Above what a port and a protocol need. */
const PORTS = 262_144

// Many Services may share an endpoint: what names its source is found by it as well.
const withSource = (port: number, source: Address): number => port + source * PORTS

/** What a set is called, and what it is for. */
export interface SetShape {
  readonly name: string
  readonly key: SetKey
  readonly isMap: boolean
  readonly comment: string
}

/** A set's elements while there are none; what they do not name is 0 where they are found. */
export const noElements = (key: SetKey): Contributions<SetElement> =>
  Contributions.none((element) => {
    const { address = 0, source } = element
    const port = portOf(element)
    return [address, key === 'service-source' ? withSource(port, source?.base ?? 0) : port]
  })

/** A set or map whose elements Services bring. */
export class ContributedSet implements NamedSet {
  readonly name: string
  readonly key: SetKey
  readonly isMap: boolean
  readonly comment: string

  constructor(
    shape: SetShape,
    readonly contributions: Contributions<SetElement>,
  ) {
    this.name = shape.name
    this.key = shape.key
    this.isMap = shape.isMap
    this.comment = shape.comment
  }

  get elements(): readonly SetElement[] {
    return this.contributions.items
  }

  find(address: Address, port: number, protocol: number, source: Address): SetElement | undefined {
    const ports = port * 4 + protocol
    const isBySource = this.key === 'service-source'
    const found = this.contributions.at(address, isBySource ? withSource(ports, source) : ports)
    if (this.key !== 'service-block') return found[0]?.item
    return found.find(({ item }) => item.source && contains(item.source, source))?.item
  }
}
