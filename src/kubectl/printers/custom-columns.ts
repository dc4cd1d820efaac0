import type { Call } from '../command'
import { failed } from '../errors'
import type { JsonObject } from '../json'
import type { ObjectPrinter } from './formats'
import { goText } from './go-value'
import { findResults } from './jsonpath/evaluate'
import { PathError, type PathNode, parsePath } from './jsonpath/parse'
import { fileText } from './jsonpath-printer'
import { relaxedPath } from './sort'
import { tableLayout, tabulated } from './tabwriter'

interface Column {
  readonly header: string
  /** Absent for a column without a path, which stays empty. */
  readonly nodes: readonly PathNode[] | undefined
}

/** Prints `-o custom-columns=NAME:.metadata.name,…`, or with the columns of a file. */
export function customColumnsPrinter(call: Call, name: string, argument: string): ObjectPrinter {
  const isFile = name === 'custom-columns-file'
  const columns = isFile ? columnsOfFile(fileOf(call, argument)) : columnsOf(argument)
  let headed = call.flags.bool('no-headers')
  const widths: number[] = []
  return (object) => {
    const items = Array.isArray(object['items']) ? (object['items'] as JsonObject[]) : [object]
    const header = headed ? [] : [columns.map((each) => each.header).join('\t')]
    headed = true
    const lines = [...header]
    const text = () => tabulated(`${lines.join('\n')}\n`, tableLayout, widths)
    try {
      for (const item of items) lines.push(columns.map((each) => cell(each, item)).join('\t'))
    } catch (error) {
      // What came before the object that fails has been printed by then.
      if (lines.length > 0) call.world.stdout.write(text())
      throw error
    }
    return lines.length === 0 ? '' : text()
  }
}

function fileOf(call: Call, path: string): string {
  if (path === '') throw failed('custom-columns format specified but no custom columns given')
  return fileText(call, path, 'template')
}

function columnsOf(spec: string): readonly Column[] {
  if (spec === '') throw failed('custom-columns format specified but no custom columns given')
  return spec.split(',').map((part) => {
    const at = part.indexOf(':')
    const header = part.slice(0, at)
    const path = part.slice(at + 1)
    if (at < 0) {
      throw failed(`unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`)
    }
    return columnOf(header, path)
  })
}

const words = (line = ''): readonly string[] => line.split(/\s+/).filter((each) => each !== '')

function columnsOfFile(text: string): readonly Column[] {
  const [first, second] = text.split('\n')
  const [headers, paths] = [words(first), words(second)]
  if (headers.length !== paths.length || headers.length === 0) {
    throw failed(
      `number of headers (${headers.length}) and field specifications (${paths.length}) ` +
        "don't match",
    )
  }
  return headers.map((header, index) => columnOf(header, paths[index] ?? ''))
}

function columnOf(header: string, path: string): Column {
  try {
    return { header, nodes: path === '' ? undefined : parsePath(relaxedPath(path)) }
  } catch (error) {
    if (error instanceof PathError) throw failed(error.message)
    throw error
  }
}

function cell({ nodes }: Column, object: JsonObject): string {
  if (!nodes) return '<none>'
  try {
    const found = findResults(nodes, object, { allowMissingKeys: true }).flat()
    return found.length === 0 ? '<none>' : found.map((each) => goText(each)).join(',')
  } catch (error) {
    if (error instanceof PathError) throw failed(error.message)
    throw error
  }
}
