import { Composer, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, Parser } from 'yaml'

/** What stands at a place of the text. */
export interface FieldAt {
  readonly apiVersion: string
  readonly kind: string
  readonly namespace: string
  readonly name: string
  /** Steps from the object's root: names of fields, indexes of items. Empty between the fields. */
  readonly path: readonly (string | number)[]
  /** Where the field's name or, if the place is within it, its plain value begins and ends. */
  readonly from: number
  readonly to: number
}

/**
 * The object and the field at an offset; undefined between documents and in text that cannot be
 * read.
 */
export function fieldAt(text: string, offset: number): FieldAt | undefined {
  try {
    return find(text, offset)
  } catch {
    return undefined // nested too deeply to be read
  }
}

function find(text: string, offset: number): FieldAt | undefined {
  const lines = new LineCounter()
  const tokens = new Parser(lines.addNewLine).parse(text)
  for (const document of new Composer({ logLevel: 'silent' }).compose(tokens, true, text.length)) {
    const [start, , end] = document.range
    if (offset < start || offset > end || !isMap(document.contents)) continue
    const contents = document.contents
    const textOf = (...path: readonly string[]): string => {
      const value = contents.getIn(path)
      return typeof value === 'string' ? value : ''
    }
    return {
      apiVersion: textOf('apiVersion'),
      kind: textOf('kind'),
      namespace: textOf('metadata', 'namespace'),
      name: textOf('metadata', 'name'),
      ...within(contents, offset),
    }
  }
  return undefined
}

type Place = Pick<FieldAt, 'path' | 'from' | 'to'>

function within(node: Node, offset: number): Place {
  const [from, to] = node.range ?? [0, 0]
  if (isMap(node)) {
    // A block ends where the next one begins, so names are looked at first.
    const named = node.items.find(({ key }) => covers(key, offset))
    if (named) {
      const [start, end] = (named.key as Node).range ?? [0, 0]
      return { path: [nameOf(named.key)], from: start, to: end }
    }
    const holding = node.items.find(({ value }) => covers(value, offset))
    if (holding) return below(nameOf(holding.key), within(holding.value as Node, offset))
    return { path: [], from, to: from }
  }
  if (isSeq(node)) {
    const index = node.items.findIndex((item) => covers(item, offset))
    if (index >= 0) return below(index, within(node.items[index] as Node, offset))
    return { path: [], from, to: from }
  }
  return { path: [], from, to: isAlias(node) || isScalar(node) ? to : from }
}

const nameOf = (key: unknown): string => (isScalar(key) ? String(key.value) : '')

const below = (step: string | number, { path, from, to }: Place): Place => ({
  path: [step, ...path],
  from,
  to,
})

const covers = (node: unknown, offset: number): boolean => {
  const [from, to] = (node as Node | null)?.range ?? [1, 0]
  return from <= offset && offset <= to
}

/** `spec.ports[0].targetPort`. */
export const pathText = (path: readonly (string | number)[]): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number' || /[.[\]]/.test(step)) return `${text}[${step}]`
    return text === '' ? step : `${text}.${step}`
  }, '')
