import { describe, expect, it } from 'vitest'
import { fieldDocs } from '../../field-docs/field-docs'
import { explain } from './explain'
import { readOpenApi } from './openapi'

const service = {
  'x-kubernetes-group-version-kind': [{ group: '', version: 'v1', kind: 'Service' }],
  properties: {
    kind: { type: 'string' },
    metadata: { type: 'object' },
    spec: { $ref: '#/components/schemas/io.k8s.api.core.v1.ServiceSpec' },
  },
}
const spec = { properties: { type: { type: 'string', enum: ['ClusterIP', 'NodePort'] } } }
const schemas = { 'io.k8s.api.core.v1.Service': service, 'io.k8s.api.core.v1.ServiceSpec': spec }
const model = readOpenApi([{ components: { schemas } }])

const text = 'kind: Service\nmetadata: {name: web, namespace: team}\nspec:\n  type: NodePort\n'
const at = (word: string, locale: 'en' | 'zh' = 'en') =>
  explain({ model, locale }, text, text.indexOf(word))

describe('what stands at the caret', () => {
  it('is a field of an object, with its type and meaning', () => {
    expect(at('type')).toMatchObject({
      field: { kind: 'Service', key: { namespace: 'team', name: 'web' }, path: 'spec.type' },
      shape: 'string',
      doc: fieldDocs.en['ServiceSpec.type'],
    })
    expect(at('type', 'zh')).toMatchObject({ doc: fieldDocs.zh['ServiceSpec.type'] })
  })

  it('is a value, with what that means', () => {
    const meaning = fieldDocs.en['ServiceSpec.type.NodePort']
    expect(at('NodePort')?.doc).toBe(`\`NodePort\` – ${meaning}`)
    expect(at('Service')?.doc).toBe(`\`Service\` – ${fieldDocs.en.Service}`)
  })

  it('is told at length with all values', () => {
    expect(at('type')?.markdown).toBe(
      [
        '**type** · string',
        fieldDocs.en['ServiceSpec.type'],
        `- \`ClusterIP\` – ${fieldDocs.en['ServiceSpec.type.ClusterIP']}\n` +
          `- \`NodePort\` – ${fieldDocs.en['ServiceSpec.type.NodePort']}`,
      ].join('\n\n'),
    )
  })

  it('is only a place when the kind does not have it', () => {
    const unknown = 'kind: Service\nfoo: 1\n'
    const found = explain({ model, locale: 'en' }, unknown, unknown.indexOf('foo'))
    expect(found).toEqual({
      field: { kind: 'Service', key: { namespace: '', name: '' }, path: 'foo' },
      from: 14,
      to: 17,
    })
  })
})
