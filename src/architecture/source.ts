import { readdirSync, readFileSync } from 'node:fs'
import { type Comment, parseSync, visitorKeys } from 'oxc-parser'

/** A node of the syntax tree, as far as the checks need to know. */
export interface Syntax {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

/** One import, re-export or `new URL('…', import.meta.url)`. */
interface Import {
  readonly specifier: string
  readonly typeOnly: boolean
  readonly at: number
}

/** A file of the program, parsed. */
export interface Source {
  /** Below `src/`. */
  readonly path: string
  readonly text: string
  readonly program: Syntax
  readonly comments: readonly Comment[]
  readonly imports: readonly Import[]
}

/** What is wrong somewhere: `file:line: word: why`. */
export type Problem = string

/** Says what is wrong at an offset of a file. */
export function problem(source: Source, at: number, word: string, why: string): Problem {
  return `src/${source.path}:${lineOf(source, at)}: ${word}: ${why}`
}

/** The line an offset is on, from 1. */
export const lineOf = (source: Source, at: number): number =>
  source.text.slice(0, at).split('\n').length

/** Whether a file is a unit test. */
export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path)

/** Calls back for every node below one, outermost first, with its parents, nearest last. */
export function walk(
  node: Syntax,
  visit: (node: Syntax, parents: readonly Syntax[]) => void,
  parents: readonly Syntax[] = [],
): void {
  visit(node, parents)
  const inner = [...parents, node]
  for (const key of visitorKeys[node.type] ?? []) {
    const child = node[key]
    for (const each of Array.isArray(child) ? child : [child]) {
      if (each) walk(each as Syntax, visit, inner)
    }
  }
}

/** Parses one file. */
export function parse(path: string, text: string): Source {
  const { program, comments, errors } = parseSync(path, text, { sourceType: 'module' })
  if (errors[0]) throw new Error(`src/${path}: ${errors[0].message}`)
  const tree = program as unknown as Syntax
  return { path, text, program: tree, comments, imports: importsOf(tree) }
}

/** Every code file below a folder, parsed. */
export function readSources(folder: string): readonly Source[] {
  return filesIn(folder)
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path))
    .map((path) => parse(path, readFileSync(`${folder}/${path}`, 'utf8')))
}

/** The path of every file below a folder, in order. */
export const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.length + 1))
    .map((path) => path.replaceAll('\\', '/'))
    .sort()

const importsOf = (program: Syntax): readonly Import[] => {
  const imports: Import[] = []
  walk(program, (node) => {
    const from = literal(node.type === 'NewExpression' ? urlOf(node) : node['source'])
    if (from !== undefined) {
      imports.push({ specifier: from, typeOnly: isTypeOnly(node), at: node.start })
    }
  })
  return imports
}

const urlOf = (node: Syntax) => {
  const isUrl = (node['callee'] as Syntax)['name'] === 'URL'
  return isUrl ? (node['arguments'] as Syntax[])[0] : undefined
}

const literal = (node: unknown): string | undefined => {
  const value = (node as Syntax | undefined)?.['value']
  return typeof value === 'string' ? value : undefined
}

const isTypeOnly = (node: Syntax): boolean => {
  if (node.type === 'TSImportType') return true
  if (node['importKind'] === 'type' || node['exportKind'] === 'type') return true
  const specifiers = (node['specifiers'] ?? []) as readonly Syntax[]
  const kinds = specifiers.map((each) => each['importKind'] ?? each['exportKind'])
  return kinds.length > 0 && kinds.every((kind) => kind === 'type')
}
