import { isList, isObject, type Json, own } from '../../json'
import { goTypeName } from '../go-value'
import { type Bound, PathError, type PathNode } from './parse'

/** How a template treats what is not there. */
export interface PathOptions {
  readonly allowMissingKeys: boolean
}

type Values = readonly Json[]

/** What the parts of a template find in an object, in order; texts find themselves. */
export function findResults(
  nodes: readonly PathNode[],
  data: Json,
  options: PathOptions,
): readonly Values[] {
  const [found, end] = block(nodes, 0, [data], options)
  if (end < nodes.length) throw new PathError('not in range, nothing to end')
  return found
}

// Reads from `start` to the end of a range; returns where that is.
function block(
  nodes: readonly PathNode[],
  start: number,
  data: Values,
  options: PathOptions,
): readonly [found: readonly Values[], end: number] {
  const found: Values[] = []
  let at = start
  while (at < nodes.length) {
    const node = nodes[at] as PathNode
    if (isIdentifier(node, 'end')) return [found, at]
    if (!isIdentifier(node, 'range')) {
      found.push(evaluate(node, data, options))
      at++
      continue
    }
    let end = skip(nodes, at + 1)
    for (const each of evaluate(node, data, options)) {
      const [inner, stop] = block(nodes, at + 1, [each], options)
      found.push(...inner)
      end = stop
    }
    at = end + 1
  }
  return [found, at]
}

function skip(nodes: readonly PathNode[], start: number): number {
  let depth = 0
  for (let at = start; at < nodes.length; at++) {
    const node = nodes[at] as PathNode
    if (isIdentifier(node, 'range')) depth++
    else if (isIdentifier(node, 'end') && depth-- === 0) return at
  }
  return nodes.length
}

const isIdentifier = (node: PathNode, name: string): boolean =>
  node.type === 'list' &&
  node.nodes.some((each) => each.type === 'identifier' && each.name === name)

/** What a node finds. */
export function evaluate(node: PathNode, input: Values, options: PathOptions): Values {
  switch (node.type) {
    case 'text':
      return [node.text]
    case 'value':
      return [node.value]
    case 'list':
      return node.nodes.reduce<Values>((found, each) => evaluate(each, found, options), input)
    case 'identifier':
      if (node.name !== 'range' && node.name !== 'end') {
        throw new PathError(`unrecognized identifier ${node.name}`)
      }
      return input
    case 'field':
      return field(node.name, input, options)
    case 'array':
      return input.flatMap((each) => (each === null ? [] : elements(each, node)))
    case 'wildcard':
      return input.flatMap(children)
    case 'recursive':
      return descend(input)
    case 'union':
      return node.lists.flatMap((each) => evaluate(each, input, options))
    case 'filter':
      return filter(node, input, options)
  }
}

function field(name: string, input: Values, { allowMissingKeys }: PathOptions): Values {
  const found = input.flatMap((each) => {
    const value = isObject(each) ? own(each, name) : undefined
    return value === undefined ? [] : [value]
  })
  if (found.length === 0 && input.length > 0 && !allowMissingKeys) {
    throw new PathError(`${name} is not found`)
  }
  return found
}

interface Slice {
  readonly from: Bound
  readonly to: Bound
  readonly step: Bound
}

function elements(list: Json, { from, to, step }: Slice): Values {
  if (!isList(list)) throw new PathError(`${goTypeName(list)} is not array or slice`)
  const size = list.length
  const first = negative(from.value ?? 0, size)
  const open = to.value ?? size
  const last = open < 0 || (open === 0 && to.derived) ? open + size : open
  if (first === last) return []
  if (first >= size || first < 0) throw outOfBounds(first, size)
  if (last > size || last < 0) throw outOfBounds(last - 1, size)
  if (first > last) {
    throw new PathError(`starting index ${first} is greater than ending index ${last}`)
  }
  const by = step.value ?? 1
  if (by <= 0) throw new PathError('step must be > 0')
  return list.slice(first, last).filter((_, index) => index % by === 0)
}

const negative = (index: number, size: number): number => (index < 0 ? index + size : index)
const outOfBounds = (index: number, size: number): PathError =>
  new PathError(`array index out of bounds: index ${index}, length ${size}`)

// Go's order of keys is by chance; ours is that of the letters.
const children = (value: Json): Values => {
  if (isList(value)) return value
  if (!isObject(value)) return []
  return Object.keys(value)
    .sort()
    .map((key) => value[key] ?? null)
}

const descend = (input: Values): Values =>
  input.flatMap((each) => {
    const below = children(each)
    return below.length === 0 ? [] : [each, ...descend(below)]
  })

function filter(node: PathNode & { type: 'filter' }, input: Values, options: PathOptions): Values {
  return input.flatMap((list) => {
    if (!isList(list)) {
      throw new PathError(`${JSON.stringify(list)} is not array or slice and cannot be filtered`)
    }
    return list.filter((each) => passes(node, each, options))
  })
}

function passes(
  { left, operator, right }: PathNode & { type: 'filter' },
  each: Json,
  options: PathOptions,
): boolean {
  const lenient = {
    ...options,
    allowMissingKeys: options.allowMissingKeys || operator === 'exists',
  }
  const lefts = evaluate(left, [each], lenient)
  if (operator === 'exists') return lefts.length > 0
  const rights = lefts.length === 0 ? [] : evaluate(right, [each], options)
  if (lefts.length > 1 || rights.length > 1) {
    throw new PathError('can only compare one element at a time')
  }
  const [one, other] = [lefts[0], rights[0]]
  if (one === undefined || other === undefined) return false
  return compare(one, other, operator)
}

function compare(one: Json, other: Json, operator: string): boolean {
  if (!['<', '<=', '>', '>=', '==', '!='].includes(operator)) {
    throw new PathError(`unrecognized filter operator ${operator}`)
  }
  if (typeof one !== typeof other) throw new PathError('incompatible types for comparison')
  if (one === null || other === null || typeof one === 'object') {
    throw new PathError('invalid type for comparison')
  }
  if (operator === '==') return one === other
  if (operator === '!=') return one !== other
  const order = one < (other as typeof one) ? -1 : one === other ? 0 : 1
  if (operator === '<') return order < 0
  if (operator === '<=') return order <= 0
  return operator === '>' ? order > 0 : order >= 0
}
