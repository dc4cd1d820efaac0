import { labelSelector, objectMeta } from '../../api/meta-schema'
import {
  always,
  boolean,
  enumeration,
  given,
  type Infer,
  int32,
  int64,
  list,
  object,
  optional,
  pointer,
  string,
  time,
} from '../../api/schema'
import { conditionFields } from '../condition'
import { podTemplate } from '../pod/spec'
import type { ObjectFrom } from '../resource'

const batch = { group: 'batch' } as const

const exitCodes = object(
  'PodFailurePolicyOnExitCodesRequirement',
  {
    containerName: pointer(string),
    operator: given(enumeration('PodFailurePolicyOnExitCodesOperator', 'In', 'NotIn')),
    values: given(list(int32, { set: true })),
  },
  batch,
)

const failureRule = object(
  'PodFailurePolicyRule',
  {
    action: given(enumeration('PodFailurePolicyAction', 'Count', 'FailIndex', 'FailJob', 'Ignore')),
    onExitCodes: pointer(exitCodes),
    onPodConditions: optional(
      list(
        object(
          'PodFailurePolicyOnPodConditionsPattern',
          { status: always(string), type: given(string) },
          batch,
        ),
      ),
    ),
  },
  batch,
)

/** What a Job does with a Pod that has failed in a certain way. */
export type FailureRule = Infer<typeof failureRule>

const successRule = object(
  'SuccessPolicyRule',
  { succeededCount: pointer(int32), succeededIndexes: pointer(string) },
  batch,
)

/** What is to be done, how often, and how many at once (batch/v1 JobSpec). */
export const jobSpec = object(
  'JobSpec',
  {
    activeDeadlineSeconds: pointer(int64),
    backoffLimit: pointer(int32),
    backoffLimitPerIndex: pointer(int32),
    completionMode: pointer(enumeration('CompletionMode', 'Indexed', 'NonIndexed')),
    completions: pointer(int32),
    managedBy: pointer(string),
    manualSelector: pointer(boolean),
    maxFailedIndexes: pointer(int32),
    parallelism: pointer(int32),
    podFailurePolicy: pointer(
      object('PodFailurePolicy', { rules: given(list(failureRule)) }, batch),
    ),
    podReplacementPolicy: pointer(
      enumeration('PodReplacementPolicy', 'Failed', 'TerminatingOrFailed'),
    ),
    selector: pointer(labelSelector),
    successPolicy: pointer(object('SuccessPolicy', { rules: given(list(successRule)) }, batch)),
    suspend: pointer(boolean),
    template: given(podTemplate),
    ttlSecondsAfterFinished: pointer(int32),
  },
  batch,
)

/** What is to be done, how often, and how many at once. */
export type JobSpec = Infer<typeof jobSpec>

const uids = optional(list(string, { set: true }))

const condition = object(
  'JobCondition',
  { lastProbeTime: optional(time), lastTransitionTime: optional(time), ...conditionFields },
  batch,
)

const fields = {
  spec: always(jobSpec),
  status: always(
    object(
      'JobStatus',
      {
        active: optional(int32),
        completedIndexes: optional(string),
        completionTime: optional(time),
        conditions: optional(list(condition, { mergeKey: 'type' })),
        failed: optional(int32),
        failedIndexes: pointer(string),
        ready: pointer(int32),
        startTime: optional(time),
        succeeded: optional(int32),
        terminating: pointer(int32),
        uncountedTerminatedPods: pointer(
          object('UncountedTerminatedPods', { failed: uids, succeeded: uids }, batch),
        ),
      },
      batch,
    ),
  ),
} as const

/** The shape of a Job. */
export const schema = object('Job', fields, batch)

/** Work that comes to an end. */
export type Job = ObjectFrom<'Job', typeof fields>

/** What a CronJob makes its Jobs from (batch/v1 JobTemplateSpec). */
export const jobTemplate = object(
  'JobTemplateSpec',
  { metadata: always(objectMeta), spec: always(jobSpec) },
  batch,
)
