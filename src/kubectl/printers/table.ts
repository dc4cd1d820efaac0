import { isList, isObject, type Json, type JsonObject } from '../json'
import { tableLayout, tabulated } from './tabwriter'

/** How tables are shown. */
export interface TableOptions {
  readonly noHeaders: boolean
  readonly wide: boolean
  readonly namespaces: boolean
  readonly showLabels: boolean
  readonly labelColumns: readonly string[]
  /** Stands before each name: `service`, `deployment.apps`. */
  readonly kind: string | undefined
  /** A first column with the type of a watch's event. */
  readonly events: boolean
}

// `MODIFIED`: the column of events is as wide from the beginning.
const LONGEST_EVENT = 8

interface Column {
  readonly name: string
  readonly format: string
  readonly priority: number
}

/** One row to be printed. */
interface Row {
  readonly cells: readonly Json[]
  readonly metadata: JsonObject
}

/** Prints Tables of one resource: the header once, and columns never narrower than before. */
export class TablePrinter {
  private readonly widths: number[] = []
  private columns: readonly Column[] = []
  private headed = false

  constructor(private readonly options: TableOptions) {}

  /** A Table as text; of an event of a watch, its type is told. */
  text(table: JsonObject, event = ''): string {
    const defined = columnsOf(table)
    const known = defined.length === 0 || same(defined, this.columns)
    if (defined.length > 0) this.columns = defined
    const rows = rowsOf(table)
    if (rows.length === 0) return ''
    const header = !this.options.noHeaders && !(this.headed && known)
    this.headed = true
    const lines = rows.map((row) => this.line(row, event))
    const all = header ? [this.header(), ...lines] : lines
    return tabulated(`${all.join('\n')}\n`, tableLayout, this.widths)
  }

  private header(): string {
    const { events, labelColumns, namespaces, showLabels } = this.options
    return [
      ...(events ? ['EVENT'] : []),
      ...(namespaces ? ['NAMESPACE'] : []),
      ...this.shown().map(({ column }) => column.name.toUpperCase()),
      ...labelColumns.map((label) => (label.split('/').at(-1) ?? '').toUpperCase()),
      ...(showLabels ? ['LABELS'] : []),
    ].join('\t')
  }

  private line({ cells, metadata }: Row, event: string): string {
    const { events, kind, labelColumns, namespaces, showLabels } = this.options
    const labels = isObject(metadata['labels']) ? metadata['labels'] : {}
    const values = this.shown().map(({ column, index }) => {
      const text = cellText(cells[index] ?? null)
      return kind !== undefined && column.format === 'name' ? `${kind}/${text}` : text
    })
    return [
      ...(events ? [event.padEnd(LONGEST_EVENT)] : []),
      ...(namespaces ? [cellText(metadata['namespace'] ?? '')] : []),
      ...values,
      ...labelColumns.map((label) => cellText(labels[label] ?? '')),
      ...(showLabels ? [labelText(labels)] : []),
    ].join('\t')
  }

  private shown() {
    return this.columns
      .map((column, index) => ({ column, index }))
      .filter(({ column }) => this.options.wide || column.priority === 0)
  }
}

/** Labels as kubectl prints them: `a=1,b=2`. */
const labelText = (labels: JsonObject): string => {
  const keys = Object.keys(labels).sort()
  return keys.length === 0 ? '<none>' : keys.map((key) => `${key}=${labels[key]}`).join(',')
}

const objects = (value: Json | undefined): readonly JsonObject[] =>
  isList(value) ? value.filter(isObject) : []

const columnsOf = (table: JsonObject): readonly Column[] =>
  objects(table['columnDefinitions']).map(({ name, format, priority }) => ({
    name: String(name),
    format: String(format ?? ''),
    priority: Number(priority ?? 0),
  }))

/** The rows of a Table; of a plain list, which an older server sends, names and ages. */
const rowsOf = (table: JsonObject): readonly Row[] =>
  objects(table['rows']).map((row) => {
    const object = isObject(row['object']) ? row['object'] : {}
    const metadata = isObject(object['metadata']) ? object['metadata'] : {}
    return { cells: isList(row['cells']) ? row['cells'] : [], metadata }
  })

const same = (one: readonly Column[], other: readonly Column[]): boolean =>
  one.length === other.length && one.every(({ name }, index) => name === other[index]?.name)

// Only the first line of a text is shown, and what follows is hinted at.
function cellText(cell: Json): string {
  if (cell === null) return '<nil>'
  if (typeof cell !== 'string') return String(cell)
  const at = cell.search(/[\f\n\r]/)
  return at < 0 ? cell : `${cell.slice(0, at)}...`
}
