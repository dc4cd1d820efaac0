/** A piece of a line: plain, a place to go to, or a comment. */
export interface Piece {
  readonly text: string
  readonly kind: 'plain' | 'target' | 'comment'
  /** Where a target leads. */
  readonly target?: string
}

interface Cut {
  readonly from: number
  readonly to: number
  readonly target?: string
}

const COMMENT = /(?:-m comment --)?comment "[^"]*"/g

/**
 * Cuts a rule's text into pieces: chains and sets that it leads to, by name; comments; the rest.
 */
export function piecesOf(text: string, targets: readonly string[]): readonly Piece[] {
  const comments = [...text.matchAll(COMMENT)].map(
    (match): Cut => ({
      from: match.index,
      to: match.index + match[0].length,
    }),
  )
  const names = targets.map((target) => ({ target, name: target.replace(/^@/, '') }))
  const places = names.flatMap(({ target, name }) => {
    const from = lastWord(text, name, comments)
    return from < 0 ? [] : [{ from, to: from + name.length, target }]
  })
  const cuts: readonly Cut[] = [...comments, ...places].sort(
    (left, right) => left.from - right.from,
  )
  const pieces: Piece[] = []
  let at = 0
  for (const cut of cuts) {
    if (cut.from < at) continue
    if (cut.from > at) pieces.push({ text: text.slice(at, cut.from), kind: 'plain' })
    const piece = text.slice(cut.from, cut.to)
    if (cut.target !== undefined) pieces.push({ text: piece, kind: 'target', target: cut.target })
    else pieces.push({ text: piece, kind: 'comment' })
    at = cut.to
  }
  if (at < text.length) pieces.push({ text: text.slice(at), kind: 'plain' })
  return pieces
}

// A chain's own name stands before the name of the chain that it leads to.
function lastWord(text: string, name: string, comments: readonly Cut[]): number {
  for (let at = text.lastIndexOf(name); at >= 0; at = text.lastIndexOf(name, at - 1)) {
    const [before = ' ', after = ' '] = [text[at - 1], text[at + name.length]]
    const isWord = /[\s@]/.test(before) && /[\s,]/.test(after)
    const isCommented = comments.some(({ from, to }) => at >= from && at < to)
    if (isWord && !isCommented) return at
    if (at === 0) return -1
  }
  return -1
}
