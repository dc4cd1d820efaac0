import { type FieldError, forbiddenField, invalid, notSupported } from '../api/field-error'
import { labelSelector } from '../api/meta-schema'
import {
  always,
  boolean,
  defaulted,
  enumeration,
  given,
  type Infer,
  int32,
  int64,
  list,
  object,
  optional,
  pointer,
  time,
} from '../api/schema'
import { checkNotNegative, type Report } from './checks'
import { ageColumn, column, nameColumn, templateColumns } from './columns'
import { byType, conditionFields } from './condition'
import { checkCount, checkWhole, countOf, rollingCounts } from './counts'
import { checkMetadata, dotted } from './metadata'
import { defaultTemplate } from './pod/default'
import { podTemplate } from './pod/spec'
import { checkReplicas, checkSelectorKept, checkTemplate } from './pod-template'
import { defineResource, type ObjectFrom } from './resource'
import { filled, replaced } from './sharing'

const apps = { group: 'apps' } as const

const condition = object(
  'DeploymentCondition',
  {
    lastTransitionTime: optional(time),
    lastUpdateTime: optional(time),
    ...conditionFields,
  },
  apps,
)

/** One finding about a Deployment: `Available`, `Progressing` … */
export type DeploymentCondition = Infer<typeof condition>

const strategy = object(
  'DeploymentStrategy',
  {
    rollingUpdate: pointer(object('RollingUpdateDeployment', rollingCounts, apps)),
    type: always(enumeration('DeploymentStrategyType', 'Recreate', 'RollingUpdate')),
  },
  { ...apps, retainKeys: true },
)

const schema = object(
  'Deployment',
  {
    spec: always(
      object(
        'DeploymentSpec',
        {
          minReadySeconds: optional(int32),
          paused: optional(boolean),
          progressDeadlineSeconds: defaulted(int32),
          replicas: defaulted(int32),
          revisionHistoryLimit: defaulted(int32),
          selector: { ...given(labelSelector), pointer: true },
          strategy: always(strategy),
          template: given(podTemplate),
        },
        apps,
      ),
    ),
    status: always(
      object(
        'DeploymentStatus',
        {
          availableReplicas: optional(int32),
          collisionCount: pointer(int32),
          conditions: optional(list(condition, byType)),
          observedGeneration: optional(int64),
          readyReplicas: optional(int32),
          replicas: optional(int32),
          terminatingReplicas: pointer(int32),
          unavailableReplicas: optional(int32),
          updatedReplicas: optional(int32),
        },
        apps,
      ),
    ),
  },
  apps,
)

/** A ReplicaSet for each version of a template, and the way from one to the next. */
export type Deployment = ObjectFrom<'Deployment', typeof schema.fields>

const ROLLING = {
  rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
  type: 'RollingUpdate',
} as const

function defaultDeployment(deployment: Deployment): Deployment {
  const { spec } = deployment
  const parts = replaced(spec, {
    strategy: defaultStrategy(spec.strategy ?? {}),
    template: defaultTemplate(spec.template),
  })
  const complete = filled(parts, {
    progressDeadlineSeconds: 600,
    replicas: 1,
    revisionHistoryLimit: 10,
  })
  return filled(replaced(deployment, { spec: complete }), { status: {} })
}

type Strategy = Deployment['spec']['strategy']

function defaultStrategy(given: Strategy): Strategy {
  const strategy = filled(given, { type: 'RollingUpdate' })
  if (strategy.type !== 'RollingUpdate') return strategy
  if (!strategy.rollingUpdate) return ROLLING
  return replaced(strategy, {
    rollingUpdate: filled(strategy.rollingUpdate, ROLLING.rollingUpdate),
  })
}

function validateDeployment(deployment: Deployment, previous?: Deployment): readonly FieldError[] {
  const report: FieldError[] = []
  const { spec } = deployment
  checkMetadata(report, deployment.metadata, dotted, previous?.metadata)
  if (spec === previous?.spec) return report
  checkReplicas(report, spec.replicas)
  checkTemplate(report, spec)
  checkStrategy(report, spec.strategy)
  checkNotNegative(report, 'spec.minReadySeconds', spec.minReadySeconds)
  checkNotNegative(report, 'spec.revisionHistoryLimit', spec.revisionHistoryLimit)
  checkDeadline(report, spec)
  if (previous) checkSelectorKept(report, spec.selector, previous.spec.selector)
  return report
}

function checkDeadline(report: Report, spec: Deployment['spec']): void {
  const { minReadySeconds = 0, progressDeadlineSeconds: deadline } = spec
  checkNotNegative(report, 'spec.progressDeadlineSeconds', deadline)
  if (deadline <= minReadySeconds) {
    const detail = 'must be greater than minReadySeconds'
    report.push(invalid('spec.progressDeadlineSeconds', deadline, detail))
  }
}

function checkStrategy(report: Report, { rollingUpdate, type }: Strategy): void {
  if (type === 'Recreate') {
    if (!rollingUpdate) return
    const detail = "may not be specified when strategy `type` is 'Recreate'"
    report.push(forbiddenField('spec.strategy.rollingUpdate', detail))
  } else if (type !== 'RollingUpdate') {
    // The value is shown as the Go struct that it is, not as its JSON.
    const shown = { Type: type, RollingUpdate: rollingUpdate ?? null }
    report.push(notSupported('spec.strategy', shown, ['Recreate', 'RollingUpdate']))
  } else if (rollingUpdate) checkRollingUpdate(report, rollingUpdate)
}

type RollingUpdate = NonNullable<Strategy['rollingUpdate']>

function checkRollingUpdate(report: Report, { maxSurge, maxUnavailable }: RollingUpdate): void {
  const field = 'spec.strategy.rollingUpdate'
  checkCount(report, `${field}.maxUnavailable`, maxUnavailable)
  checkCount(report, `${field}.maxSurge`, maxSurge)
  if (countOf(maxUnavailable) === 0 && countOf(maxSurge) === 0) {
    const detail = 'may not be 0 when `maxSurge` is 0'
    report.push(invalid(`${field}.maxUnavailable`, maxUnavailable, detail))
  }
  checkWhole(report, `${field}.maxUnavailable`, maxUnavailable)
}

/** Keeps Deployments (apps/v1). */
export const deployment = defineResource<Deployment>({
  kind: 'Deployment',
  group: 'apps',
  version: 'v1',
  plural: 'deployments',
  shortNames: ['deploy'],
  categories: ['all'],
  namespaced: true,
  subresources: ['status', 'scale'],
  schema,
  default: defaultDeployment,
  prepare: (object, previous) => replaced(object, { status: previous?.status ?? {} }),
  validate: validateDeployment,
  columns: [
    nameColumn,
    column('Ready', ({ spec, status }) => `${status.readyReplicas ?? 0}/${spec.replicas}`),
    column('Up-to-date', ({ status }) => status.updatedReplicas ?? 0),
    column('Available', ({ status }) => status.availableReplicas ?? 0),
    ageColumn,
    ...templateColumns<Deployment>(),
  ],
  indexes: {},
  countsGenerations: true,
})
