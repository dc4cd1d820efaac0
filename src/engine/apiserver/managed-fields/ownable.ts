import { wholeSchema } from '../../api/decode'
import type { KubeObject } from '../../api/object'
import type { Field, ObjectSchema } from '../../api/schema'
import type { Resource } from '../../resources/resource'
import { remembered } from '../../resources/sharing'
import type { JsonObject } from './shape'

/** Which part of an object is written: each is closed to the other's writers. */
export type Part = 'main' | 'status'

/** All that must be known of a kind here. */
export type Shaped = Pick<Resource, 'schema'>

/** A kind's schema with its metadata. */
export const schemaOf: (resource: Shaped) => ObjectSchema = remembered(wholeSchema)

/**
 * What of an object can be managed: not what identifies it, nor what the server alone says of it
 * (internal/managedfields, stripmeta.go).
 */
export function ownable(object: KubeObject, part: Part): JsonObject {
  if (part === 'status') return { status: (object as { readonly status?: unknown }).status }
  const { annotations, finalizers, generateName, labels, ownerReferences } = object.metadata
  const metadata = { annotations, finalizers, generateName, labels, ownerReferences }
  const others = { apiVersion: undefined, kind: undefined, metadata, status: undefined }
  return Object.assign({}, object, others)
}

/**
 * An object before anybody has written it: as a new one is in Go, where a struct that no pointer
 * leads to is there from the first, and so is a list that is never left out.
 */
export const blank: (resource: Shaped) => JsonObject = remembered(({ schema }) => ({
  metadata: {},
  ...blankFields(schema),
}))

const blankFields = ({ fields }: ObjectSchema): JsonObject =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const value = blankField(field)
      return value === undefined ? [] : [[name, value]]
    }),
  )

function blankField({ given, pointer, schema }: Field): unknown {
  if (schema.type === 'object') return pointer ? undefined : blankFields(schema)
  return schema.type === 'list' && given ? null : undefined
}
