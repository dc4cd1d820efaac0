import { type Infer, object, optional, string } from '../api/schema'

/** Points at an object, or at a part of one (core/v1 ObjectReference). */
export const objectReference = object(
  'ObjectReference',
  {
    apiVersion: optional(string),
    fieldPath: optional(string),
    kind: optional(string),
    name: optional(string),
    namespace: optional(string),
    resourceVersion: optional(string),
    uid: optional(string),
  },
  { atomic: true },
)

/** Points at an object, or at a part of one. */
export type ObjectReference = Infer<typeof objectReference>

/** Names an object of the same namespace (core/v1 LocalObjectReference). */
export const localObjectReference = object(
  'LocalObjectReference',
  { name: optional(string) },
  { atomic: true },
)
