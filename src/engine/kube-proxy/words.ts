import type { Rule } from '../network/rules'
import { ruleText } from './iptables-save'
import { nftRuleText } from './nft-script'

/** One rule, as the tool prints it that has written it. */
export const wordsOf = (rule: Rule, isNft: boolean): string =>
  isNft ? nftRuleText(rule) : ruleText(rule)
