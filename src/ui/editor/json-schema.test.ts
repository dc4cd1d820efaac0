import { describe, expect, it } from 'vitest'
import { fieldDocs } from '../../field-docs/field-docs'
import { describeField } from '../fields/describe'
import { readOpenApi } from '../fields/openapi'
import { jsonSchemaOf } from './json-schema'

const core = 'io.k8s.api.core.v1.'
const meta = 'io.k8s.apimachinery.pkg.'
const to = (name: string) => ({ allOf: [{ $ref: `#/components/schemas/${name}` }], default: {} })
const text = { type: 'string' }
const kind = (name: string, group = '') => ({
  'x-kubernetes-group-version-kind': [{ group, version: 'v1', kind: name }],
})

/** Two kinds in the form in which an API server publishes them. */
const model = readOpenApi([
  {
    components: {
      schemas: {
        [`${core}Service`]: {
          type: 'object',
          properties: {
            apiVersion: text,
            kind: text,
            metadata: to(`${meta}apis.meta.v1.ObjectMeta`),
            spec: to(`${core}ServiceSpec`),
            status: { type: 'object' },
          },
          ...kind('Service'),
        },
        [`${core}ServiceList`]: { properties: { metadata: {} }, ...kind('ServiceList') },
        [`${core}ServiceSpec`]: {
          type: 'object',
          properties: {
            ipFamilies: { type: 'array', items: { type: 'string', enum: ['IPv6', 'IPv4'] } },
            ports: { type: 'array', items: to(`${core}ServicePort`) },
            selector: { type: 'object', additionalProperties: text },
            type: { type: 'string', enum: ['ClusterIP', 'NodePort'] },
          },
        },
        [`${core}ServicePort`]: {
          type: 'object',
          required: ['port'],
          properties: {
            port: { type: 'integer', format: 'int32' },
            targetPort: { $ref: `#/components/schemas/${meta}util.intstr.IntOrString` },
          },
        },
        [`${meta}util.intstr.IntOrString`]: { oneOf: [{ type: 'integer' }, text] },
        [`${meta}apis.meta.v1.ObjectMeta`]: {
          type: 'object',
          properties: { name: text, uid: text, creationTimestamp: to(`${meta}apis.meta.v1.Time`) },
        },
        [`${meta}apis.meta.v1.Time`]: { type: 'string', format: 'date-time' },
      },
    },
  },
  {
    components: {
      schemas: {
        'io.k8s.api.apps.v1.Deployment': {
          properties: { kind: text, metadata: to(`${meta}apis.meta.v1.ObjectMeta`) },
          ...kind('Deployment', 'apps'),
        },
      },
    },
  },
])

describe('what an API server publishes', () => {
  it('has the kinds that may be written, without their lists', () => {
    expect(model.kinds.map(({ kind, apiVersion }) => `${apiVersion} ${kind}`)).toEqual([
      'v1 Service',
      'apps/v1 Deployment',
    ])
  })

  it('is found across its documents', () => {
    const field = model.objects.get('Deployment')?.fields.get('metadata')
    expect(field?.shape).toEqual({ type: 'object', name: 'ObjectMeta' })
  })
})

describe('the schema of the pane', () => {
  const schema = jsonSchemaOf(model, fieldDocs.en)
  const definition = (name: string) => schema.definitions?.[name]

  it('lets a kind decide about its apiVersion and its fields', () => {
    expect(schema.properties?.['kind']?.enum).toEqual(['Service', 'Deployment'])
    expect(schema.allOf?.[1]).toEqual({
      if: { properties: { kind: { const: 'Deployment' } }, required: ['kind'] },
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema has this word.
      then: {
        properties: { apiVersion: { enum: ['apps/v1'] } },
        allOf: [{ $ref: '#/definitions/Deployment' }],
      },
    })
  })

  it('allows the known fields only, each with its type and what it means', () => {
    expect(definition('ServicePort')).toEqual({
      type: 'object',
      additionalProperties: false,
      required: ['port'],
      properties: {
        port: { type: 'integer', markdownDescription: fieldDocs.en['ServicePort.port'] },
        targetPort: {
          anyOf: [{ type: 'integer' }, { type: 'string' }],
          markdownDescription: fieldDocs.en['ServicePort.targetPort'],
        },
      },
    })
  })

  it('has common fields first', () => {
    const fields = Object.keys(definition('ServiceSpec')?.properties ?? {})
    expect(fields).toEqual(['type', 'selector', 'ports', 'ipFamilies'])
    expect(Object.keys(definition('ServicePort')?.properties ?? {})).toEqual(['port', 'targetPort'])
  })

  it('explains values, and does not offer what only the server writes', () => {
    const { ipFamilies, type } = definition('ServiceSpec')?.properties ?? {}
    expect(type?.markdownEnumDescriptions).toEqual([
      fieldDocs.en['ServiceSpec.type.ClusterIP'],
      fieldDocs.en['ServiceSpec.type.NodePort'],
    ])
    expect(ipFamilies?.items).toEqual({
      type: 'string',
      enum: ['IPv4', 'IPv6'],
      markdownEnumDescriptions: [
        fieldDocs.en['ServiceSpec.ipFamilies.IPv4'],
        fieldDocs.en['ServiceSpec.ipFamilies.IPv6'],
      ],
    })
    const { name, uid } = definition('ObjectMeta')?.properties ?? {}
    expect(name?.doNotSuggest).toBeUndefined()
    expect(uid?.doNotSuggest).toBe(true)
    expect(definition('Service')?.properties?.['status']?.doNotSuggest).toBe(true)
  })
})

describe('a field', () => {
  const about = (...path: readonly (string | number)[]) =>
    describeField(model, fieldDocs.zh, { apiVersion: 'v1', kind: 'Service', path })

  it('is described in the language asked for, through lists and maps', () => {
    expect(about('spec', 'ports', 0, 'targetPort')).toEqual({
      name: 'targetPort',
      shape: { type: 'int-or-string' },
      required: false,
      doc: fieldDocs.zh['ServicePort.targetPort'],
      values: [],
    })
    expect(about('spec', 'selector', 'app')).toMatchObject({ name: 'selector' })
    expect(about('spec', 'ports', 0)).toMatchObject({ name: 'ports', goType: 'ServicePort' })
    expect(about('metadata', 'creationTimestamp')?.shape).toEqual({ type: 'string' })
  })

  it('comes with its values; a kind with what it is for', () => {
    expect(about('spec', 'type')?.values).toContainEqual({
      value: 'NodePort',
      doc: fieldDocs.zh['ServiceSpec.type.NodePort'],
    })
    expect(about('kind')?.values).toEqual([{ value: 'Service', doc: fieldDocs.zh.Service }])
  })

  it('is nothing when the kind does not have it', () => {
    expect(about('spec', 'foo')).toBeUndefined()
    expect(about('spec', 'selector', 'app', 'more')).toBeUndefined()
    expect(
      describeField(model, fieldDocs.en, { apiVersion: 'v1', kind: 'Foo', path: ['kind'] }),
    ).toBe(undefined)
  })
})
