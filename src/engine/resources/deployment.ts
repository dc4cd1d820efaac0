import { labelSelector } from '../api/meta-schema'
import {
  always,
  boolean,
  defaulted,
  enumeration,
  type Infer,
  int32,
  int64,
  intOrString,
  list,
  object,
  optional,
  pointer,
  string,
  time,
} from '../api/schema'
import { defaultTemplate } from './pod/default'
import { podTemplate } from './pod/spec'
import { defineResource, type ObjectFrom } from './resource'
import { filled, replaced } from './sharing'

const apps = { group: 'apps' } as const

const condition = object(
  'DeploymentCondition',
  {
    lastTransitionTime: optional(time),
    lastUpdateTime: optional(time),
    message: optional(string),
    reason: optional(string),
    status: always(enumeration('ConditionStatus', 'True', 'False', 'Unknown')),
    type: always(string),
  },
  apps,
)

/** One finding about a Deployment: `Available`, `Progressing` … */
export type DeploymentCondition = Infer<typeof condition>

const strategy = object(
  'DeploymentStrategy',
  {
    rollingUpdate: pointer(
      object(
        'RollingUpdateDeployment',
        { maxSurge: defaulted(intOrString), maxUnavailable: defaulted(intOrString) },
        apps,
      ),
    ),
    type: always(enumeration('DeploymentStrategyType', 'Recreate', 'RollingUpdate')),
  },
  apps,
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
          selector: defaulted(labelSelector),
          strategy: always(strategy),
          template: always(podTemplate),
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
          conditions: optional(list(condition, { mergeKey: 'type', keys: ['type'] })),
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
  validate: () => [],
  columns: [],
  indexes: {},
  countsGenerations: true,
})
