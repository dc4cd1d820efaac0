import { type FieldError, forbiddenField, invalid, notSupported } from '../api/field-error'
import {
  boolean,
  enumeration,
  given,
  int32,
  object,
  optional,
  pointer,
  string,
} from '../api/schema'
import { ageColumn, column, nameColumn } from './columns'
import { checkMetadata, ofCluster } from './metadata'
import { defineResource, type ObjectFrom } from './resource'
import { filled } from './sharing'

const POLICIES = ['Never', 'PreemptLowerPriority'] as const

const schema = object(
  'PriorityClass',
  {
    description: optional(string),
    globalDefault: optional(boolean),
    preemptionPolicy: pointer(enumeration('PreemptionPolicy', ...POLICIES)),
    value: given(int32),
  },
  { group: 'scheduling' },
)

/** How urgent the Pods are that name it. */
export type PriorityClass = ObjectFrom<'PriorityClass', typeof schema.fields>

/** What the cluster's own Pods are: no other class may be named like them, or be as high. */
export const SYSTEM_CLASSES: Readonly<Record<string, number>> = {
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
}
const HIGHEST = 1_000_000_000

function validateClass(
  { metadata, preemptionPolicy, value, ...rest }: PriorityClass,
  previous?: PriorityClass,
): readonly FieldError[] {
  const report: FieldError[] = []
  checkMetadata(report, metadata, ofCluster, previous?.metadata)
  if (previous) {
    if (value !== previous.value) {
      report.push(forbiddenField('value', 'may not be changed in an update.'))
    }
    if (preemptionPolicy !== previous.preemptionPolicy) {
      report.push(invalid('preemptionPolicy', preemptionPolicy, 'field is immutable'))
    }
    return report
  }
  if (metadata.name.startsWith('system-')) checkSystem(report, { metadata, value, ...rest })
  else if (value > HIGHEST) {
    const most = `maximum allowed value of a user defined priority is ${HIGHEST}`
    report.push(forbiddenField('value', most))
  }
  if (preemptionPolicy !== undefined && !POLICIES.includes(preemptionPolicy)) {
    report.push(notSupported('preemptionPolicy', preemptionPolicy, [...POLICIES].reverse()))
  }
  return report
}

const RESERVED = "priority class names with 'system-' prefix are reserved for system use only"

function checkSystem(
  report: FieldError[],
  {
    metadata,
    value,
    globalDefault = false,
  }: Pick<PriorityClass, 'metadata' | 'value'> & {
    readonly globalDefault?: boolean
  },
): void {
  const { name } = metadata
  const known = Object.hasOwn(SYSTEM_CLASSES, name)
  const fixed = SYSTEM_CLASSES[name]
  if (known && fixed === value && !globalDefault) return
  const error = !known
    ? `${name} is not a known system priority class`
    : fixed === value
      ? `globalDefault of ${name} PriorityClass must be false`
      : `value of ${name} PriorityClass must be ${fixed}`
  report.push(forbiddenField('metadata.name', `${RESERVED}. error: ${error}`))
}

/** Keeps PriorityClasses (scheduling/v1). */
export const priorityClass = defineResource<PriorityClass>({
  kind: 'PriorityClass',
  group: 'scheduling.k8s.io',
  version: 'v1',
  plural: 'priorityclasses',
  shortNames: ['pc'],
  categories: [],
  namespaced: false,
  subresources: [],
  schema,
  default: (object) => filled(object, { preemptionPolicy: 'PreemptLowerPriority' }),
  validate: validateClass,
  columns: [
    nameColumn,
    column('Value', ({ value }) => value, 'integer'),
    column('Global-Default', ({ globalDefault = false }) => globalDefault, 'boolean'),
    ageColumn,
    column('PreemptionPolicy', ({ preemptionPolicy = '' }) => preemptionPolicy),
  ],
  indexes: { default: ({ globalDefault }) => (globalDefault ? 'true' : undefined) },
  countsGenerations: true,
})
