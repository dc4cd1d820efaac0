import { duplicate, type FieldError, forbiddenField, invalid, required } from '../api/field-error'
import { qualifiedName } from '../api/names'
import { compareQuantities, nanosOf } from '../api/quantity'
import { always, given, list, map, object, optional, quantity, string } from '../api/schema'
import { checkText, type Report } from './checks'
import { createdColumn, nameColumn } from './columns'
import { checkMetadata, dotted } from './metadata'
import { defineResource, type ObjectFrom } from './resource'

const amounts = map(quantity, { name: 'ResourceList' })

const schema = object('LimitRange', {
  spec: always(
    object('LimitRangeSpec', {
      limits: given(
        list(
          object('LimitRangeItem', {
            default: optional(amounts),
            defaultRequest: optional(amounts),
            max: optional(amounts),
            maxLimitRequestRatio: optional(amounts),
            min: optional(amounts),
            type: given(string),
          }),
        ),
      ),
    }),
  ),
})

/** What one Pod or container may ask for, and what it has when it says nothing. */
export type LimitRange = ObjectFrom<'LimitRange', typeof schema.fields>

type Limit = LimitRange['spec']['limits'][number]

// What a container may use at most it may use when it says nothing, and so on down.
function withDefaults(limit: Limit): Limit {
  if (limit.type !== 'Container') return limit
  const most = { ...limit.max, ...limit.default }
  const asked = { ...limit.min, ...most, ...limit.defaultRequest }
  return {
    ...limit,
    ...(Object.keys(most).length > 0 && { default: most }),
    ...(Object.keys(asked).length > 0 && { defaultRequest: asked }),
  }
}

const TYPES: readonly string[] = ['Pod', 'Container', 'PersistentVolumeClaim']

function limitType(value: string): readonly string[] {
  const found = qualifiedName(value)
  if (found.length > 0 || value.includes('/') || TYPES.includes(value)) return found
  return ['must be a standard limit type or fully qualified']
}

function validate({ metadata, spec }: LimitRange, previous?: LimitRange): readonly FieldError[] {
  const report: FieldError[] = []
  checkMetadata(report, metadata, dotted, previous?.metadata)
  for (const [index, limit] of spec.limits.entries()) {
    const field = `spec.limits[${index}]`
    checkText(report, `${field}.type`, limit.type, limitType)
    if (spec.limits.findIndex(({ type }) => type === limit.type) < index) {
      report.push(duplicate(`${field}.type`, limit.type))
    }
    checkKind(report, field, limit)
    checkOrder(report, field, limit)
  }
  return report
}

function checkKind(report: Report, field: string, limit: Limit): void {
  const { max, min, type } = limit
  if (type === 'Pod') {
    const detail = "may not be specified when `type` is 'Pod'"
    for (const part of ['default', 'defaultRequest'] as const) {
      if (limit[part]) report.push(forbiddenField(`${field}.${part}`, detail))
    }
  }
  if (type === 'PersistentVolumeClaim' && !min?.['storage'] && !max?.['storage']) {
    const detail = 'either minimum or maximum storage value is required, but neither was provided'
    report.push(required(`${field}.limits`, detail))
  }
}

type Bound = 'min' | 'max' | 'default' | 'defaultRequest'

/** Which bounds may not exceed which, where that is told, and in which words. */
const ORDER: readonly {
  readonly low: Bound
  readonly high: Bound
  readonly at: Bound
  readonly shown: Bound
  readonly words: readonly [string, string]
}[] = [
  { low: 'min', high: 'max', at: 'min', shown: 'min', words: ['min', 'max'] },
  {
    low: 'min',
    high: 'defaultRequest',
    at: 'defaultRequest',
    shown: 'defaultRequest',
    words: ['min', 'default request'],
  },
  {
    low: 'defaultRequest',
    high: 'max',
    at: 'defaultRequest',
    shown: 'defaultRequest',
    words: ['default request', 'max'],
  },
  {
    low: 'defaultRequest',
    high: 'default',
    at: 'defaultRequest',
    shown: 'defaultRequest',
    words: ['default request', 'default limit'],
  },
  { low: 'min', high: 'default', at: 'default', shown: 'min', words: ['min', 'default'] },
  { low: 'default', high: 'max', at: 'default', shown: 'max', words: ['default', 'max'] },
]

function checkOrder(report: Report, field: string, limit: Limit): void {
  const names = new Set([limit.max, limit.min, limit.default, limit.defaultRequest].flatMap(keys))
  for (const name of [...names].sort()) {
    for (const { low, high, at, shown, words } of ORDER) {
      const [less, more] = [limit[low]?.[name], limit[high]?.[name]]
      if (less === undefined || more === undefined || compareQuantities(less, more) <= 0) continue
      const detail = `${words[0]} value ${less} is greater than ${words[1]} value ${more}`
      report.push(invalid(`${field}.${at}[${name}]`, limit[shown]?.[name], detail))
    }
  }
  checkRatios(report, field, limit)
}

const keys = (of: object | undefined): readonly string[] => Object.keys(of ?? {})

function checkRatios(report: Report, field: string, limit: Limit): void {
  for (const [name, ratio] of Object.entries(limit.maxLimitRequestRatio ?? {})) {
    const at = `${field}.maxLimitRequestRatio[${name}]`
    if (compareQuantities(ratio, '1') < 0) {
      report.push(invalid(at, ratio, `ratio ${ratio} is less than 1`))
    }
    const [least, most] = [nanosOf(limit.min?.[name]), nanosOf(limit.max?.[name])]
    if (least === 0n || most === 0n || nanosOf(ratio) * least <= most * 1_000_000_000n) continue
    const highest = (Number(most) / Number(least)).toFixed(6)
    report.push(invalid(at, ratio, `ratio ${ratio} is greater than max/min = ${highest}`))
  }
}

/** Keeps LimitRanges (core/v1). */
export const limitRange = defineResource<LimitRange>({
  kind: 'LimitRange',
  group: '',
  version: 'v1',
  plural: 'limitranges',
  shortNames: ['limits'],
  categories: [],
  namespaced: true,
  subresources: [],
  schema,
  default: (object) => ({ ...object, spec: { limits: object.spec.limits.map(withDefaults) } }),
  validate,
  columns: [nameColumn, createdColumn],
  indexes: {},
  countsGenerations: false,
})
