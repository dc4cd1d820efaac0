import type { Chain, Match, Rule } from '../network/rules'
import { chain, comment, MASQUERADE_MARK } from './rule'

/** Whether a packet bears the mark. */
export const isMarked: Match = { type: 'mark', value: MASQUERADE_MARK, mask: MASQUERADE_MARK }

/** Sets the mark. */
export const markChain: Chain = chain('KUBE-MARK-MASQ', [
  { matches: [], target: { type: 'mark', value: MASQUERADE_MARK, mask: MASQUERADE_MARK } },
])

/** Masquerades what bears the mark, and takes the mark away. */
export const postroutingRules: readonly Rule[] = [
  { matches: [{ ...isMarked, not: true }], target: { type: 'return' } },
  { matches: [], target: { type: 'mark', value: MASQUERADE_MARK, mask: 0 } },
  {
    matches: [comment('kubernetes service traffic requiring SNAT')],
    target: { type: 'masquerade', randomFully: true },
  },
]
