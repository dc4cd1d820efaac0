import { goQuoted } from './go-format'
import { failure, type StatusError } from './status'

/** What is wrong with one field. `detail` follows the value, as upstream words it. */
export interface FieldError {
  readonly type:
    | 'Required'
    | 'Invalid'
    | 'NotSupported'
    | 'Duplicate'
    | 'Forbidden'
    | 'NotFound'
    | 'TooLong'
    | 'TooMany'
  readonly field: string
  /** Where Go has a pointer to nothing, undefined; null for an empty map or list. */
  readonly value?: unknown
  readonly detail: string
}

/** A field that must be given. */
export const required = (field: string, detail = ''): FieldError => ({
  type: 'Required',
  field,
  detail,
})

/** A field whose value will not do. */
export const invalid = (field: string, value: unknown, detail: string): FieldError => ({
  type: 'Invalid',
  field,
  value,
  detail,
})

/**
 * A field that takes one of a few values. They are listed in the order given (upstream sorts most).
 */
export const notSupported = (
  field: string,
  value: unknown,
  values: readonly string[],
): FieldError => ({
  type: 'NotSupported',
  field,
  value,
  detail: `supported values: ${values.map((each) => `"${each}"`).join(', ')}`,
})

/** A value that stands in the list already. */
export const duplicate = (field: string, value: unknown): FieldError => ({
  type: 'Duplicate',
  field,
  value,
  detail: '',
})

/** A field that may not be given here. */
export const forbiddenField = (field: string, detail: string): FieldError => ({
  type: 'Forbidden',
  field,
  detail,
})

/** A reference to something that is not there. */
export const notFoundField = (field: string, value: unknown): FieldError => ({
  type: 'NotFound',
  field,
  value,
  detail: '',
})

/** Text or data over its limit. */
export const tooLong = (field: string, limit: number): FieldError => ({
  type: 'TooLong',
  field,
  detail: `may not be more than ${limit} bytes`,
})

/** A list over its limit. */
export const tooMany = (field: string, count: number, limit: number): FieldError => ({
  type: 'TooMany',
  field,
  value: count,
  detail: `must have at most ${limit} items`,
})

const REASONS: Readonly<Record<FieldError['type'], readonly [reason: string, printed: string]>> = {
  Required: ['FieldValueRequired', 'Required value'],
  Invalid: ['FieldValueInvalid', 'Invalid value'],
  NotSupported: ['FieldValueNotSupported', 'Unsupported value'],
  Duplicate: ['FieldValueDuplicate', 'Duplicate value'],
  Forbidden: ['FieldValueForbidden', 'Forbidden'],
  NotFound: ['FieldValueNotFound', 'Not found'],
  TooLong: ['FieldValueTooLong', 'Too long'],
  TooMany: ['FieldValueTooMany', 'Too many'],
}

/**
 * The cause's text without the field: `Invalid value: 70000: must be between 1 and 65535,
 * inclusive`.
 */
export function causeText({ type, value, detail }: FieldError): string {
  const parts = [REASONS[type][1]]
  const printsValue = type !== 'Required' && type !== 'Forbidden' && type !== 'TooLong'
  if (printsValue) parts.push(printed(value))
  if (detail !== '') parts.push(detail)
  return parts.join(': ')
}

// Strings are quoted, numbers plain, everything else is compact JSON; a pointer to nothing is shown
// as the string "null" (apimachinery's field.Error).
// Numbers without a sign, which are big ones here, it shows as Go writes them: `0x0`.
function printed(value: unknown = 'null'): string {
  if (typeof value === 'bigint') return `0x${value.toString(16)}`
  return typeof value === 'string' ? goQuoted(value) : JSON.stringify(value)
}

/**
 * 422: `Service "t" is invalid: spec.ports: Required value`, with a cause for each error. What is
 * said twice is a cause twice, and in the message once.
 */
export function invalidObject(
  kind: { readonly kind: string; readonly group: string },
  name: string,
  errors: readonly FieldError[],
): StatusError {
  const texts = [...new Set(errors.map((error) => `${error.field}: ${causeText(error)}`))]
  const listed = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`
  const qualified = kind.group === '' ? kind.kind : `${kind.kind}.${kind.group}`
  return failure(422, 'Invalid', `${qualified} "${name}" is invalid: ${listed}`, {
    ...(name === '' ? {} : { name }),
    ...(kind.group === '' ? {} : { group: kind.group }),
    ...(kind.kind === '' ? {} : { kind: kind.kind }),
    causes: errors.map((error) => ({
      reason: REASONS[error.type][0],
      message: causeText(error),
      field: error.field,
    })),
  })
}

/** 422: a patch makes of an object what cannot be read as one; `patch` is it as Go shows it. */
export const invalidPatch = (patch: string, why: string): StatusError =>
  invalidObject({ kind: '', group: '' }, '', [invalid('patch', patch, why)])
