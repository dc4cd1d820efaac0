import type { Labels } from '../../api/object'
import { defaultTemplate } from '../pod/default'
import { filled, replaced } from '../sharing'
import type { Job, JobSpec } from './schema'

/** The label by which a Job knows its Pods. */
export const CONTROLLER_UID = 'batch.kubernetes.io/controller-uid'
/** The label that names a Pod's Job. */
export const JOB_NAME = 'batch.kubernetes.io/job-name'
/** The same labels, as they were before labels had prefixes. */
export const LEGACY_LABELS = { uid: 'controller-uid', name: 'job-name' } as const

const MOST = 2_147_483_647

/** What the API server fills in in a Job (batch/v1 SetDefaults_Job). */
export function defaultJob(job: Job): Job {
  const { metadata, spec } = job
  const parts = replaced(spec, { template: defaultTemplate(spec.template) })
  const complete = filled(parts, defaultsOf(spec))
  const { labels } = spec.template.metadata ?? {}
  const isLabelled = Object.keys(metadata.labels ?? {}).length > 0
  const named = labels && !isLabelled ? { ...metadata, labels } : metadata
  return filled(replaced(job, { metadata: named, spec: complete }), { status: {} })
}

function defaultsOf(spec: JobSpec): Partial<JobSpec> {
  const isSingle = spec.completions === undefined && spec.parallelism === undefined
  return {
    backoffLimit: spec.backoffLimitPerIndex === undefined ? 6 : MOST,
    completionMode: 'NonIndexed',
    ...(isSingle && { completions: 1 }),
    manualSelector: false,
    parallelism: 1,
    podReplacementPolicy: spec.podFailurePolicy ? 'Failed' : 'TerminatingOrFailed',
    suspend: false,
  }
}

/**
 * A Job as it is created: its Pods are told from all others by its uid (batch/job/strategy.go,
 * generateSelector). Its labels are its template's as the client gave them.
 */
export function prepareJob(job: Job, previous: Job | undefined): Job {
  if (previous) return replaced(job, { status: previous.status })
  const fresh: Job = { ...job, status: {} }
  if (job.spec.manualSelector) return fresh
  const { metadata, spec } = fresh
  const given = spec.template.metadata?.labels
  const isLabelled = Object.keys(metadata.labels ?? {}).length > 0
  return {
    ...fresh,
    metadata: given && !isLabelled ? { ...metadata, labels: given } : metadata,
    spec: {
      ...spec,
      selector: {
        ...spec.selector,
        matchLabels: { [CONTROLLER_UID]: metadata.uid, ...spec.selector?.matchLabels },
      },
      template: {
        ...spec.template,
        metadata: { ...spec.template.metadata, labels: { ...labelsFor(metadata), ...given } },
      },
    },
  }
}

const labelsFor = ({ name, uid }: Job['metadata']): Labels => ({
  [CONTROLLER_UID]: uid,
  [JOB_NAME]: name,
  [LEGACY_LABELS.uid]: uid,
  [LEGACY_LABELS.name]: name,
})
