import type { Job, Pod } from '../../resources'
import type { FailureRule } from '../../resources/job'

/** A rule that a failed Pod falls under. */
export interface Match {
  readonly action: FailureRule['action']
  readonly message: string
}

/** What a Job's policy says of a failed Pod (pkg/controller/job/pod_failure_policy.go). */
export function matchingRule({ spec }: Job, pod: Pod): Match | undefined {
  const { rules = [] } = spec.podFailurePolicy ?? {}
  if (rules.length === 0 || pod.status.phase !== 'Failed') return undefined
  const where = `pod ${pod.metadata.namespace}/${pod.metadata.name}`
  for (const [index, rule] of rules.entries()) {
    const why = exitOf(rule, pod, where) ?? conditionOf(rule, pod, where)
    if (why !== undefined) {
      const message = `${why} matching ${rule.action} rule at index ${index}`
      return { action: rule.action, message }
    }
  }
  return undefined
}

function exitOf({ onExitCodes }: FailureRule, { status }: Pod, where: string): string | undefined {
  if (!onExitCodes) return undefined
  const { containerName, operator, values } = onExitCodes
  const all = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])]
  for (const { name, state } of all) {
    const code = state?.terminated?.exitCode ?? 0
    if (code === 0 || (containerName !== undefined && containerName !== name)) continue
    if (values.includes(code) === (operator === 'In')) {
      return `Container ${name} for ${where} failed with exit code ${code}`
    }
  }
  return undefined
}

function conditionOf(
  { onPodConditions = [] }: FailureRule,
  { status }: Pod,
  where: string,
): string | undefined {
  for (const pattern of onPodConditions) {
    const wanted = pattern.status || 'True'
    const matches = status.conditions?.some(
      (each) => each.type === pattern.type && each.status === wanted,
    )
    if (matches) return `Pod ${where.slice('pod '.length)} has condition ${pattern.type}`
  }
  return undefined
}
