/**
 * A set of paths into an object, in the form in which `fieldsV1` writes it: a tree of path
 * elements, each `f:name`, `k:{"key":…}` or `v:value`. A path is in the set when it ends there, or
 * when `.` stands below it beside longer ones (structured-merge-diff, fieldpath.Set).
 */
export interface FieldSet {
  readonly [element: string]: FieldSet
}

/** The set without any path; below an element, the end of one. */
export const noFields: FieldSet = {}

const SELF = '.'

/** Whether a set has no path at all. */
export function isEmpty(set: FieldSet): boolean {
  for (const _ in set) return false
  return true
}

/** Whether the path to an element is itself in the set. */
export const isMember = (node: FieldSet | undefined): boolean =>
  node !== undefined && (SELF in node || isEmpty(node))

/** The elements below one. */
export const elementsOf = (node: FieldSet): string[] =>
  Object.keys(node).filter((element) => element !== SELF)

/** An element of a set out of what is below it; undefined when no path goes there. */
export function nodeOf(isPath: boolean, below: FieldSet): FieldSet | undefined {
  if (isEmpty(below)) return isPath ? noFields : undefined
  return isPath ? { [SELF]: noFields, ...below } : below
}

type Rule = (left: boolean, right: boolean) => boolean

// Where one side has nothing more, the rule holds for all that the other has.
function combined(
  left: FieldSet | undefined,
  right: FieldSet | undefined,
  keeps: Rule,
): FieldSet | undefined {
  if (left === undefined) return keeps(false, true) ? right : undefined
  if (right === undefined) return keeps(true, false) ? left : undefined
  return nodeOf(keeps(isMember(left), isMember(right)), below(left, right, keeps))
}

function below(left: FieldSet, right: FieldSet, keeps: Rule): FieldSet {
  const result: Record<string, FieldSet> = {}
  for (const element of new Set([...elementsOf(left), ...elementsOf(right)])) {
    const node = combined(left[element], right[element], keeps)
    if (node) result[element] = node
  }
  return result
}

/** The paths of both sets. */
export const union = (left: FieldSet, right: FieldSet): FieldSet =>
  isEmpty(left) ? right : isEmpty(right) ? left : below(left, right, (a, b) => a || b)

/** The paths that only the first set has. */
export const difference = (left: FieldSet, right: FieldSet): FieldSet =>
  isEmpty(right) ? left : below(left, right, (a, b) => a && !b)

/** The paths that both sets have. */
export const intersection = (left: FieldSet, right: FieldSet): FieldSet =>
  below(left, right, (a, b) => a && b)

/** Whether two sets have the same paths. */
export const sameFields = (left: FieldSet, right: FieldSet): boolean =>
  left === right || isEmpty(below(left, right, (a, b) => a !== b))

/** A set's paths as messages show them: `.spec.ports[port=80,protocol="TCP"].targetPort`. */
export function pathsOf(set: FieldSet, before = ''): readonly string[] {
  const elements = elementsOf(set).sort()
  const members = elements.filter((element) => isMember(set[element]))
  return [
    ...members.map((element) => before + shown(element)),
    ...elements.flatMap((element) => pathsOf(set[element] ?? noFields, before + shown(element))),
  ]
}

function shown(element: string): string {
  const rest = element.slice(2)
  switch (element[0]) {
    case 'k': {
      const keys = Object.entries(JSON.parse(rest))
      return `[${keys.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(',')}]`
    }
    case 'v':
      return `[=${rest}]`
    default:
      return `.${rest}`
  }
}
