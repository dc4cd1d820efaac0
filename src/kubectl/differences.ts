import { isList, isObject, type Json, type JsonObject, own } from './json'
import { lastApplied } from './writing/annotation'

/** One field that two versions of an object do not share. */
export interface Difference {
  /** `spec.ports[0].targetPort`. */
  readonly path: string
  /** Absent when the field was not there. */
  readonly before?: Json
  /** Absent when the field is there no more. */
  readonly after?: Json
}

const uninteresting = new Set([
  'metadata.resourceVersion',
  'metadata.generation',
  'metadata.managedFields',
  'metadata.uid',
  'metadata.creationTimestamp',
  `metadata.annotations[${lastApplied}]`,
])

/**
 * Field by field, what differs between an object as it is and as it would be; what the server
 * itself counts up is left out. `before` is absent for an object that would be new.
 */
export function differences(
  before: JsonObject | undefined,
  after: JsonObject | undefined,
): readonly Difference[] {
  return [...walk('', before, after)].filter(({ path }) => !uninteresting.has(path))
}

function* walk(
  path: string,
  before: Json | undefined,
  after: Json | undefined,
): Generator<Difference> {
  if (before === after) return
  if (isList(before) && isList(after)) {
    for (let index = 0; index < Math.max(before.length, after.length); index++) {
      yield* walk(`${path}[${index}]`, before[index], after[index])
    }
  } else if (isObject(before) && isObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      yield* walk(joined(path, key), own(before, key), own(after, key))
    }
  } else if (!isEmpty(before) || !isEmpty(after)) {
    yield {
      path,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    }
  }
}

const joined = (path: string, key: string): string => {
  if (!/^[\w-]+$/.test(key)) return `${path}[${key}]`
  return path === '' ? key : `${path}.${key}`
}

// A map or list that came or went empty is not worth a line.
const isEmpty = (value: Json | undefined): boolean =>
  value === undefined || ((isObject(value) || isList(value)) && Object.keys(value).length === 0)
