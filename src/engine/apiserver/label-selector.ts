import { causeText, type FieldError, invalid } from '../api/field-error'
import type { LabelRequirement } from '../api/labels'
import { labelValue, qualifiedName } from '../api/names'

/** Thrown with what is wrong with a selector, in apimachinery's words. */
export class SelectorFault extends Error {}

/** A sign, a word, or (as `''`) the end. */
type Token = string

const TOKENS = /\s*(==|!=|[=!(),<>]|[^\s=!(),<>]+)/y
const SIGNS: ReadonlySet<Token> = new Set(['', '==', '!=', '=', '!', '(', ')', ',', '<', '>'])

/** What comes between a key and its values. */
const operators: Readonly<Record<Token, LabelRequirement['operator']>> = {
  in: 'In',
  notin: 'NotIn',
  '=': 'In',
  '==': 'In',
  '!=': 'NotIn',
  '>': 'Gt',
  '<': 'Lt',
}
const EXPECTED = 'in, notin, =, ==, !=, gt, lt'

/** Reads `tier in (a, b),app!=web,!old` (apimachinery's labels.Parse); throws a `SelectorFault`. */
export function parseLabelSelector(text: string): readonly LabelRequirement[] {
  return new Parser(tokensOf(text)).requirements()
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  TOKENS.lastIndex = 0
  for (let match = TOKENS.exec(text); match; match = TOKENS.exec(text)) tokens.push(match[1] ?? '')
  return tokens
}

const isWord = (token: Token): boolean => !SIGNS.has(token)

const expected = (found: Token, what: string): SelectorFault =>
  new SelectorFault(`found '${found}', expected: ${what}`)

class Parser {
  private next = 0

  constructor(private readonly tokens: readonly Token[]) {}

  requirements(): readonly LabelRequirement[] {
    const found: LabelRequirement[] = []
    if (this.peek() === '') return found
    if (!isWord(this.peek()) && this.peek() !== '!') {
      throw expected(this.peek(), "!, identifier, or 'end of string'")
    }
    for (;;) {
      found.push(this.checkedRequirement())
      const after = this.take()
      if (after === '') return found
      if (after !== ',') throw expected(after, "',' or 'end of string'")
      const begins = isWord(this.peek()) || this.peek() === '!'
      if (!begins) throw expected(this.peek(), "identifier after ','")
    }
  }

  private peek(): Token {
    return this.tokens[this.next] ?? ''
  }
  private take(): Token {
    const token = this.peek()
    this.next++
    return token
  }

  private checkedRequirement(): LabelRequirement {
    try {
      return this.requirement()
    } catch (error) {
      if (!(error instanceof SelectorFault)) throw error
      throw new SelectorFault(`unable to parse requirement: ${error.message}`)
    }
  }

  private requirement(): LabelRequirement {
    const isNegated = this.peek() === '!'
    if (isNegated) this.take()
    const key = this.take()
    if (!isWord(key)) throw expected(key, 'identifier')
    refuseFor('<nil>', key, qualifiedName(key))
    if (isNegated) return { key, operator: 'DoesNotExist' }
    if (this.peek() === '' || this.peek() === ',') return { key, operator: 'Exists' }
    const sign = this.take()
    const operator = Object.hasOwn(operators, sign) ? operators[sign] : undefined
    if (operator === undefined) throw expected(sign, EXPECTED)
    const values = sign === 'in' || sign === 'notin' ? this.values() : [this.exactValue()]
    for (const [index, value] of values.entries()) {
      refuseFor(`values[${index}][${key}]`, value, labelValue(value))
    }
    return { key, operator, values }
  }

  private exactValue(): string {
    if (this.peek() === '' || this.peek() === ',') return ''
    const value = this.take()
    if (!isWord(value)) throw expected(value, 'identifier')
    return value
  }

  // An empty place between commas is the empty value.
  private values(): readonly string[] {
    const open = this.take()
    if (open !== '(') throw new SelectorFault(`found '${open}' expected: '('`)
    const values: string[] = []
    let value = ''
    for (;;) {
      const token = this.take()
      if (isWord(token)) {
        value = token
        const after = this.peek()
        if (after !== ',' && after !== ')') throw expected(after, "',' or ')'")
      } else if (token === ',' || token === ')') {
        values.push(value)
        value = ''
        if (token === ')') return [...new Set(values)].sort()
      } else throw expected(token, "',', ')' or identifier")
    }
  }
}

function refuseFor(field: string, value: string, faults: readonly string[]): void {
  if (faults.length === 0) return
  const error: FieldError = invalid(field, value, faults.join('; '))
  throw new SelectorFault(`${field}: ${causeText(error)}`)
}
