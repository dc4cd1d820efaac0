import type { Action, Expression, Rule } from './awk-parse'
import { expressionFrom, sourceFrom } from './expression'
import { UsageError } from './options'
import { formatText } from './printf'

type Value = string | number

/** Leaves a rule or a loop. */
class Leave extends Error {
  constructor(readonly kind: 'next' | 'exit' | 'break' | 'continue') {
    super(kind)
  }
}

const mostSteps = 1_000_000

/** One run of a program: its variables, and the line it looks at. */
export class AwkRun {
  over = false
  status = 0
  private readonly names = new Map<string, Value>([
    ['NR', 0],
    ['OFS', ' '],
    ['ORS', '\n'],
    ['SUBSEP', '\x1c'],
  ])
  private readonly arrays = new Map<string, Map<string, Value>>()
  private readonly ranges = new Set<Rule>()
  private readonly expressions = new Map<string, RegExp>()
  private fields: string[] = []
  private whole = ''
  private steps = 0

  constructor(
    private readonly rules: readonly Rule[],
    private readonly write: (text: string) => void,
  ) {}

  get readsInput(): boolean {
    return !this.over && this.rules.some(({ when }) => when !== 'BEGIN')
  }

  set(name: string, value: Value): void {
    this.names.set(name, value)
  }

  begin(): void {
    for (const rule of this.rules) if (rule.when === 'BEGIN') this.perform(rule)
  }

  end(): void {
    this.over = false
    for (const rule of this.rules) if (rule.when === 'END') this.perform(rule)
  }

  line(line: string): void {
    this.steps = 0
    this.split(line)
    this.set('NR', toNumber(this.names.get('NR') ?? 0) + 1)
    for (const rule of this.rules) {
      if (rule.when !== 'line' || !this.applies(rule)) continue
      if (!this.perform(rule)) return
    }
  }

  /** False when the line is done with. */
  private perform({ action }: Rule): boolean {
    if (this.over) return false
    try {
      if (action) this.act(action)
      else this.write(this.whole + this.text('ORS'))
      return true
    } catch (error) {
      if (!(error instanceof Leave)) throw error
      if (error.kind === 'exit') this.over = true
      return false
    }
  }

  private applies(rule: Rule): boolean {
    const { from, to } = rule
    if (!from) return true
    if (!to) return truth(this.value(from))
    if (!this.ranges.has(rule)) {
      if (!truth(this.value(from))) return false
      this.ranges.add(rule)
    }
    if (truth(this.value(to))) this.ranges.delete(rule)
    return true
  }

  private text(name: string): string {
    return toText(this.names.get(name) ?? '')
  }

  private split(line: string): void {
    this.whole = line
    const separator = this.text('FS')
    if (line === '') this.fields = []
    else if (separator === ' ') this.fields = line.trim().split(/\s+/).filter(Boolean)
    else if (separator === '') this.fields = [...line]
    else if (separator.length === 1) this.fields = line.split(separator)
    else this.fields = line.split(this.expression(separator))
    this.set('NF', this.fields.length)
  }

  private expression(source: string): RegExp {
    const known = this.expressions.get(source)
    if (known) return known
    const made = expressionFrom(sourceFrom(source, 'extended'), '')
    this.expressions.set(source, made)
    return made
  }

  private act(action: Action): void {
    if (++this.steps > mostSteps) throw new UsageError('this goes on for too long', 2)
    switch (action.type) {
      case 'print': {
        const texts = action.words.map((word) => toText(this.value(word)))
        this.write(
          (texts.length > 0 ? texts.join(this.text('OFS')) : this.whole) + this.text('ORS'),
        )
        break
      }
      case 'printf': {
        const [format = '', ...values] = action.words.map((word) => toText(this.value(word)))
        this.write(formatText(format, values))
        break
      }
      case 'do':
        this.value(action.expression)
        break
      case 'block':
        for (const each of action.actions) this.act(each)
        break
      case 'if':
        if (truth(this.value(action.test))) this.act(action.yes)
        else if (action.no) this.act(action.no)
        break
      case 'while':
      case 'for':
      case 'each':
        this.loop(action)
        break
      case 'delete':
        if (action.key) this.array(action.name).delete(toText(this.value(action.key)))
        else this.arrays.delete(action.name)
        break
      case 'exit':
        if (action.status) this.status = toNumber(this.value(action.status))
        throw new Leave('exit')
      default:
        throw new Leave(action.type)
    }
  }

  private loop(action: Extract<Action, { type: 'while' | 'for' | 'each' }>): void {
    if (action.type === 'each') {
      for (const key of [...this.array(action.list).keys()]) {
        this.set(action.name, key)
        if (!this.round(action.body)) return
      }
      return
    }
    if (action.type === 'for' && action.first) this.act(action.first)
    while (!action.test || truth(this.value(action.test))) {
      if (!this.round(action.body)) return
      if (action.type === 'for' && action.next) this.act(action.next)
    }
  }

  private round(body: Action): boolean {
    try {
      this.act(body)
      return true
    } catch (error) {
      if (error instanceof Leave && error.kind === 'break') return false
      if (error instanceof Leave && error.kind === 'continue') return true
      throw error
    }
  }

  private array(name: string): Map<string, Value> {
    const known = this.arrays.get(name) ?? new Map<string, Value>()
    this.arrays.set(name, known)
    return known
  }

  private value(expression: Expression): Value {
    switch (expression.type) {
      case 'number':
      case 'text':
        return expression.value
      case 'regexp':
        return Number(this.expression(expression.source).test(this.whole))
      case 'name':
        return this.names.get(expression.name) ?? ''
      case 'field':
        return this.field(toNumber(this.value(expression.index)))
      case 'element':
        return this.array(expression.name).get(toText(this.value(expression.key))) ?? ''
      case 'in':
        return Number(this.array(expression.name).has(toText(this.value(expression.key))))
      case 'unary': {
        const value = this.value(expression.operand)
        if (expression.operator === '!') return Number(!truth(value))
        return expression.operator === '-' ? -toNumber(value) : toNumber(value)
      }
      case 'step': {
        const before = toNumber(this.value(expression.target))
        this.assign(expression.target, before + expression.by)
        return expression.prefix ? before + expression.by : before
      }
      case 'binary':
        return this.binary(expression)
      case 'assign': {
        const { operator, target } = expression
        const value = this.value(expression.value)
        const next = operator === '' ? value : compute(operator, this.value(target), value)
        this.assign(target, next)
        return next
      }
      case 'choice':
        return this.value(truth(this.value(expression.test)) ? expression.yes : expression.no)
      case 'call':
        return this.call(expression.name, expression.words)
    }
  }

  private field(index: number): string {
    return index === 0 ? this.whole : (this.fields[index - 1] ?? '')
  }

  private assign(target: Expression, value: Value): void {
    if (target.type === 'name') this.set(target.name, value)
    else if (target.type === 'element') {
      this.array(target.name).set(toText(this.value(target.key)), value)
    } else if (target.type === 'field') {
      const index = toNumber(this.value(target.index))
      if (index === 0) this.split(toText(value))
      else {
        while (this.fields.length < Math.min(index, 1_000)) this.fields.push('')
        this.fields[index - 1] = toText(value)
        this.set('NF', this.fields.length)
        this.whole = this.fields.join(this.text('OFS'))
      }
    }
  }

  private binary({ operator, left, right }: Extract<Expression, { type: 'binary' }>): Value {
    if (operator === '&&') return Number(truth(this.value(left)) && truth(this.value(right)))
    if (operator === '||') return Number(truth(this.value(left)) || truth(this.value(right)))
    if (operator === '~' || operator === '!~') {
      const source = right.type === 'regexp' ? right.source : toText(this.value(right))
      return Number(this.expression(source).test(toText(this.value(left))) === (operator === '~'))
    }
    const one = this.value(left)
    const other = this.value(right)
    return operator === ' ' ? toText(one) + toText(other) : compute(operator, one, other)
  }

  private call(name: string, words: readonly Expression[]): Value {
    const values = () => words.map((word) => this.value(word))
    switch (name) {
      case 'length': {
        const [only] = words
        if (only?.type === 'name' && this.arrays.has(only.name)) return this.array(only.name).size
        return [...toText(only ? this.value(only) : this.whole)].length
      }
      case 'substr': {
        const [text = '', from = 1, length] = values()
        const start = Math.max(toNumber(from), 1)
        const end = length === undefined ? undefined : toNumber(from) + toNumber(length)
        return toText(text).slice(start - 1, end === undefined ? undefined : end - 1)
      }
      case 'index': {
        const [text = '', part = ''] = values()
        return toText(text).indexOf(toText(part)) + 1
      }
      case 'toupper':
        return toText(values()[0] ?? '').toUpperCase()
      case 'tolower':
        return toText(values()[0] ?? '').toLowerCase()
      case 'int':
        return Math.trunc(toNumber(values()[0] ?? 0))
      case 'sprintf': {
        const [format = '', ...rest] = values().map(toText)
        return formatText(format, rest)
      }
      case 'split':
        return this.splitInto(words)
      case 'sub':
      case 'gsub':
        return this.substitute(words, name === 'gsub')
      default:
        throw new UsageError(`calling undefined function ${name}`, 2)
    }
  }

  private splitInto([text, list, separator]: readonly Expression[]): number {
    if (!text || list?.type !== 'name') throw new UsageError('split needs an array', 2)
    const by = separator
      ? separator.type === 'regexp'
        ? separator.source
        : toText(this.value(separator))
      : this.text('FS')
    const value = toText(this.value(text))
    const plain = by === ' ' ? value.trim().split(/\s+/) : value.split(this.expression(by))
    const parts = value === '' ? [] : plain
    this.arrays.set(list.name, new Map(parts.map((part, at) => [String(at + 1), part])))
    return parts.length
  }

  private substitute([what, by, target]: readonly Expression[], all: boolean): number {
    if (!what || !by) throw new UsageError('not enough arguments', 2)
    const source = what.type === 'regexp' ? what.source : toText(this.value(what))
    const place: Expression = target ?? { type: 'field', index: { type: 'number', value: 0 } }
    const text = toText(this.value(by))
    let count = 0
    const expression = new RegExp(this.expression(source).source, all ? 'g' : '')
    const next = toText(this.value(place)).replace(expression, (found) => {
      count++
      return text.replace(/\\&|&/g, (each) => (each === '&' ? found : '&'))
    })
    if (count > 0) this.assign(place, next)
    return count
  }
}

const looksNumeric = (value: Value): boolean =>
  typeof value === 'number' || /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$/.test(value)

const toNumber = (value: Value): number =>
  typeof value === 'number' ? value : Number(/^\s*[-+]?(\d+\.?\d*|\.\d+)/.exec(value)?.[0] ?? 0)

const toText = (value: Value): string =>
  typeof value === 'string'
    ? value
    : String(Number(value.toPrecision(Number.isInteger(value) ? 15 : 6)))

const truth = (value: Value): boolean =>
  typeof value === 'number' ? value !== 0 : looksNumeric(value) ? Number(value) !== 0 : value !== ''

function compute(operator: string, left: Value, right: Value): Value {
  if (/^[<>=!]/.test(operator)) {
    const numeric = looksNumeric(left) && looksNumeric(right)
    const [a, b] = numeric ? [toNumber(left), toNumber(right)] : [toText(left), toText(right)]
    return Number(compare(operator, a < b ? -1 : a > b ? 1 : 0))
  }
  const [a, b] = [toNumber(left), toNumber(right)]
  if ((operator === '/' || operator === '%') && b === 0) {
    throw new UsageError(`division by zero${operator === '%' ? ' in %' : ''}`, 2)
  }
  const results: Readonly<Record<string, () => number>> = {
    '+': () => a + b,
    '-': () => a - b,
    '*': () => a * b,
    '/': () => a / b,
    '%': () => a % b,
    '^': () => a ** b,
    '**': () => a ** b,
  }
  return results[operator]?.() ?? 0
}

const compare = (operator: string, order: number): boolean => {
  if (operator === '==') return order === 0
  if (operator === '!=') return order !== 0
  if (operator === '<') return order < 0
  if (operator === '<=') return order <= 0
  return operator === '>' ? order > 0 : order >= 0
}
