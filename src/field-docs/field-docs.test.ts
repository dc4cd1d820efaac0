import { describe, expect, it } from 'vitest'
import { objectMeta } from '../engine/api/meta-schema'
import type { Schema } from '../engine/api/schema'
import { resources as all } from '../engine/resources'
import { kept } from '../engine/resources/rare/kept'
import { refused } from '../engine/resources/rare/refused'
import { fieldDoc, fieldDocs, kindDoc, valueDoc } from './field-docs'

// What nothing here acts upon is no lesson: nobody meets its fields.
const rare: ReadonlySet<string> = new Set(Object.keys({ ...kept, ...refused }))
const resources = all.filter(({ kind }) => !rare.has(kind))

const kinds: ReadonlySet<string> = new Set(resources.map(({ kind }) => kind))

/** What a field may hold, or what the items of its list may be; empty is no value to explain. */
function valuesOf(schema: Schema): readonly string[] {
  if (schema.type === 'list') return valuesOf(schema.items)
  return schema.type === 'string' ? (schema.values ?? []).filter((value) => value !== '') : []
}

/** `ServiceSpec.type` and `ServiceSpec.type.NodePort` for all that may stand in a manifest. */
function documentable(): ReadonlySet<string> {
  const found = new Set<string>()
  const visited = new Set<string>()
  const visit = (schema: Schema): void => {
    if (schema.type === 'list') visit(schema.items)
    if (schema.type === 'map') visit(schema.values)
    if (schema.type !== 'object' || visited.has(schema.name)) return
    visited.add(schema.name)
    for (const [name, field] of Object.entries(schema.fields)) {
      if (name === 'status' && kinds.has(schema.name)) continue
      found.add(`${schema.name}.${name}`)
      for (const value of valuesOf(field.schema)) found.add(`${schema.name}.${name}.${value}`)
      visit(field.schema)
    }
  }
  visit(objectMeta)
  for (const { schema } of resources) visit(schema)
  return found
}

const known = documentable()
const isField = (key: string): boolean => key.split('.').length === 2

describe('field documentation', () => {
  it('has every field of every kind, and every kind', () => {
    const missing = [...known].filter(isField).filter((key) => {
      const [type = '', field = ''] = key.split('.')
      return fieldDoc(fieldDocs.en, type, field) === undefined
    })
    expect(missing).toEqual([])
    expect(resources.filter(({ kind }) => kindDoc(fieldDocs.en, kind) === undefined)).toEqual([])
  })

  it('has every value of a field that has only some', () => {
    const missing = [...known]
      .filter((key) => !isField(key))
      .filter((key) => {
        const [type = '', field = '', value = ''] = key.split('.')
        return valueDoc(fieldDocs.en, type, field, value) === undefined
      })
    expect(missing).toEqual([])
  })

  it('has nothing that no kind has', () => {
    const unknown = Object.keys(fieldDocs.en).filter(
      (key) => !known.has(key) && !kinds.has(key) && !key.startsWith('TypeMeta.'),
    )
    expect(unknown).toEqual([])
  })

  it('is said in both languages, in sentences', () => {
    expect(Object.keys(fieldDocs.zh).sort()).toEqual(Object.keys(fieldDocs.en).sort())
    const english = Object.values(fieldDocs.en).filter((doc) => !/^[^a-z].*[.…]$/.test(doc))
    expect(english).toEqual([])
    // Halves of punctuation marks between Chinese characters are typing errors.
    const chinese = Object.values(fieldDocs.zh).filter(
      (doc) => !/。$/.test(doc) || /[\u4e00-\u9fff][,:;?!(]|[,:;?!)][\u4e00-\u9fff]/.test(doc),
    )
    expect(chinese).toEqual([])
  })
})
