import { expect, it } from 'vitest'
import { openApiDocument } from '../engine/resources/openapi'
import { described } from './described'

const schemas = (
  described(openApiDocument('', 'v1')) as {
    components: { schemas: Record<string, { description?: string; properties: object }> }
  }
).components.schemas

it('tells what a kind is for, and what its fields mean', () => {
  expect(schemas['io.k8s.api.core.v1.Service']?.description).toMatch(/^A name and an address/)
  expect(schemas['io.k8s.api.core.v1.ServicePort']?.properties).toHaveProperty(
    'targetPort.description',
  )
})

it('writes for a terminal', () => {
  expect(JSON.stringify(schemas)).not.toContain('`')
})

it('leaves alone what is no document', () => {
  expect(described(undefined)).toBeUndefined()
  expect(described({ kind: 'Status' })).toEqual({ kind: 'Status' })
})
