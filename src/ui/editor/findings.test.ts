import { describe, expect, it } from 'vitest'
import type { Applied } from '../../kubectl'
import { parseManifest } from '../../scenarios/manifest'
import { allFindings, answerFindings, type Finding, textFindings } from './findings'

const at = (line: number, message: string, severity: Finding['severity'] = 'warning'): Finding => ({
  ...{ line, column: 1, endLine: line, endColumn: 2 },
  severity,
  message,
})
const messages = (found: readonly Finding[]) => found.map(({ message }) => message)

describe('all that is wrong', () => {
  it('stands in the order of the text', () => {
    expect(messages(allFindings([at(5, 'c')], [at(3, 'b')], [at(1, 'a')]))).toEqual(['a', 'b', 'c'])
  })

  it('is said once: the server before the schema', () => {
    expect(messages(allFindings([], [at(3, 'server')], [at(3, 'schema')]))).toEqual(['server'])
  })

  it('is not guessed behind a syntax error', () => {
    const broken = at(3, 'syntax', 'error')
    expect(messages(allFindings([broken], [], [at(2, 'before'), at(4, 'behind')]))).toEqual([
      'before',
      'syntax',
    ])
    expect(messages(allFindings([at(3, 'double')], [], [at(4, 'behind')]))).toContain('behind')
  })
})

describe('what is said of a document', () => {
  const text = 'apiVersion: v1\nkind: Service\nspec:\n  foo: 1\n  externalIPs: [a]\n'
  const manifest = parseManifest(text)
  const [document] = manifest.documents
  if (!document) throw new Error('no document')
  const identity = { apiVersion: 'v1', kind: 'Service', namespace: 'default', name: 'web' }

  it('stands at the name of a field that is unknown', () => {
    const message = 'Service in version "v1" …: strict decoding error: unknown field "spec.foo"'
    const status = { status: 'Failure', reason: 'BadRequest', message, code: 400 }
    const refused = { result: 'refused', identity, status } as unknown as Applied
    expect(answerFindings(text, document, refused)).toEqual([
      {
        ...{ line: 4, column: 3, endLine: 4, endColumn: 6 },
        severity: 'error',
        message: 'unknown field "spec.foo"',
        object: 'service/web',
        reason: 'BadRequest',
      },
    ])
  })

  it('stands at the name of a field that has no value', () => {
    const bare = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\nspec:\n'
    const [parsed] = parseManifest(bare).documents
    const causes = [{ field: 'spec.ports', message: 'Required value' }]
    const status = { reason: 'Invalid', message: '', code: 422, details: { causes } }
    const refused = { result: 'refused', identity, status } as unknown as Applied
    const [found] = parsed ? answerFindings(bare, parsed, refused) : []
    expect(found).toMatchObject({ line: 5, column: 1, endLine: 5, endColumn: 6 })
  })

  it('is a warning at the field that it begins with', () => {
    const warnings = [
      'spec.externalIPs is ignored when spec.type is "ExternalName"',
      'mind the gap',
    ]
    const applied: Applied = { result: 'configured', identity, object: {}, warnings }
    const found = answerFindings(text, document, applied)
    expect(found.map(({ line, severity }) => [line, severity])).toEqual([
      [5, 'warning'],
      [2, 'warning'],
    ])
  })

  it('comes besides what is wrong with the text', () => {
    const [found] = textFindings(parseManifest('a: b: c\n'))
    expect(found).toMatchObject({ severity: 'error', reason: 'YAML', line: 1 })
  })
})
