import { type Address, contains } from '../api/address'
import { Contributions } from '../network/contributions'
import { protocolNumber } from '../network/packet'
import type { NamedSet, SetElement, SetKey } from '../network/rules'

/** Where an element is found; what it does not name is 0. */
const placeOf = ({ address = 0, port, protocol }: SetElement): readonly [number, number] => [
  address,
  port === undefined || !protocol ? 0 : port * 4 + protocolNumber(protocol),
]

/** What a set is called, and what it is for. */
export interface SetShape {
  readonly name: string
  readonly key: SetKey
  readonly isMap: boolean
  readonly comment: string
}

/** No elements yet. */
export const noElements: Contributions<SetElement> = Contributions.none(placeOf)

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
    const found = this.contributions.at(address, port * 4 + protocol)
    if (this.key !== 'service-source' && this.key !== 'service-block') return found[0]?.item
    return found.find(({ item }) => item.source && contains(item.source, source))?.item
  }
}
