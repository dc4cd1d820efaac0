import { isTest, lineOf, type Problem, problem, type Source, type Syntax, walk } from './source'

const most = { columns: 100, lines: 400, parameters: 4, functionLines: 70, componentLines: 120 }
/** Catalogues: long lists of texts. */
const isCatalogue = (path: string) => /(^|\/)field-docs\/|^ui\/i18n\/|^truth\/areas\//.test(path)
const vagueNames = /(^|\/)(utils?|helpers?|common|lib|types|misc)(\/|\.tsx?$)/
const fileNames =
  /(^|\/)([a-z\d]+(-[a-z\d]+)*(\.[a-z\d]+)*\.(ts|mjs)|([A-Z]\w*|main)(\.test)?\.tsx)$/

/** Whatever is larger, or named otherwise, than the design allows. */
export function checkShape(sources: readonly Source[]): readonly Problem[] {
  return sources.flatMap((source) => [
    ...checkName(source),
    ...checkLines(source),
    ...checkComments(source),
    ...checkSyntax(source),
  ])
}

function checkName(source: Source): readonly Problem[] {
  const { path } = source
  if (vagueNames.test(path)) return [problem(source, 0, path, 'name the idea it holds')]
  if (fileNames.test(path)) return []
  return [problem(source, 0, path, 'lower case with hyphens, or Component.tsx')]
}

function checkLines(source: Source): readonly Problem[] {
  const { path, text } = source
  const lines = text.trimEnd().split('\n')
  const problems = lines.flatMap((line, index) => {
    const fits = line.length <= most.columns || (isCatalogue(path) && isOneText(line))
    return fits ? [] : [`src/${path}:${index + 1}: ${line.length} columns: at most ${most.columns}`]
  })
  if (lines.length > most.lines && !isCatalogue(path)) {
    problems.push(problem(source, 0, `${lines.length} lines`, `at most ${most.lines}`))
  }
  return problems
}

const isOneText = (line: string) => /^\s*(['"]?[\w.-]+['"]?: )?(['"`]).*\2,?$/.test(line)

function checkComments(source: Source): readonly Problem[] {
  return source.comments.flatMap(({ value, start }) => {
    const [word] = value.match(/\b(TODO|FIXME|XXX)\b/) ?? []
    return word ? [problem(source, start, word, 'do it, or say what is not there and why')] : []
  })
}

function checkSyntax(source: Source): readonly Problem[] {
  const problems: Problem[] = []
  walk(source.program, (node, parents) => {
    const parent = parents.at(-1)
    if (node.type === 'ExportAllDeclaration') {
      problems.push(problem(source, node.start, 'export *', 'name what the outside may use'))
    }
    if (Array.isArray(node['params']) && /Function|TSEmptyBody/.test(node.type)) {
      problems.push(...checkFunction(source, node, parent))
    }
    if (isUndocumented(source, node)) {
      problems.push(
        problem(source, node.start, exportedName(node), 'say what it is for, in /** … */'),
      )
    }
  })
  return problems
}

function checkFunction(source: Source, node: Syntax, parent?: Syntax): readonly Problem[] {
  const name = functionName(node, parent)
  const problems: Problem[] = []
  const parameters = (node['params'] as readonly Syntax[]).length
  if (parameters > most.parameters) {
    const why = `at most ${most.parameters}, an options object beyond`
    problems.push(problem(source, node.start, `${name} has ${parameters} parameters`, why))
  }
  const lines = lineOf(source, node.end) - lineOf(source, node.start) + 1
  const isComponent = source.path.endsWith('.tsx') && /^[A-Z]/.test(name)
  const limit = isComponent ? most.componentLines : most.functionLines
  if (lines > limit && !(isTest(source.path) && isDescribe(parent))) {
    problems.push(problem(source, node.start, `${name} has ${lines} lines`, `at most ${limit}`))
  }
  return problems
}

const isDescribe = (call?: Syntax): boolean => {
  let callee = call?.['callee'] as Syntax | undefined
  // describe.each(…)(…), describe.skip(…)
  while (callee && callee.type !== 'Identifier')
    callee = (callee['callee'] ?? callee['object']) as Syntax
  return callee?.['name'] === 'describe'
}

const functionName = (node: Syntax, parent?: Syntax): string => {
  const named = (node['id'] ?? parent?.['id'] ?? parent?.['key']) as Syntax | null | undefined
  return `${named?.['name'] ?? 'a function'}`
}

const isUndocumented = (source: Source, node: Syntax): boolean => {
  if (!source.path.startsWith('engine/') || isTest(source.path)) return false
  if (node.type !== 'ExportNamedDeclaration' || !node['declaration']) return false
  return !source.comments.some(
    ({ type, value, end }) =>
      type === 'Block' && value.startsWith('*') && /^\s*$/.test(source.text.slice(end, node.start)),
  )
}

const exportedName = (node: Syntax): string => {
  const declaration = node['declaration'] as Syntax
  const [first] = (declaration['declarations'] ?? []) as readonly Syntax[]
  return `${((declaration['id'] ?? first?.['id']) as Syntax | undefined)?.['name'] ?? 'export'}`
}
