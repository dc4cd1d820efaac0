import type { WatchEvent } from '../../../engine/api/request'
import type { Status } from '../../../engine/api/status'
import type { Call } from '../../command'
import { failed, ServerError, together } from '../../errors'
import { isObject, type JsonObject } from '../../json'
import { formatOf } from '../../printers/formats'
import { TablePrinter } from '../../printers/table'
import { pathTo } from '../../resources/naming'
import { itemsOf, planned, type SelectOptions, type Target } from '../../resources/select'
import type { Query } from '../../server'
import { infoPrinter } from './objects'
import { acceptTable, asTable, selectionOf, tableOf } from './requests'
import { tableOptions } from './tables'

/** `get -w` and `get --watch-only`. */
export async function watchObjects(call: Call): Promise<number> {
  const { flags, world } = call
  const options = { ...selectionOf(call), singleType: true }
  const { errors, targets } = await planned(call, options)
  if (errors.length > 0) throw together(errors)
  const [target] = targets
  if (!target || targets.length > 1) {
    throw failed(
      'watch is only supported on individual resources and resource collections - more than 1 ' +
        'resource was found',
    )
  }
  const { name } = formatOf(call)
  const show = name === '' || name === 'wide' ? rowsOf(call, target) : objectsOf(call, target)
  const first = await show.list(options)
  if (!flags.bool('watch-only')) world.stdout.write(show.listed(first))
  // An object's watch begins with the object itself, which has been shown.
  let silent = target.name !== ''
  for await (const event of call.session.server.watch(
    ...watchOf(target, options, first, show.accept),
  )) {
    if (event.type === 'BOOKMARK') continue
    if (event.type === 'ERROR') throw new ServerError(event.object as Status)
    if (!silent) world.stdout.write(show.event(event))
    silent = false
  }
  return world.signal.aborted ? 1 : 0
}

function watchOf(
  { name, namespace, resource }: Target,
  { fieldSelector, selector }: SelectOptions,
  list: JsonObject,
  accept: string,
): [path: string, query: Query, options: { accept: string; told: true }] {
  const metadata = isObject(list['metadata']) ? list['metadata'] : {}
  const query = {
    resourceVersion: name === '' ? String(metadata['resourceVersion'] ?? '0') : '0',
    ...(name === '' ? {} : { fieldSelector: `metadata.name=${name}` }),
    ...(fieldSelector ? { fieldSelector } : {}),
    ...(selector ? { labelSelector: selector } : {}),
  }
  return [pathTo(resource, namespace), query, { accept, told: true }]
}

/** How a watch is asked for, and how what it brings is printed. */
interface Shown {
  readonly accept: string
  list(options: SelectOptions): Promise<JsonObject>
  listed(list: JsonObject): string
  event(event: WatchEvent): string
}

function rowsOf(call: Call, target: Target): Shown {
  const printer = new TablePrinter(tableOptions(call, target, call.flags.bool('show-kind')))
  return {
    accept: acceptTable,
    list: (options) => tableOf(call, target, { options, more: {} }),
    listed: (list) => printer.text(list, 'ADDED'),
    event: ({ object, type }) =>
      isObject(object) ? printer.text(asTable(object, call.world.now()), type) : '',
  }
}

function objectsOf(call: Call, target: Target): Shown {
  const print = infoPrinter(call)
  const asEvents = call.flags.bool('output-watch-events')
  const { resource } = target
  const one = (object: JsonObject, type: string): string => {
    const metadata = isObject(object['metadata']) ? object['metadata'] : {}
    const shown = asEvents ? { type, object } : object
    return print(shown, { resource, name: String(metadata['name'] ?? '') })
  }
  return {
    accept: 'application/json',
    list: ({ fieldSelector, selector, limit }) =>
      call.session.server.get(
        pathTo(resource, target.namespace, ...(target.name === '' ? [] : [target.name])),
        target.name === '' ? queryOf({ fieldSelector, selector, limit }) : {},
      ),
    listed: (list) =>
      (target.name === '' ? itemsOf(list) : [list]).map((each) => one(each, 'ADDED')).join(''),
    event: ({ object, type }) => (isObject(object) ? one(object, type) : ''),
  }
}

const queryOf = (options: {
  readonly fieldSelector: string | undefined
  readonly selector: string | undefined
  readonly limit: number | undefined
}): Query => ({
  ...(options.fieldSelector ? { fieldSelector: options.fieldSelector } : {}),
  ...(options.selector ? { labelSelector: options.selector } : {}),
  ...(options.limit ? { limit: String(options.limit) } : {}),
})
