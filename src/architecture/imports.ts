import { posix } from 'node:path'
import { isTest, type Problem, problem, type Source } from './source'

/** What the files of a folder may import besides each other. */
interface Row {
  /** Folders or files below `src/`, without extension. */
  readonly values?: readonly string[]
  /** The same, where only types may be imported. */
  readonly types?: readonly string[]
  /** npm packages; `*` for any. */
  readonly npm?: readonly string[]
}

const engine = (...names: readonly string[]): readonly string[] =>
  ['limits', ...names].map((name) => `engine/${name}`)
const component = engine('sim', 'api', 'resources', 'apiserver')
const client = ['apiserver/reader', 'apiserver/action', 'apiserver/component']
const paneShares = ['ui/i18n', 'ui/store', 'ui/theme', 'ui/controls', 'ui/why', 'ui/fields']
const belowUi = {
  values: [
    'host/client',
    'host/protocol',
    'kubectl',
    'terminal',
    'scenarios',
    'lessons',
    'field-docs',
    'projection/grouping',
  ],
  types: ['projection', 'engine/api', 'engine/resources'],
  npm: ['*'],
}
const pane: Row = { ...belowUi, values: [...belowUi.values, ...paneShares] }
const controller: Row = {
  values: engine('sim', 'api', 'resources', ...client),
  types: ['engine/apiserver'],
}

/** Imports point one way. The longest row that begins a path holds; a new folder is a new row. */
const table: Readonly<Record<string, Row>> = {
  engine: { values: ['engine'] },
  'engine/limits': {},
  'engine/sim': { values: engine() },
  'engine/api': { values: engine('sim') },
  'engine/resources': { values: engine('sim', 'api') },
  'engine/apiserver': { values: engine('sim', 'api', 'resources') },
  'engine/controllers': controller,
  'engine/controllers/testing': { values: ['engine'] },
  'engine/kubelet/testing': { values: ['engine'] },
  'engine/scheduler': controller,
  'engine/network': { values: engine('sim', 'api') },
  'engine/images': { values: engine('sim', 'api') },
  'engine/runtime': { values: engine('sim', 'api', 'images', 'network') },
  'engine/kube-proxy': { values: [...component, 'engine/network'], npm: ['@noble/hashes'] },
  'engine/coredns': { values: [...component, 'engine/images'], npm: ['@noble/hashes'] },
  'engine/kubelet': {
    values: [...component, 'engine/images', 'engine/network', 'engine/runtime'],
  },
  projection: { values: ['engine'] },
  kubectl: {
    values: ['engine/api'],
    types: ['engine/resources'],
    npm: ['yaml', '@noble/hashes'],
  },
  'kubectl/testing': { values: ['engine', 'kubectl'] },
  terminal: { values: ['kubectl'], npm: ['unbash'] },
  'field-docs': {},
  scenarios: { values: ['engine/api'], npm: ['yaml', 'fflate'] },
  lessons: {
    values: ['scenarios', 'projection', 'engine/api'],
    types: ['engine'],
    npm: ['mdast', 'mdast-util-from-markdown'],
  },
  'lessons/proof': {
    values: ['engine', 'host/opening', 'kubectl', 'terminal', 'lessons', 'scenarios'],
  },
  host: {
    values: ['engine', 'projection', 'scenarios', 'lessons', 'kubectl', 'field-docs'],
    npm: ['node:*', 'dns-packet', 'fflate', 'ws', 'yaml'],
  },
  offline: {},
  truth: {},
  embed: { values: ['page', 'ui/app/embed', 'ui/theme', 'scenarios/codec'] },
  bench: {
    values: [
      'engine',
      'projection',
      'scenarios',
      'lessons',
      'kubectl',
      'terminal',
      'host',
      'tasks',
    ],
    npm: ['*'],
  },
  ui: { ...belowUi, values: [...belowUi.values, 'ui'] },
  'ui/i18n': { types: belowUi.types, npm: ['*'] },
  'ui/store': { ...belowUi, values: [...belowUi.values, 'ui/i18n'] },
  'ui/theme': { npm: ['*'] },
  'ui/controls': { values: ['ui/i18n', 'ui/theme'], npm: ['*'] },
  'ui/why': { ...belowUi, values: [...belowUi.values, 'ui/i18n', 'ui/store', 'ui/controls'] },
  'ui/app': { ...belowUi, values: [...belowUi.values, 'ui'] },
  'ui/fields': { values: ['field-docs', 'ui/i18n'], types: belowUi.types, npm: ['yaml'] },
  'ui/editor': pane,
  'ui/editor/testing': {
    values: ['engine', 'host', 'kubectl', 'projection', 'scenarios', 'ui'],
    npm: ['*'],
  },
  'ui/console': pane,
  'ui/about': pane,
  'ui/truth': { ...pane, values: [...belowUi.values, ...paneShares, 'truth'] },
  'ui/dump': pane,
  'ui/log': pane,
  'ui/topology': pane,
  'ui/traffic': pane,
  'ui/timeline': pane,
  'ui/inspector': pane,
  'ui/kernel': pane,
  'ui/menu': pane,
  'ui/lesson': pane,
  main: { values: ['page'] },
  page: {
    values: [
      'ui',
      'host/client',
      'host/first-frame',
      'host/late-worker',
      'host/protocol',
      'scenarios',
    ],
    npm: ['*'],
  },
  tasks: { types: ['offline'], npm: ['*'] },
  architecture: { values: ['tasks/late-list'], npm: ['*'] },
}

/** Where a program begins: nobody imports these. */
const programs = ['main.tsx', 'host/(worker|cli|first-frame-made).ts', 'offline/worker.ts']
const others = ['embed/(main|element).ts', 'bench/\\w[^/]*.ts', 'tasks/.+']
const entries = new RegExp(`^(${[...programs, ...others].join('|').replaceAll('.ts', '\\.ts')})$`)
/** Files that only tests, or only the compiler, may want. */
const apart = /(^|[/.-])(testing|fixtures?)([/.-]|$)|^architecture\/|\.d\.ts$/

/** Every import that the table does not allow. Tests may import what they like. */
export function checkImports(sources: readonly Source[]): readonly Problem[] {
  const paths = new Set(sources.map((source) => source.path))
  return sources
    .filter(({ path }) => !isTest(path))
    .flatMap((source) => {
      const zone = zoneOf(source.path)
      const row = table[zone]
      if (!row) return [problem(source, 0, zone, 'this folder has no row in the import table')]
      return source.imports
        .filter(({ specifier, typeOnly }) => {
          const to = resolve(source.path, specifier, paths)
          return !(to === undefined ? npmAllowed(row, specifier) : allowed(zone, row, to, typeOnly))
        })
        .map(({ specifier, typeOnly, at }) => {
          const what = typeOnly ? 'types of this' : 'this'
          return problem(source, at, specifier, `${zone} may not import ${what}`)
        })
    })
}

/** Every file that no program reaches from where it begins; a test alone keeps nothing alive. */
export function checkReached(sources: readonly Source[]): readonly Problem[] {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const paths = new Set(byPath.keys())
  const reached = new Set<string>()
  const visit = (path: string) => {
    const source = byPath.get(path)
    if (!source || reached.has(path)) return
    reached.add(path)
    for (const { specifier } of source.imports) visit(resolve(path, specifier, paths) ?? '')
  }
  for (const path of paths) if (entries.test(path) || apart.test(path)) visit(path)
  return sources
    .filter(({ path }) => !reached.has(path) && !isTest(path))
    .map((source) => problem(source, 0, source.path, 'nobody imports this file'))
}

const within = (path: string, folder: string) =>
  path === folder || path.startsWith(`${folder}/`) || path.startsWith(`${folder}.`)

const zoneOf = (path: string): string =>
  Object.keys(table)
    .filter((zone) => within(path, zone))
    .reduce((longest, zone) => (zone.length > longest.length ? zone : longest), '') ||
  path.split('/', 1).join()

const allowed = (zone: string, row: Row, to: string, typeOnly: boolean): boolean => {
  if (zoneOf(to) === zone) return true
  const targets = [...(row.values ?? []), ...(typeOnly ? (row.types ?? []) : [])]
  return targets.some((folder) => within(to, folder))
}

const npmAllowed = (row: Row, specifier: string): boolean =>
  (row.npm ?? []).some((name) =>
    name.endsWith('*') ? specifier.startsWith(name.slice(0, -1)) : within(specifier, name),
  )

/** The path below `src/` that a specifier means; undefined for a package. */
/** The file that a relative import leads to; nothing for a package. */
export const resolve = (from: string, specifier: string, paths: ReadonlySet<string>) => {
  if (!specifier.startsWith('.')) return undefined
  const [name = ''] = specifier.split('?')
  const path = posix.join(posix.dirname(from), name)
  const candidates = ['', '.ts', '.tsx', '/index.ts', '/index.tsx'].map((end) => path + end)
  return candidates.find((each) => paths.has(each)) ?? path
}
