import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { parseSync, visitorKeys } from 'oxc-parser'

/** A test, as its file says it: nothing of it is run. */
export interface ToldTest {
  /** Below `src/`. */
  readonly file: string
  /** The titles of what it is in, and its own. */
  readonly title: string
  readonly line: number
  /** How many cases it has, where the file itself lists them. */
  readonly cases?: number
  /** Always run, never, or where something is at hand. */
  readonly runs: 'always' | 'never' | 'sometimes'
}

interface Syntax {
  readonly type: string
  readonly start: number
  readonly [key: string]: unknown
}

/** Where we are in a file. */
interface Place {
  readonly titles: readonly string[]
  readonly runs: ToldTest['runs']
}

/** Every test of the unit tests below a folder. */
export function testsIn(folder: string): readonly ToldTest[] {
  return readdirSync(folder, { recursive: true })
    .map((path) => String(path).replaceAll(sep, '/'))
    .filter((path) => /\.test\.tsx?$/.test(path))
    .sort()
    .flatMap((file) => testsOf(file, readFileSync(join(folder, file), 'utf8')))
}

/** The tests of one file. */
export function testsOf(file: string, text: string): readonly ToldTest[] {
  const program = parseSync(file, text).program as unknown as Syntax
  const lists = listsIn(program)
  const found: ToldTest[] = []
  const visit = (node: Syntax, place: Place): void => {
    const call = node.type === 'CallExpression' ? callOf(node) : undefined
    if (!call) {
      for (const child of childrenOf(node)) visit(child, place)
      return
    }
    const inner: Place = {
      titles: [...place.titles, call.title],
      runs: place.runs === 'always' ? call.runs : place.runs,
    }
    if (call.name === 'describe') {
      for (const each of call.rest) visit(each, inner)
      return
    }
    const cases = call.table && lengthOf(call.table, lists)
    found.push({
      file,
      title: inner.titles.join(' > '),
      line: text.slice(0, node.start).split('\n').length,
      ...(cases === undefined ? undefined : { cases }),
      runs: inner.runs,
    })
  }
  visit(program, { titles: [], runs: 'always' })
  return found
}

const childrenOf = (node: Syntax): readonly Syntax[] =>
  (visitorKeys[node.type] ?? []).flatMap((key) => (node[key] ?? []) as Syntax).filter(Boolean)

/** `it(…)`, `describe.each(…)(…)` and their like. */
function callOf(node: Syntax) {
  const [first, ...rest] = node['arguments'] as readonly Syntax[]
  const title = first && textOf(first)
  const words: string[] = []
  let table: Syntax | undefined
  let callee = node['callee'] as Syntax | undefined
  while (callee && callee.type !== 'Identifier') {
    if (callee.type === 'CallExpression') [table] = callee['arguments'] as readonly Syntax[]
    if (callee.type === 'MemberExpression')
      words.push(String((callee['property'] as Syntax)['name']))
    callee = (callee['callee'] ?? callee['object']) as Syntax | undefined
  }
  const name = callee?.['name']
  if (title === undefined || !/^(describe|it|test)$/.test(String(name))) return undefined
  const runs = words.some((word) => word === 'skip' || word === 'todo')
    ? 'never'
    : words.some((word) => word === 'skipIf' || word === 'runIf')
      ? 'sometimes'
      : 'always'
  return { name, title, rest, runs, table: words.includes('each') ? table : undefined } as const
}

function textOf(node: Syntax): string | undefined {
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value']
  if (node.type !== 'TemplateLiteral') return undefined
  const quasis = node['quasis'] as readonly { readonly value: { readonly cooked: string } }[]
  return quasis.map(({ value }) => value.cooked).join('…')
}

/** Lists that a file names at its top. */
function listsIn(program: Syntax): ReadonlyMap<string, Syntax> {
  const declared = (program['body'] as readonly Syntax[]).flatMap((each) =>
    each.type === 'VariableDeclaration' ? (each['declarations'] as readonly Syntax[]) : [],
  )
  return new Map(
    declared.flatMap((each) => {
      const init = each['init'] as Syntax | null
      return init ? [[String((each['id'] as Syntax)['name']), init] as const] : []
    }),
  )
}

/** How long a list is that stands in the file as it is. */
function lengthOf(node: Syntax, lists: ReadonlyMap<string, Syntax>): number | undefined {
  if (node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression')
    return lengthOf(node['expression'] as Syntax, lists)
  if (node.type === 'Identifier') {
    const named = lists.get(String(node['name']))
    return named && lengthOf(named, new Map())
  }
  if (node.type !== 'ArrayExpression') return undefined
  const items = node['elements'] as readonly (Syntax | null)[]
  const lengths = items.map((item) =>
    item?.type === 'SpreadElement' ? lengthOf(item['argument'] as Syntax, lists) : 1,
  )
  return lengths.includes(undefined)
    ? undefined
    : lengths.reduce<number>((sum, each) => sum + (each ?? 0), 0)
}
