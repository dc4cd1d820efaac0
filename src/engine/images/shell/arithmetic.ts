const TOKEN = /\s*(\d+|[A-Za-z_]\w*|\*|\/|%|\+|-|<=|>=|==|!=|<|>|&&|\|\||!|\(|\))/y

const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['+', '-'],
  ['*', '/', '%'],
]

/** `$((…))`: whole numbers, variables by name, the usual operators. */
export function arithmetic(text: string, lookUp: (name: string) => string): string {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  const source = text.replaceAll('$', '')
  for (let match = TOKEN.exec(source); match; match = TOKEN.exec(source))
    tokens.push(match[1] ?? '')
  const level = (depth: number): number => {
    const operators = LEVELS[depth]
    if (!operators) return unary()
    let left = level(depth + 1)
    while (operators.includes(tokens[0] ?? '')) {
      const operator = tokens.shift() ?? ''
      left = applied(operator, left, level(depth + 1))
    }
    return left
  }
  const unary = (): number => {
    const token = tokens.shift() ?? '0'
    if (token === '-') return -unary()
    if (token === '!') return unary() === 0 ? 1 : 0
    if (token === '(') {
      const inner = level(0)
      tokens.shift()
      return inner
    }
    const number = Number(/^\d/.test(token) ? token : lookUp(token))
    return Number.isInteger(number) ? number : 0
  }
  return String(level(0))
}

function applied(operator: string, left: number, right: number): number {
  switch (operator) {
    case '*':
      return left * right
    case '/':
      return right === 0 ? 0 : Math.trunc(left / right)
    case '%':
      return right === 0 ? 0 : left % right
    case '+':
      return left + right
    case '-':
      return left - right
    case '||':
      return left !== 0 || right !== 0 ? 1 : 0
    case '&&':
      return left !== 0 && right !== 0 ? 1 : 0
    default:
      return compared(operator, left, right) ? 1 : 0
  }
}

function compared(operator: string, left: number, right: number): boolean {
  switch (operator) {
    case '==':
      return left === right
    case '!=':
      return left !== right
    case '<':
      return left < right
    case '>':
      return left > right
    case '<=':
      return left <= right
    default:
      return left >= right
  }
}
