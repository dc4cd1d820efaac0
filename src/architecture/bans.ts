import { isTest, type Problem, problem, type Source, type Syntax, walk } from './source'

const noTime = 'the time is clock.now'
const noTimers = 'ask the clock to send a message later'
const noAsync = 'a suspended function is state that cannot be saved'
const noLocale = 'it depends on the reader: compare with <'
const noGlobal = 'the engine has no surroundings'

const bannedNames: Readonly<Record<string, string>> = {
  Date: noTime,
  performance: noTime,
  setTimeout: noTimers,
  setInterval: noTimers,
  setImmediate: noTimers,
  queueMicrotask: noTimers,
  requestAnimationFrame: noTimers,
  Promise: noAsync,
  PromiseLike: noAsync,
  AsyncIterable: noAsync,
  AsyncGenerator: noAsync,
  Intl: noLocale,
  globalThis: noGlobal,
  console: noGlobal,
  eval: noGlobal,
  WeakRef: 'the garbage collector would decide',
  FinalizationRegistry: 'the garbage collector would decide',
}
const exactMath = 'abs ceil clz32 floor imul max min round sign trunc'.split(' ')

/** Whatever in the engine could make two runs differ. */
export function checkBans(sources: readonly Source[]): readonly Problem[] {
  return sources
    .filter(({ path }) => path.startsWith('engine/') && !isTest(path))
    .flatMap((source) => {
      const problems: Problem[] = []
      walk(source.program, (node, parents) => {
        const found = banned(node, parents)
        if (found) problems.push(problem(source, node.start, ...found))
      })
      return problems
    })
}

const banned = (node: Syntax, parents: readonly Syntax[]): [string, string] | undefined => {
  if (node.type === 'Identifier') return bannedIdentifier(node, parents)
  if (node.type === 'TSAnyKeyword') return ['any', 'say what it is, or unknown']
  if (node.type === 'AwaitExpression' || node['await'] === true) return ['await', noAsync]
  if (node['async'] === true) return ['async', noAsync]
  if (isLoose(node, parents)) return [`${node['kind']}`, 'two clusters share a module: use const']
  if (node['operator'] === '**' || node['operator'] === '**=') {
    const base = node['left'] as Syntax
    const exact = base['bigint'] !== undefined || base['value'] === 2
    return exact ? undefined : ['**', 'browsers disagree in the last digit: multiply']
  }
  return undefined
}

const bannedIdentifier = (
  node: Syntax,
  parents: readonly Syntax[],
): [string, string] | undefined => {
  const name = `${node['name']}`
  const parent = parents.at(-1)
  if (parent?.type === 'MemberExpression' && parent['property'] === node && !parent['computed']) {
    if (/^(localeCompare|toLocale\w*)$/.test(name)) return [name, noLocale]
    const isMath = (parent['object'] as Syntax)['name'] === 'Math'
    if (!isMath || exactMath.includes(name)) return undefined
    const why = name === 'random' ? 'draw from a named stream' : 'use integers, or a table of them'
    return [`Math.${name}`, why]
  }
  // A key is only a word: `{ Date: 1 }`, `readonly Date: string`.
  if (parent && parent['key'] === node && !parent['computed']) return undefined
  const why = Object.hasOwn(bannedNames, name) ? bannedNames[name] : undefined
  return why === undefined ? undefined : [name, why]
}

/** A `let` or `var` of the module itself. */
const isLoose = (node: Syntax, parents: readonly Syntax[]): boolean =>
  node.type === 'VariableDeclaration' &&
  node['kind'] !== 'const' &&
  node['declare'] !== true &&
  parents.every(({ type }) => type === 'Program' || type === 'ExportNamedDeclaration')
