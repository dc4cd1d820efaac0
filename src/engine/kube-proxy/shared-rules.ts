import type { Chain, Match, Rule } from '../network/rules'
import { chain, comment } from './rule'

/** Whether a packet bears the mark. */
export const isMarked = (mark: number): Match => ({ type: 'mark', value: mark, mask: mark })

/** Whether it does not. */
export const isUnmarked = (mark: number): Match => ({
  type: 'mark',
  value: mark,
  mask: mark,
  not: true,
})

/** Sets the mark. */
export const markChain = (mark: number): Chain =>
  chain('KUBE-MARK-MASQ', [{ matches: [], target: { type: 'mark', value: mark, mask: mark } }])

/** Masquerades what bears the mark, and takes the mark away. */
export const postroutingRules = (mark: number): readonly Rule[] => [
  { matches: [isUnmarked(mark)], target: { type: 'return' } },
  { matches: [], target: { type: 'mark', value: mark, mask: 0 } },
  {
    matches: [comment('kubernetes service traffic requiring SNAT')],
    target: { type: 'masquerade', randomFully: true },
  },
]

/** Lets pass what bears the mark, and what belongs to a connection that has passed. */
export const forwardingRules = (mark: number): readonly Rule[] => [
  {
    matches: [comment('kubernetes forwarding rules'), isMarked(mark)],
    target: { type: 'accept' },
  },
  {
    matches: [
      comment('kubernetes forwarding conntrack rule'),
      { type: 'state', states: ['RELATED', 'ESTABLISHED'] },
    ],
    target: { type: 'accept' },
  },
]
