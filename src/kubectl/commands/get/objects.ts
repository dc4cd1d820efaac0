import type { Call } from '../../command'
import { gathered, isNotFound } from '../../errors'
import type { JsonObject } from '../../json'
import { formatOf, objectPrinter } from '../../printers/formats'
import { sorted } from '../../printers/json'
import { withoutManagedFields } from '../../printers/result'
import { relaxedPath, sortedBy } from '../../printers/sort'
import { printedName } from '../../resources/naming'
import { type Info, select } from '../../resources/select'
import { selectionOf } from './requests'

/** Every format of `get`. */
export const formats: readonly string[] = [
  ...['custom-columns', 'custom-columns-file', 'go-template', 'go-template-file', 'json'],
  ...['jsonpath', 'jsonpath-as-json', 'jsonpath-file', 'name', 'template', 'templatefile'],
  ...['wide', 'yaml'],
]

/** `get -o yaml` and its like: the objects themselves. */
export async function getObjects(call: Call): Promise<number> {
  const { flags, world } = call
  const { errors: all, infos, single } = await select(call, selectionOf(call))
  const ignores = flags.bool('ignore-not-found')
  const errors = all.filter((error) => !ignores || !isNotFound(error))
  if (errors.length > 0 && single) throw gathered(errors)
  if (infos.length === 0 && ignores) {
    if (errors.length > 0) throw gathered(errors)
    return 0
  }
  const print = infoPrinter(call)
  const [only] = infos
  world.stdout.write(single && only ? print(only.object, only) : printList(call, infos))
  if (errors.length > 0) throw gathered(errors)
  return 0
}

/** Prints one object; the watch's, too. */
export function infoPrinter(
  call: Call,
): (object: JsonObject, info: Pick<Info, 'resource' | 'name'>) => string {
  if (formatOf(call).name === 'name') {
    return (_, { name, resource }) => `${printedName(resource, name)}\n`
  }
  const print = objectPrinter(call, formats)
  return (object) => print(inOrder(withoutManagedFields(call, object)))
}

// What is asked for as data is a map to kubectl, whose keys have an order.
const inOrder = (object: JsonObject): JsonObject => sorted(object) as JsonObject

function printList(call: Call, infos: readonly Info[]): string {
  const sort = relaxedPath(call.flags.string('sort-by'))
  const ordered = sort === '' ? infos : sortedBy(infos, sort, ({ object }) => object)
  if (formatOf(call).name === 'name') {
    const print = infoPrinter(call)
    return ordered.map((info) => print(info.object, info)).join('')
  }
  const items = ordered.map(({ object }) => withoutManagedFields(call, object))
  return objectPrinter(
    call,
    formats,
  )(inOrder({ apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } }))
}
