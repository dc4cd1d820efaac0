import { type FilterPlugin, rejection } from '../plugin'

const TAKEN = rejection("node(s) didn't have free ports for the requested pod ports", true)
const ANYWHERE = '0.0.0.0'

/** Keeps a Pod off nodes where another has one of its host ports. */
export const nodePorts: FilterPlugin = {
  name: 'NodePorts',
  prepare({ request }) {
    if (request.ports.length === 0) return undefined
    return ({ used }) =>
      request.ports.some((wanted) => used.ports.some((taken) => clash(wanted, taken)))
        ? TAKEN
        : undefined
  },
}

// The same port of one protocol clashes at the same address, and where either is taken at all of
// them.
function clash(left: string, right: string): boolean {
  const [protocol, address, port] = left.split(' ')
  const [otherProtocol, otherAddress, otherPort] = right.split(' ')
  const overlaps = address === otherAddress || address === ANYWHERE || otherAddress === ANYWHERE
  return protocol === otherProtocol && port === otherPort && overlaps
}
