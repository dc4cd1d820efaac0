import { lateModuleNames } from '../tasks/late-list'
import { resolve } from './imports'
import { isTest, type Problem, problem, type Source, type Syntax, walk } from './source'

const late = new Set(lateModuleNames.map((name) => `${name}.ts`))

/** What is in these runs later, when somebody calls it or makes one of it. */
const deferring = /Function|^PropertyDefinition$/

/**
 * Every call of a late module's function while modules are evaluated: there would be nothing yet to
 * pass it to, and the built worker would not start (`src/tasks/late-modules.ts`).
 */
export function checkLate(sources: readonly Source[]): readonly Problem[] {
  const paths = new Set(sources.map(({ path }) => path))
  return sources
    .filter(({ path }) => !isTest(path))
    .flatMap((source) => {
      const names = lateNames(source, paths)
      return names.size === 0 ? [] : earlyCalls(source, names)
    })
}

/** What a file imports of late modules, under its own names. */
function lateNames({ path, program }: Source, paths: ReadonlySet<string>): ReadonlySet<string> {
  const names = new Set<string>()
  for (const statement of program['body'] as readonly Syntax[]) {
    if (statement.type !== 'ImportDeclaration') continue
    const { value } = statement['source'] as { readonly value: string }
    if (!late.has(resolve(path, value, paths) ?? '')) continue
    for (const { local } of statement['specifiers'] as readonly { readonly local: Named }[]) {
      names.add(local.name)
    }
  }
  return names
}

interface Named {
  readonly name: string
}

function earlyCalls(source: Source, names: ReadonlySet<string>): readonly Problem[] {
  const problems: Problem[] = []
  walk(source.program, (node, parents) => {
    if (node.type !== 'CallExpression') return
    const { name } = node['callee'] as Partial<Named>
    if (name === undefined || !names.has(name)) return
    if (parents.some(({ type }) => deferring.test(type))) return
    problems.push(problem(source, node.start, name, 'of a late module: not while modules begin'))
  })
  return problems
}
