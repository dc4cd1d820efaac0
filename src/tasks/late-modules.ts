import { readFileSync } from 'node:fs'
import { type Plugin, runnerImport, transformWithOxc } from 'vite'

const ids = { come: '\0late:come', rest: '\0late:rest', all: '\0late:all' }
/** Marks a module as itself; under its own name its stand-in is known. */
const ITSELF = '?itself'
/** How deep an export may be nested. */
const DEEPEST = 12

/** The modules that have come, by number, and what is thrown where one has not. */
const comeText = `
export class Missing extends Error {}
const come = []
export const bring = (modules) => come.push(...modules)
export const itself = (number, name) => {
  if (!come[number]) throw new Missing(name)
  return come[number]
}`

/** What the host knows of all this: a `Rest`. */
const hostText = `
import { Missing } from '${ids.come}'
export const rest = {
  isMissing: (error) => error instanceof Missing,
  load: async () => { await import('${ids.rest}') },
}`

const restText = (files: readonly string[]) => `
import { bring } from '${ids.come}'
${files.map((file, number) => `import * as module${number} from '${file}${ITSELF}'`).join('\n')}
bring([${files.map((_, number) => `module${number}`).join(', ')}])`

/**
 * The text of the module that stands where a late one is imported. Whatever that exports is there:
 * data as they are, functions such that they pass a call on, and throw `Missing` until they can.
 */
export function standIn(
  name: string,
  number: number,
  exported: Readonly<Record<string, unknown>>,
): string {
  const itself = `itself(${number}, ${JSON.stringify(name)})`
  const lines = Object.entries(exported).map(
    ([key, value]) => `export const ${key} = ${expression(value, `${itself}.${key}`, [name, key])}`,
  )
  return [`import { itself } from '${ids.come}'`, ...lines].join('\n')
}

const isClass = (value: unknown) => /^class\b/.test(Function.prototype.toString.call(value))

/** A value as JavaScript; its functions call those at `path`. */
function expression(value: unknown, path: string, where: readonly string[]): string {
  const inner = (key: string, each: unknown) => expression(each, `${path}[${key}]`, [...where, key])
  if (typeof value === 'function' && !isClass(value)) return `(...given) => ${path}(...given)`
  if (value instanceof RegExp || value === undefined) return String(value)
  if (value === null || /boolean|string|number/.test(typeof value)) return JSON.stringify(value)
  if (where.length < DEEPEST && Array.isArray(value)) {
    return `[${value.map((each, place) => inner(`${place}`, each)).join(', ')}]`
  }
  if (where.length < DEEPEST && Object.getPrototypeOf(value) === Object.prototype) {
    const entries = Object.entries(value as object).map(([key, each]) => {
      const quoted = JSON.stringify(key)
      return `${quoted}: ${inner(quoted, each)}`
    })
    return `{ ${entries.join(', ')} }`
  }
  throw new Error(`${where.join(' ')}: nothing can stand in for this`)
}

/** What each file exports when nothing is late. */
async function exportsOf(files: readonly string[]) {
  const text = files.map((file, number) => `export * as module${number} from '${file}'`).join('\n')
  const all: Plugin = {
    name: 'all-late-modules',
    resolveId: (id) => (id === ids.all ? id : undefined),
    load: (id) => (id === ids.all ? text : undefined),
  }
  const options = { configFile: false as const, logLevel: 'error' as const, plugins: [all] }
  const { module } = await runnerImport<Record<string, Record<string, unknown>>>(ids.all, options)
  return module
}

async function itself(file: string) {
  const { code } = await transformWithOxc(readFileSync(file, 'utf8'), file)
  return code
}

/**
 * Lets modules come late in a worker: they, and what only they import, are a chunk of their own.
 * Where others import them a stand-in passes calls on. `host` is the module that tells how to
 * bring the rest. Nobody may call a late module while modules are being evaluated.
 */
export function lateModules(host: string, files: readonly string[]): Plugin {
  const numbers = new Map(files.map((file, number) => [file, number]))
  let exported: ReturnType<typeof exportsOf> | undefined
  return {
    name: 'late-modules',
    enforce: 'pre',
    apply: 'build', // elsewhere every module is there from the beginning
    async resolveId(source, importer, options) {
      if (Object.values(ids).includes(source) || source.endsWith(ITSELF)) return source
      if (!source.startsWith('.') || !importer?.endsWith(ITSELF)) return undefined
      const from = importer.slice(0, -ITSELF.length)
      const found = await this.resolve(source, from, { ...options, skipSelf: true })
      return found && numbers.has(found.id) ? `${found.id}${ITSELF}` : found
    },
    async load(id) {
      if (id === ids.come) return comeText
      if (id === ids.rest) return restText(files)
      if (id === host) return hostText
      if (id.endsWith(ITSELF)) return itself(id.slice(0, -ITSELF.length))
      const number = numbers.get(id)
      if (number === undefined) return undefined
      exported ??= exportsOf(files)
      const name = id.replace(/^.*\/src\//, '').replace(/\.ts$/, '')
      return standIn(name, number, (await exported)[`module${number}`] ?? {})
    },
  }
}
