import { describe, expect, it } from 'vitest'
import { beginsDocument, snippets, snippetText } from './snippets'

describe('a new document', () => {
  it('may begin where there is nothing but comments', () => {
    const lines = ['# a', '', 'Serv', '---', 'kind: Pod', '---', '']
    const places = lines.map((_, line) => beginsDocument(lines, line))
    expect(places).toEqual([false, false, true, false, false, false, true])
    expect(beginsDocument(['# a', ''], 1)).toBe(true)
  })

  it('has equal places filled in at once', () => {
    const pod = { kind: 'Pod', lines: ['name: <web>', 'app: <web>', 'port: <80>'] } as const
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the editor's own syntax.
    expect(snippetText(pod)).toBe('name: ${1:web}\napp: ${1:web}\nport: ${2:80}')
  })

  it('is told apart by its kind', () => {
    for (const { kind, lines } of snippets) expect(lines).toContain(`kind: ${kind}`)
  })
})
