/** Texts on Jobs and CronJobs, in English. */
export const jobs = {
  Job: 'Runs Pods until enough of them have succeeded.',
  'Job.spec': 'What is to be done, how often, and how many at once.',
  'JobSpec.template':
    'What each Pod is made from. Its `restartPolicy` must be `Never` or `OnFailure`. Cannot be changed.',
  'JobSpec.completions':
    'How many Pods must succeed. Default: 1; if only `parallelism` is given, no new Pods start after the first success.',
  'JobSpec.parallelism': 'How many Pods run at once, at most. 0 pauses the Job. Default: 1.',
  'JobSpec.completionMode': 'Whether Pods have numbers. Default: `NonIndexed`.',
  'JobSpec.completionMode.NonIndexed': 'Pods are all alike; successes are counted.',
  'JobSpec.completionMode.Indexed':
    'Numbers from 0 to `completions` − 1 must each succeed once. A Pod finds its own in `JOB_COMPLETION_INDEX`.',
  'JobSpec.backoffLimit':
    'How many failures are retried, after ever longer waits, until the Job has failed. Default: 6; no limit with `backoffLimitPerIndex`.',
  'JobSpec.backoffLimitPerIndex':
    'How many failures of one number are retried until it has failed; the others go on. Only for `Indexed`.',
  'JobSpec.maxFailedIndexes':
    'How many numbers may fail before the whole Job is stopped. Needs `backoffLimitPerIndex`.',
  'JobSpec.activeDeadlineSeconds':
    'Seconds the Job may take in all. Then its Pods are stopped and it has failed. Default: no limit.',
  'JobSpec.ttlSecondsAfterFinished':
    'Seconds after its end until the Job is deleted, with its Pods. Default: never.',
  'JobSpec.suspend': 'While `true`, no Pods run; running ones are deleted. Default: `false`.',
  'JobSpec.podFailurePolicy':
    'What a failure means, by exit code or condition. Needs `restartPolicy: Never`. Default: each counts towards `backoffLimit`.',
  'JobSpec.podReplacementPolicy':
    'When a Pod that goes is replaced. Default: `TerminatingOrFailed`; with a `podFailurePolicy`, `Failed`.',
  'JobSpec.podReplacementPolicy.TerminatingOrFailed':
    'As soon as it is being deleted: the two may overlap.',
  'JobSpec.podReplacementPolicy.Failed': 'Only when it has ended.',
  'JobSpec.successPolicy':
    'When the Job has succeeded although some numbers are missing. Only for `Indexed`. Default: all are needed.',
  'JobSpec.selector': 'Which Pods belong to the Job. Filled in by the server: leave it out.',
  'JobSpec.manualSelector':
    'Whether you choose `selector` and its labels yourself, and see that no other Pods match. Default: `false`.',
  'JobSpec.managedBy':
    'Controller that runs the Job. Default: `kubernetes.io/job-controller`. Cannot be changed.',
  'PodFailurePolicy.rules': 'Rules in order; the first that fits counts. At most 20.',
  'PodFailurePolicyRule.action': 'What happens to the Job when the rule fits.',
  'PodFailurePolicyRule.action.FailJob': 'The Job has failed at once; its Pods are stopped.',
  'PodFailurePolicyRule.action.FailIndex':
    'The number has failed at once. Needs `backoffLimitPerIndex`.',
  'PodFailurePolicyRule.action.Ignore': 'The Pod is replaced, and the failure not counted.',
  'PodFailurePolicyRule.action.Count': 'The failure counts, as without a rule.',
  'PodFailurePolicyRule.onExitCodes':
    'Fits by exit codes of containers. Not together with `onPodConditions`.',
  'PodFailurePolicyRule.onPodConditions':
    'Fits if the Pod has one of these conditions. Not together with `onExitCodes`.',
  'PodFailurePolicyOnExitCodesRequirement.containerName':
    'Name of the only container that is looked at. Default: all.',
  'PodFailurePolicyOnExitCodesRequirement.operator':
    'How exit codes are compared with `values`. Success, 0, never fits.',
  'PodFailurePolicyOnExitCodesRequirement.operator.In': 'Is one of the values.',
  'PodFailurePolicyOnExitCodesRequirement.operator.NotIn': 'Is none of the values.',
  'PodFailurePolicyOnExitCodesRequirement.values':
    'Exit codes, from low to high, each once. Not 0 for `In`.',
  'PodFailurePolicyOnPodConditionsPattern.type':
    'Type of the condition, such as `DisruptionTarget`.',
  'PodFailurePolicyOnPodConditionsPattern.status':
    'Status of the condition: `True`, `False` or `Unknown`. Default: `True`.',
  'SuccessPolicy.rules': 'Rules in order; one that is met is enough. At most 20.',
  'SuccessPolicyRule.succeededIndexes':
    'Numbers that must have succeeded, such as `0-2,4`. Default: any.',
  'SuccessPolicyRule.succeededCount': 'How many of them must have succeeded. Default: all.',

  CronJob: 'Starts a Job again and again, at the times of its schedule.',
  'CronJob.spec': 'When Jobs are started, and what they do.',
  'CronJobSpec.schedule':
    'Minute, hour, day, month and weekday (0 is Sunday): `*/5 * * * *` is every five minutes. Also `@hourly`, `@daily` …',
  'CronJobSpec.timeZone':
    'Time zone of the schedule, such as `Etc/UTC`. Only UTC is known here. Default: the cluster’s, UTC here.',
  'CronJobSpec.jobTemplate': 'What each Job is made from.',
  'CronJobSpec.concurrencyPolicy': 'What happens if the Job before still runs. Default: `Allow`.',
  'CronJobSpec.concurrencyPolicy.Allow': 'They run beside each other.',
  'CronJobSpec.concurrencyPolicy.Forbid': 'The new one is not started until the old one has ended.',
  'CronJobSpec.concurrencyPolicy.Replace': 'The old one is deleted, and the new one started.',
  'CronJobSpec.suspend': 'While `true`, no Jobs are started; running ones go on. Default: `false`.',
  'CronJobSpec.startingDeadlineSeconds':
    'How many seconds late a missed Job may still start. Default: no limit.',
  'CronJobSpec.successfulJobsHistoryLimit': 'How many Jobs that succeeded are kept. Default: 3.',
  'CronJobSpec.failedJobsHistoryLimit': 'How many Jobs that failed are kept. Default: 1.',
  'JobTemplateSpec.metadata': 'Labels and annotations each Job gets.',
  'JobTemplateSpec.spec': 'Spec each Job gets.',
} as const
