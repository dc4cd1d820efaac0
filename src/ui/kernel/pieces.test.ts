import { describe, expect, it } from 'vitest'
import { piecesOf } from './pieces'

const targetsIn = (text: string, targets: readonly string[]) =>
  piecesOf(text, targets)
    .filter(({ kind }) => kind === 'target')
    .map(({ text: name, target }) => [name, target])

describe('the pieces of a line', () => {
  it('are the whole line', () => {
    const text = '-A KUBE-SERVICES -m comment --comment "default/web" -j KUBE-SVC-A'
    const pieces = piecesOf(text, ['KUBE-SVC-A'])
    expect(pieces.map((piece) => piece.text).join('')).toBe(text)
    expect(pieces.map(({ kind }) => kind)).toEqual(['plain', 'comment', 'plain', 'target'])
  })

  it('name the chain that is jumped to, not the one that the rule is in, or a comment', () => {
    expect(
      targetsIn('-A KUBE-SVC-A -m comment --comment "to KUBE-SVC-AB" -j KUBE-SVC-AB', [
        'KUBE-SVC-AB',
      ]),
    ).toEqual([['KUBE-SVC-AB', 'KUBE-SVC-AB']])
  })

  it('name every choice of a draw, and the sets that are looked into', () => {
    const text = 'ip daddr @nodeport-ips numgen random mod 2 vmap { 0 : goto a, 1 : goto b }'
    expect(targetsIn(text, ['@nodeport-ips', 'a', 'b'])).toEqual([
      ['nodeport-ips', '@nodeport-ips'],
      ['a', 'a'],
      ['b', 'b'],
    ])
  })
})
