import { type ArithmeticExpression, parse } from 'unbash'
import type { Process } from '../process'
import { DiscardError } from '../stop'

export const divisionByZero = 'division by 0'

/** The value of `$((…))`: whole numbers. */
export async function evaluate(
  expression: ArithmeticExpression | undefined,
  process: Process,
): Promise<number> {
  if (!expression) return 0
  switch (expression.type) {
    case 'ArithmeticGroup':
      return evaluate(expression.expression, process)
    case 'ArithmeticTernary':
      return (await evaluate(expression.test, process)) !== 0
        ? evaluate(expression.consequent, process)
        : evaluate(expression.alternate, process)
    case 'ArithmeticUnary':
      return unary(expression, process)
    case 'ArithmeticBinary':
      return binary(expression, process)
    case 'ArithmeticWord':
      return numberIn(await wordText(expression, process), process)
    case 'ArithmeticCommandExpansion':
      return numberIn(await process.interpreter.document(expression.text, process), process)
  }
}

/** The value of a text: a number, a variable, or an expression in its own right. */
export async function numberIn(text: string, process: Process, depth = 0): Promise<number> {
  const trimmed = text.trim()
  if (trimmed === '') return 0
  const number = numberOf(trimmed)
  if (number !== undefined) return number
  if (depth > 100) throw new DiscardError(`${trimmed}: expression recursion level exceeded`)
  if (/^[A-Za-z_]\w*$/.test(trimmed)) {
    return numberIn(process.state.get(trimmed) ?? '', process, depth + 1)
  }
  const element = /^([A-Za-z_]\w*)\[(.*)\]$/.exec(trimmed)
  if (element) {
    const value = process.state.variables.get(element[1] ?? '')?.value
    const index = await numberIn(element[2] ?? '', process, depth + 1)
    const list = typeof value === 'string' ? [value] : (value ?? [])
    return numberIn(list.at(index) ?? '', process, depth + 1)
  }
  if (/^[\w.]+$/.test(trimmed)) {
    const base = /^0[0-7]*[89]/.test(trimmed)
      ? 'value too great for base'
      : 'syntax error: invalid arithmetic operator'
    throw new DiscardError(`${trimmed}: ${base} (error token is "${trimmed}")`)
  }
  return evaluate(expressionOf(trimmed), process)
}

function expressionOf(text: string): ArithmeticExpression {
  const [statement] = parse(`((${text}))`).commands
  const command = statement?.command
  const expression = command?.type === 'ArithmeticCommand' ? command.expression : undefined
  if (!expression || expression.type === 'ArithmeticWord') {
    throw new DiscardError(`${text}: syntax error: operand expected (error token is "${text}")`)
  }
  return expression
}

function numberOf(text: string): number | undefined {
  if (/^(0|[1-9]\d*)$/.test(text)) return Number(text)
  if (/^0[0-7]+$/.test(text)) return Number.parseInt(text, 8)
  if (/^0[xX][\da-fA-F]+$/.test(text)) return Number.parseInt(text.slice(2), 16)
  const [, base = '', digits = ''] = /^(\d+)#(\w+)$/.exec(text) ?? []
  return base === '' ? undefined : Number.parseInt(digits, Number(base))
}

type Word = Extract<ArithmeticExpression, { type: 'ArithmeticWord' }>

async function wordText(word: Word, process: Process): Promise<string> {
  return word.parts ? process.interpreter.document(word.value, process) : word.value
}

async function unary(
  { operator, operand, prefix }: Extract<ArithmeticExpression, { type: 'ArithmeticUnary' }>,
  process: Process,
): Promise<number> {
  const value = await evaluate(operand, process)
  switch (operator) {
    case '!':
      return value === 0 ? 1 : 0
    case '-':
      return -value
    case '~':
      return ~value
    case '++':
    case '--': {
      const next = operator === '++' ? value + 1 : value - 1
      assign(operand, next, process)
      return prefix ? next : value
    }
    default:
      return value
  }
}

async function binary(
  { operator, left, right }: Extract<ArithmeticExpression, { type: 'ArithmeticBinary' }>,
  process: Process,
): Promise<number> {
  if (operator === '&&') return (await truth(left, process)) && (await truth(right, process))
  if (operator === '||') return (await truth(left, process)) || (await truth(right, process))
  if (/^([-+*/%&|^]|<<|>>)?=$/.test(operator)) {
    const value = await evaluate(right, process)
    const by = operator.slice(0, -1)
    const next = by === '' ? value : compute(by, await evaluate(left, process), value)
    assign(left, next, process)
    return next
  }
  return compute(operator, await evaluate(left, process), await evaluate(right, process))
}

const truth = async (expression: ArithmeticExpression, process: Process): Promise<number> =>
  (await evaluate(expression, process)) === 0 ? 0 : 1

function assign(target: ArithmeticExpression, value: number, process: Process): void {
  if (target.type !== 'ArithmeticWord' || !/^[A-Za-z_]\w*$/.test(target.value)) {
    throw new DiscardError('attempted assignment to non-variable')
  }
  process.state.set(target.value, String(value))
}

const operations: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '**': (left, right) => left ** right,
  '<': (left, right) => Number(left < right),
  '<=': (left, right) => Number(left <= right),
  '>': (left, right) => Number(left > right),
  '>=': (left, right) => Number(left >= right),
  '==': (left, right) => Number(left === right),
  '!=': (left, right) => Number(left !== right),
  '<<': (left, right) => left << right,
  '>>': (left, right) => left >> right,
  '&': (left, right) => left & right,
  '|': (left, right) => left | right,
  '^': (left, right) => left ^ right,
  ',': (_, right) => right,
}

function compute(operator: string, left: number, right: number): number {
  if (operator === '/' || operator === '%') {
    if (right === 0) throw new DiscardError(divisionByZero)
    return operator === '/' ? Math.trunc(left / right) : left % right
  }
  const operation = operations[operator]
  if (!operation) throw new DiscardError(`${operator}: syntax error in expression`)
  return operation(left, right)
}
