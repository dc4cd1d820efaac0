import {
  type DocumentOptions,
  isAlias,
  type ParsedNode,
  type ParseOptions,
  parseDocument,
  type SchemaOptions,
  visit,
} from 'yaml'
import { listItems } from '../../engine/api/lists'
import type { Call } from '../command'
import { failed } from '../errors'
import { isObject, type Json, type JsonObject } from '../json'
import type { World } from '../world'
import { goYamlFault } from './yaml-fault'

/** One object of a file. */
export interface Manifest {
  /** The file, as messages name it: its path, or `STDIN`. */
  readonly source: string
  readonly object: JsonObject
}

const EXTENSIONS = /\.(json|yaml|yml)$/

/**
 * Every object of the files that `-f` names, in order; lists are taken apart. A file that cannot
 * be read ends it, unless there is a list of errors to add to.
 */
export async function manifestsOf(call: Call, errors?: unknown[]): Promise<readonly Manifest[]> {
  const { flags, world } = call
  if (hasKustomization(call)) {
    throw failed('kustomizations are not supported here')
  }
  const found: Manifest[] = []
  for (const path of flags.list('filename')) {
    for (const each of await textsOf(world, path, flags.bool('recursive'))) {
      try {
        found.push(...parsedText(each.source, each.text))
      } catch (error) {
        if (!errors) throw error
        errors.push(error)
      }
    }
  }
  return found
}

/** Whether `-k` was given, of a verb that has it. */
export const hasKustomization = ({ command, flags }: Call): boolean =>
  (command.flags ?? []).some(({ name }) => name === 'kustomize') && flags.string('kustomize') !== ''

interface Source {
  readonly source: string
  readonly text: string
}

async function textsOf(world: World, path: string, recursive: boolean): Promise<readonly Source[]> {
  if (path === '-') return [{ source: 'STDIN', text: await wholeInput(world) }]
  if (/^https?:\/\//.test(path)) {
    throw failed(`unable to read URL "${path}": there is no Internet within the cluster`)
  }
  const text = world.files.read(path)
  if (text !== undefined) return [{ source: path, text }]
  const names = world.files.list(path)
  if (names === undefined) return globbed(world, path)
  const texts = filesIn(world, path.replace(/\/$/, ''), recursive)
  if (texts.length > 0) return texts
  throw failed(`error reading [${path}]: recognized file extensions are [.json .yaml .yml]`)
}

/** Standard input to its end. */
export async function wholeInput({ stdin }: World): Promise<string> {
  let text = ''
  while (true) {
    const next = await stdin.read()
    if (next === undefined) return text
    text += next
  }
}

function filesIn(world: World, folder: string, recursive: boolean): readonly Source[] {
  return (world.files.list(folder) ?? []).flatMap((name) => {
    const path = `${folder}/${name.replace(/\/$/, '')}`
    if (name.endsWith('/')) return recursive ? filesIn(world, path, recursive) : []
    const text = EXTENSIONS.test(name) ? world.files.read(path) : undefined
    return text === undefined ? [] : [{ source: path, text }]
  })
}

function globbed(world: World, path: string): readonly Source[] {
  const at = path.lastIndexOf('/')
  const folder = at < 0 ? '' : path.slice(0, at + 1)
  const pattern = path.slice(at + 1)
  const names = /[*?]/.test(pattern) ? (world.files.list(folder || '.') ?? []) : []
  const found = names
    .filter((name) => globOf(pattern).test(name))
    .flatMap((name) => {
      const text = world.files.read(folder + name)
      return text === undefined ? [] : [{ source: folder + name, text }]
    })
  if (found.length === 0) throw failed(`the path "${path}" does not exist`)
  return found
}

const globOf = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replaceAll('*', '[^/]*')
      .replaceAll('?', '[^/]')}$`,
  )

/** The objects of a text of YAML or JSON documents. */
export function parsedText(source: string, text: string): readonly Manifest[] {
  const documents = text.split(/^---(?=\s|$).*\n?/m)
  return documents
    .flatMap((document) => parsed(source, document))
    .flatMap((object) => flattened(object))
    .map((object) => ({ source, object }))
}

/**
 * Go's parser reads YAML 1.1: a bare `yes` is true, `010` is eight. Times and numbers to the base
 * of sixty stay texts.
 */
const yamlOfGo: DocumentOptions & ParseOptions & SchemaOptions = {
  logLevel: 'silent',
  uniqueKeys: false,
  version: '1.1',
  customTags: (tags) =>
    tags.filter((tag) => {
      if (typeof tag === 'string') return tag !== 'timestamp'
      return tag.format !== 'TIME' && !/:(timestamp|set|omap|pairs|binary)$/.test(tag.tag)
    }),
}

function parsed(source: string, text: string): readonly JsonObject[] {
  const document = parseDocument(text, yamlOfGo)
  const name = source === 'STDIN' ? 'STDIN' : source
  if (document.errors.length > 0) {
    const why = `error converting YAML to JSON: ${goYamlFault(text, ...document.errors)}`
    throw failed(`error parsing ${name}: ${why}`)
  }
  if (circular(document.contents)) throw failed(`error parsing ${name}: anchor contains itself`)
  const value = plainValue(document, name)
  if (value === null || value === undefined) return []
  if (isObject(value)) return [value]
  throw failed(
    `unable to decode "${name}": json: cannot unmarshal ${goType(value)} into Go value of type ` +
      'unstructured.detector',
  )
}

function plainValue(document: ReturnType<typeof parseDocument>, name: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 1_000 })
  } catch (error) {
    const [, anchor] = /alias[^:]*: (\S+)/.exec(String(error)) ?? []
    const why = anchor === undefined ? String(error) : `unknown anchor '${anchor}' referenced`
    throw failed(`error parsing ${name}: error converting YAML to JSON: yaml: ${why}`)
  }
}

const goType = (value: unknown): string =>
  Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value

function circular(node: ParsedNode | null): boolean {
  let found = false
  if (node) {
    visit(node, {
      Alias: (_, alias, path) => {
        const inside = path.some((each) => isAnchor(each, alias.source))
        found = found || (isAlias(alias) && inside)
      },
    })
  }
  return found
}

const isAnchor = (node: unknown, name: string): boolean =>
  typeof node === 'object' && node !== null && 'anchor' in node && node.anchor === name

function flattened(object: JsonObject): readonly JsonObject[] {
  const items = listItems(object) as readonly Json[] | undefined
  return items ? items.filter(isObject).flatMap(flattened) : [object]
}
