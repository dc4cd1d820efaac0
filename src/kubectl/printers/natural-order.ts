const isLetter = (text: string): boolean => /^\p{L}$/u.test(text)
const isDigit = (text: string | undefined): boolean => text !== undefined && /^\d$/.test(text)

/** The order in which Go's YAML prints keys: `a2` before `a10`, digits before letters. */
export function naturally(left: string, right: string): number {
  const [a, b] = [[...left], [...right]]
  for (let at = 0; at < a.length && at < b.length; at++) {
    const [one = '', other = ''] = [a[at], b[at]]
    if (one === other) continue
    const [first, second] = [isLetter(one), isLetter(other)]
    if (first && second) return byCode(one, other)
    if (first || second) return second ? -1 : 1
    return byNumber(a, b, at)
  }
  return a.length - b.length
}

const byCode = (one: string, other: string): number =>
  (one.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0)

function byNumber(a: readonly string[], b: readonly string[], at: number): number {
  const start = insideNumber(a, b, at) ? '1' : ''
  const [one, other] = [digits(a, at), digits(b, at)]
  const [first, second] = [Number(`${start}${one}`), Number(`${start}${other}`)]
  if (first !== second) return first - second
  if (one.length !== other.length) return one.length - other.length
  return byCode(a[at] ?? '', b[at] ?? '')
}

// A zero within a number counts, one that leads does not.
function insideNumber(a: readonly string[], b: readonly string[], at: number): boolean {
  if (a[at] !== '0' && b[at] !== '0') return false
  for (let before = at - 1; before >= 0 && isDigit(a[before]); before--) {
    if (a[before] !== '0') return true
  }
  return false
}

function digits(text: readonly string[], from: number): string {
  let end = from
  while (isDigit(text[end])) end++
  return text.slice(from, end).join('')
}
