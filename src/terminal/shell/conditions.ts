import type { TestExpression, Word } from 'unbash'
import type { DirectoryView } from '../files'
import type { Process } from './process'
import { ShellError } from './stop'
import { numberIn } from './words/arithmetic'
import { matches } from './words/pattern'

/** Whether `[[ … ]]` holds. */
export async function holds(expression: TestExpression, process: Process): Promise<boolean> {
  switch (expression.type) {
    case 'TestGroup':
      return holds(expression.expression, process)
    case 'TestNot': {
      const value = await holds(expression.operand, process)
      return expression.negations.length % 2 === 1 ? !value : value
    }
    case 'TestLogical': {
      for (const operand of expression.operands) {
        const value = await holds(operand, process)
        if (value === (expression.operator === '||')) return value
      }
      return expression.operator === '&&'
    }
    case 'TestUnary':
      return unaryHolds(expression.operator, await text(expression.operand, process), process)
    case 'TestBinary':
      return binaryTest(expression, process)
  }
}

const text = (word: Word, process: Process) => process.interpreter.text(word, process)

async function binaryTest(
  { operator, left, right }: Extract<TestExpression, { type: 'TestBinary' }>,
  process: Process,
): Promise<boolean> {
  const one = await text(left, process)
  if (operator === '==' || operator === '=' || operator === '!=') {
    const found = matches(one, await process.interpreter.pattern(right, process))
    return found === (operator !== '!=')
  }
  const other = await text(right, process)
  if (operator === '=~') return matchesExpression(one, other, process)
  return binaryHolds({ left: one, operator, right: other }, process)
}

function matchesExpression(value: string, source: string, { state }: Process): boolean {
  try {
    const found = new RegExp(source).exec(value)
    state.set('BASH_REMATCH', found ? found.map((each) => each ?? '') : [])
    return found !== null
  } catch {
    throw new ShellError(`[[: invalid regular expression \`${source}'`, 2)
  }
}

/** Whether `-n x`, `-f x` … hold; undefined for what is no such operator. */
export function unaryHolds(operator: string, operand: string, process: Process): boolean {
  const files = process.machine.disk.from(() => process.state.directory)
  switch (operator) {
    case '-n':
      return operand !== ''
    case '-z':
      return operand === ''
    case '-v':
      return process.state.variables.has(operand)
    case '-t':
      return process.descriptors.get(Number(operand))?.output?.isTerminal === true
    default:
      return fileHolds(operator, operand, files)
  }
}

function fileHolds(operator: string, path: string, files: DirectoryView): boolean {
  const status = files.status(path)
  switch (operator) {
    case '-e':
    case '-a':
    case '-r':
      return status !== undefined
    case '-f':
      return status?.directory === false
    case '-d':
      return status?.directory === true
    case '-s':
      return (status?.size ?? 0) > 0
    case '-w':
      return status?.writable === true
    case '-x':
      return status?.directory === true || status?.executable === true
    case '-L':
    case '-h':
      return false
    default:
      throw new ShellError(`${operator}: unary operator expected`, 2)
  }
}

export const isUnary = (word: string): boolean => /^-[nzvteafrdswxLh]$/.test(word)
export const isBinary = (word: string): boolean =>
  /^(=|==|!=|<|>|-eq|-ne|-lt|-le|-gt|-ge|-nt|-ot)$/.test(word)

/** Whether two texts or numbers stand as an operator says. */
export async function binaryHolds(
  test: { readonly left: string; readonly operator: string; readonly right: string },
  process: Process,
): Promise<boolean> {
  const { left, operator, right } = test
  switch (operator) {
    case '=':
    case '==':
      return left === right
    case '!=':
      return left !== right
    case '<':
      return left < right
    case '>':
      return left > right
    case '-nt':
    case '-ot': {
      const files = process.machine.disk.from(() => process.state.directory)
      const [one = 0, other = 0] = [files.status(left)?.changed, files.status(right)?.changed]
      return operator === '-nt' ? one > other : one < other
    }
    default:
      return compare(operator, await numberIn(left, process), await numberIn(right, process))
  }
}

function compare(operator: string, left: number, right: number): boolean {
  switch (operator) {
    case '-eq':
      return left === right
    case '-ne':
      return left !== right
    case '-lt':
      return left < right
    case '-le':
      return left <= right
    case '-gt':
      return left > right
    case '-ge':
      return left >= right
    default:
      throw new ShellError(`${operator}: binary operator expected`, 2)
  }
}
