import { goJson, isObject, type JsonObject, own } from '../json'

/** Where `apply` remembers what it was last given. */
export const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

/** What an object says of itself. */
export const metadataIn = (object: JsonObject): JsonObject => {
  const metadata = own(object, 'metadata')
  return isObject(metadata) ? metadata : {}
}

/** An object's annotations. */
export const annotationsIn = (object: JsonObject): JsonObject => {
  const annotations = own(metadataIn(object), 'annotations')
  return isObject(annotations) ? annotations : {}
}

/** An object's labels. */
export const labelsIn = (object: JsonObject): JsonObject => {
  const labels = own(metadataIn(object), 'labels')
  return isObject(labels) ? labels : {}
}

/** The text that `apply` keeps of an object; undefined when it was made in another way. */
export function appliedText(object: JsonObject): string | undefined {
  const value = own(annotationsIn(object), lastApplied)
  return typeof value === 'string' ? value : undefined
}

/** What was last applied, as an object remembers it; nothing when it was made in another way. */
export function appliedIn(object: JsonObject): JsonObject {
  const text = appliedText(object)
  if (text === undefined) return {}
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}

/** What `apply` says of an object, `services/web`, that does not remember anything. */
export const missingText = (subject: string): string =>
  `resource ${subject} is missing the ${lastApplied} annotation which is required by kubectl ` +
  'apply. kubectl apply should only be used on resources created declaratively by either kubectl ' +
  'create --save-config or kubectl apply. The missing annotation will be patched automatically.'

/** An object with another annotation of `apply`; without one when there is no text. */
export function withAppliedText(object: JsonObject, text: string | undefined): JsonObject {
  const { [lastApplied]: _, ...rest } = annotationsIn(object)
  const annotations = text === undefined ? rest : { ...rest, [lastApplied]: text }
  return { ...object, metadata: Object.assign({}, metadataIn(object), { annotations }) }
}

/** What `apply` keeps of a file: the file itself, as one line of JSON. */
export const configurationOf = (object: JsonObject): string =>
  `${goJson(withAppliedText(object, undefined))}\n`

/** An object that remembers itself, as `apply` and `--save-config` send it. */
export const remembering = (object: JsonObject): JsonObject =>
  withAppliedText(object, configurationOf(object))

/** The same for what a generator has made: the keys keep the order of Go's struct. */
export const rememberingTyped = (object: JsonObject): JsonObject =>
  withAppliedText(object, `${JSON.stringify(object)}\n`)

/** An object without the account of who owns which of its fields. */
export function withoutManagers(object: JsonObject): JsonObject {
  const { managedFields: _, ...metadata } = metadataIn(object)
  return { ...object, metadata }
}
