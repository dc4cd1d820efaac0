import type { Call } from '../command'
import type { ApiResource } from '../discovery'
import { isObject, type Json, type JsonObject } from '../json'
import { printedName } from '../resources/naming'
import { formatOf, objectPrinter } from './formats'

/** What a verb prints of one object that it has written. */
export interface Result {
  readonly resource: Pick<ApiResource, 'kind' | 'group'>
  readonly object: JsonObject
  /** When the object does not tell. */
  readonly name?: string
}

/**
 * Prints what became of objects: `service/web created`, or the object itself with `-o`. The
 * operation comes with its dry-run suffix.
 */
export function printResult(call: Call, operation: string, result: Result): void {
  call.world.stdout.write(resultText(call, operation, result))
}

/** The same as text. */
export function resultText(call: Call, operation: string, result: Result): string {
  const { object, resource } = result
  const name = printedName(resource, result.name ?? nameIn(object))
  const format = formatOf(call)
  if (format.name === '') return `${name} ${operation}\n`
  if (format.name === 'name') return `${name}\n`
  return objectPrinter(call)(withoutManagedFields(call, object))
}

const nameIn = (object: JsonObject): string => {
  const metadata = isObject(object['metadata']) ? object['metadata'] : {}
  return String(metadata['name'] ?? '')
}

/** An object as it is printed: `managedFields` are for those who ask, and for templates. */
export function withoutManagedFields(call: Call, object: JsonObject): JsonObject {
  const hasFormat = (call.command.flags ?? []).some(({ name }) => name === 'output')
  const isTemplate = hasFormat && !/^(json|yaml)$/.test(formatOf(call).name)
  if (isTemplate) return object
  return call.flags.bool('show-managed-fields') ? object : strip(object)
}

function strip(object: JsonObject): JsonObject {
  const { items, metadata } = object
  const kept = { ...object }
  if (isObject(metadata) && 'managedFields' in metadata) {
    const { managedFields: _, ...rest } = metadata
    kept['metadata'] = rest
  }
  if (Array.isArray(items)) {
    kept['items'] = items.map((each: Json) => (isObject(each) ? strip(each) : each))
  }
  return kept
}
