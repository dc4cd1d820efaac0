import type { Call } from '../../command'
import { gathered, isNotFound } from '../../errors'
import type { JsonObject } from '../../json'
import { relaxedPath, sortedTable } from '../../printers/sort'
import { type TableOptions, TablePrinter } from '../../printers/table'
import { aboutList, planned, type Target } from '../../resources/select'
import { selectionOf, tableOf } from './requests'

/** `get` without `-o`, or with `-o wide`: the server's tables. */
export async function getTables(call: Call): Promise<number> {
  const { flags, session, world } = call
  const options = selectionOf(call)
  const plan = await planned(call, options)
  const sort = relaxedPath(flags.string('sort-by'))
  const more: Readonly<Record<string, string>> = sort === '' ? {} : { includeObject: 'Object' }
  const errors: unknown[] = [...plan.errors]
  const tables: Found[] = []
  for (const target of plan.targets) {
    try {
      tables.push({ target, table: await tableOf(call, target, { options, more }) })
    } catch (error) {
      if (!flags.bool('ignore-not-found') || !isNotFound(error)) {
        errors.push(target.name === '' ? aboutList(error, target, options) : error)
      }
    }
  }
  const written = print(call, tables, sort)
  if (!written && errors.length === 0 && !flags.bool('ignore-not-found')) {
    const inside =
      !flags.bool('all-namespaces') && tables.every(({ target }) => target.resource.namespaced)
    const where = inside ? ` in ${session.namespace} namespace.` : ''
    world.stderr.write(`No resources found${where}\n`)
  }
  if (errors.length > 0) throw gathered(errors)
  return 0
}

interface Found {
  readonly target: Target
  readonly table: JsonObject
}

/** Prints tables, one after the other; returns whether there was anything to print. */
function print(call: Call, tables: readonly Found[], sort: string): boolean {
  const { flags, world } = call
  const kinds = new Set(tables.map(({ target }) => target.resource))
  const withKind = flags.bool('show-kind') || kinds.size > 1
  let printer: TablePrinter | undefined
  let last: Target['resource'] | undefined
  let written = false
  for (const { table, target } of merged(tables)) {
    if (!printer || last !== target.resource) {
      printer = new TablePrinter(tableOptions(call, target, withKind))
      if (last && written && !flags.bool('no-headers') && hasRows(table)) world.stdout.write('\n')
      last = target.resource
    }
    const text = textOf(printer, table, sort)
    if (text !== '') written = true
    world.stdout.write(text)
  }
  return written
}

/** Tables of one resource that follow each other, as one. */
function merged(tables: readonly Found[]): readonly Found[] {
  const found: Found[] = []
  for (const each of tables) {
    const last = found.at(-1)
    if (last?.target.resource !== each.target.resource || !alike(last, each)) found.push(each)
    else found[found.length - 1] = { ...last, table: joined(last.table, each.table) }
  }
  return found
}

// Objects of files that have no name are not in the server's table.
const alike = ({ table: one }: Found, { table: other }: Found): boolean =>
  JSON.stringify(one['columnDefinitions']) === JSON.stringify(other['columnDefinitions'])

const joined = (one: JsonObject, other: JsonObject): JsonObject => {
  const rows = [one, other].flatMap(({ rows: list }) => (Array.isArray(list) ? list : []))
  return { ...one, rows }
}

const hasRows = ({ rows }: JsonObject): boolean => Array.isArray(rows) && rows.length > 0

// A table that cannot be sorted is not printed, and kubectl does not say why.
function textOf(printer: TablePrinter, table: JsonObject, sort: string): string {
  try {
    return printer.text(sort === '' ? table : sortedTable(table, sort))
  } catch {
    return ''
  }
}

/** How the table of a target is shown. */
export function tableOptions(
  { flags }: Call,
  { resource }: Target,
  withKind: boolean,
): TableOptions {
  const { group, kind } = resource
  return {
    noHeaders: flags.bool('no-headers'),
    wide: flags.string('output') === 'wide',
    namespaces: flags.bool('all-namespaces') && resource.namespaced,
    showLabels: flags.bool('show-labels'),
    labelColumns: flags.list('label-columns'),
    kind: withKind ? `${kind.toLowerCase()}${group === '' ? '' : `.${group}`}` : undefined,
    events: flags.bool('output-watch-events'),
  }
}
