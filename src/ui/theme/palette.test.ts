import { readFileSync } from 'node:fs'
import {
  type Color,
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  parse,
  wcagContrast,
} from 'culori'
import { describe, expect, it } from 'vitest'

const sheet = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')

/** The custom properties of a theme that are colours. */
function colorsOf(theme: string): Readonly<Record<string, string>> {
  const [, block = ''] = new RegExp(`\\[data-theme="${theme}"\\] \\{([^}]*)\\}`).exec(sheet) ?? []
  return Object.fromEntries(
    [...block.matchAll(/--([a-z\d-]+): (#[\da-f]{6});/g)].map(([, name, value]) => [name, value]),
  )
}

const texts = ['ink', 'ink-2', 'ink-3', 'accent', 'ok', 'wait', 'fail', 'drop', 'outside']
const lines = ['ok-line', 'wait-line', 'fail-line', 'drop-line', 'outside-line', 'line-2']
const grounds = ['paper', 'sheet']
/** What colour tells; where there is none, shapes and words do. */
const meanings = ['ok-line', 'wait-line', 'fail-line', 'drop-line', 'outside-line']

const colorOf = (text: string): Color => {
  const color = parse(text)
  if (!color) throw new Error(`${text} is no colour`)
  return color
}
const eyes = {
  'most people': colorOf,
  'people without red cones': (text: string) => filterDeficiencyProt(1)(colorOf(text)),
  'people without green cones': (text: string) => filterDeficiencyDeuter(1)(colorOf(text)),
  'people without blue cones': (text: string) => filterDeficiencyTrit(1)(colorOf(text)),
} as const

describe.each(['light', 'dark'])('the palette of the %s theme', (theme) => {
  const colors = colorsOf(theme)
  const of = (name: string): string => {
    const found = colors[name]
    if (found === undefined) throw new Error(`tokens.css has no --${name} for ${theme}`)
    return found
  }
  const contrasts = (names: readonly string[], least: number) =>
    names.flatMap((name) =>
      grounds
        .map((ground) => ({ name, ground, is: wcagContrast(of(name), of(ground)) }))
        .filter(({ is }) => is < least),
    )

  it('has text that contrasts 4.5 to 1 at least with what it stands on', () => {
    expect(contrasts(texts, 4.5)).toEqual([])
  })

  it('has lines that mean something and contrast 3 to 1 at least', () => {
    expect(contrasts(lines, 3)).toEqual([])
  })

  it.each(Object.keys(eyes) as (keyof typeof eyes)[])('has meanings that %s tell apart', (who) => {
    const distance = differenceCiede2000()
    const close = meanings.flatMap((one, index) =>
      meanings
        .slice(index + 1)
        .map((other) => ({ one, other, is: distance(eyes[who](of(one)), eyes[who](of(other))) }))
        .filter(({ is }) => is < 10),
    )
    expect(close).toEqual([])
  })
})
