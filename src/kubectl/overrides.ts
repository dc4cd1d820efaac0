import { parse } from 'yaml'
import type { Call } from './command'
import { failed } from './errors'
import { isList, isObject, type Json, type JsonObject } from './json'
import { jsonPatch, mergePatch, strategicPatch } from './patches'
import type { Addressed } from './writing/send'

/** Applies `--overrides` to a generated object (cmd/util, OverrideOptions). */
export async function overridden(
  { flags, session }: Call,
  object: JsonObject,
  resource: Addressed,
): Promise<JsonObject> {
  const text = flags.string('overrides')
  const type = flags.string('override-type')
  if (text === '') return object
  const patch = parsed(text)
  switch (type) {
    case 'json':
      if (!isList(patch)) throw failed('Invalid JSON Patch')
      return jsonPatch(object, patch) as JsonObject
    case 'strategic':
    case 'merge': {
      if (!isObject(patch)) throw failed('Invalid JSON Patch')
      const merged =
        type === 'merge'
          ? (mergePatch(object, patch) as JsonObject)
          : strategicPatch(object, patch, await session.connection.patchSchema(resource))
      return checked(merged, object)
    }
    default:
      throw failed(`invalid override type: ${type}`)
  }
}

function parsed(text: string): Json {
  try {
    return parse(text) as Json
  } catch {
    throw failed('Invalid JSON Patch')
  }
}

// A patch that makes another kind of it makes none that this verb knows.
function checked(merged: JsonObject, object: JsonObject): JsonObject {
  if (merged['kind'] === object['kind']) return merged
  throw failed(
    `no kind ${JSON.stringify(merged['kind'])} is registered for version ` +
      `${JSON.stringify(merged['apiVersion'])} in scheme "pkg/scheme/scheme.go:28"`,
  )
}
