import type { CST } from 'yaml'
import { scenarioLimits } from './limits'

/** Why a text is not even read. */
export interface Refused {
  readonly code: 'too-deep' | 'too-many-tokens'
  readonly offset: number
}

/**
 * Measures tokens before they are composed: composing is recursive, and nested too deeply it
 * takes the whole program down.
 */
export function measure(tokens: readonly CST.Token[]): Refused | undefined {
  const stack: (readonly [token: CST.Token, depth: number])[] = []
  let count = 0
  for (const token of tokens) {
    stack.push([token, 0])
    for (let top = stack.pop(); top; top = stack.pop()) {
      const [{ offset }, depth] = top
      if (depth > scenarioLimits.manifestDepth) return { code: 'too-deep', offset }
      for (const child of children(top[0])) stack.push([child, depth + 1])
      count += 1 + parts(top[0])
      if (count > scenarioLimits.manifestTokens) return { code: 'too-many-tokens', offset }
    }
  }
  return undefined
}

function* children(token: CST.Token): Generator<CST.Token> {
  if (token.type === 'document') {
    if (token.value) yield token.value
  } else if ('items' in token) {
    for (const item of token.items) {
      if (item.key) yield item.key
      if (item.value) yield item.value
    }
  }
}

// Punctuation is no node, but takes its time, too.
function parts(token: CST.Token): number {
  const end = 'end' in token ? (token.end?.length ?? 0) : 0
  if (!('items' in token)) return end
  return token.items.reduce((sum, item) => sum + item.start.length + (item.sep?.length ?? 0), end)
}
