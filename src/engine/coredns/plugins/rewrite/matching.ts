import { normal, SetupError } from '../plugin'

/** Finds names (lower case), and makes others of them. */
export interface Matching {
  /** The new name; undefined when the rule does not concern this one. */
  renamed(name: string): string | undefined
}

const LONGEST_PATTERN = 10_000

/** A regular expression of Go's in JavaScript's spelling. */
export function patternOf(text: string): RegExp {
  if (text.length > LONGEST_PATTERN) {
    throw new SetupError(`regex pattern too long: ${text.length} > ${LONGEST_PATTERN}`)
  }
  const [, flags = '', rest = text] = /^\(\?([is]+)\)(.*)$/s.exec(text) ?? []
  try {
    return new RegExp(rest.replaceAll('(?P<', '(?<'), flags)
  } catch {
    throw new SetupError(`invalid regex matching pattern: ${text}`)
  }
}

const groupsIn = (pattern: RegExp): number =>
  (new RegExp(`${pattern.source}|`).exec('')?.length ?? 1) - 1

/** The pattern of a rule, and what it makes of it: `{1}` stands for a group. */
export function checkedPattern(from: string, to: string): RegExp {
  const pattern = patternOf(from)
  const used = new Set(to.match(/\{\d{1,3}\}/g)).size
  if (used > groupsIn(pattern)) {
    throw new SetupError(
      `the rewrite regex pattern (${to}) uses more subexpressions than its corresponding ` +
        `matching regex pattern (${from})`,
    )
  }
  return pattern
}

/** What a text becomes by a pattern; undefined when it does not match. */
export function replacedBy(pattern: RegExp, to: string, text: string): string | undefined {
  const found = pattern.exec(text)
  if (!found) return undefined
  return to.replace(/\{(\d{1,3})\}/g, (word, number) => found[Number(number)] ?? word)
}

/** The ways in which a rule can name names. */
export function matchingOf(kind: string, from: string, to: string): Matching | undefined {
  const [own, other] = [normal(from), normal(to)]
  switch (kind) {
    case 'exact':
      return { renamed: (name) => (name === own ? other : undefined) }
    // Fully qualified like all names: `foo` is the whole first label.
    case 'prefix':
      return {
        renamed: (name) => (name.startsWith(own) ? other + name.slice(own.length) : undefined),
      }
    case 'suffix':
      return {
        renamed: (name) => (name.endsWith(own) ? name.slice(0, -own.length) + other : undefined),
      }
    case 'substring':
      return {
        renamed: (name) => (name.includes(own) ? name.replaceAll(own, other) : undefined),
      }
    case 'regex': {
      const pattern = checkedPattern(from, to)
      return { renamed: (name) => replacedBy(pattern, other, name) }
    }
    default:
      return undefined
  }
}
