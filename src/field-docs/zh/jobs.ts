import type { jobs as english } from '../en/jobs'

/** The same texts on Jobs and CronJobs, in Chinese. */
export const jobs: Readonly<Record<keyof typeof english, string>> = {
  Job: '运行 Pod，直到成功的数量足够。',
  'Job.spec': '做什么、做多少次、同时做几个。',
  'JobSpec.template':
    '创建每个 Pod 所用的模板。其 `restartPolicy` 必须为 `Never` 或 `OnFailure`。不可修改。',
  'JobSpec.completions':
    '需要多少个 Pod 成功。默认：1；若只写了 `parallelism`，有一个成功即不再启动新的。',
  'JobSpec.parallelism': '同时最多运行多少个 Pod。0 表示暂停。默认：1。',
  'JobSpec.completionMode': 'Pod 是否编号。默认：`NonIndexed`。',
  'JobSpec.completionMode.NonIndexed': 'Pod 彼此相同，只统计成功次数。',
  'JobSpec.completionMode.Indexed':
    '编号从 0 到 `completions` − 1，各须成功一次。Pod 从 `JOB_COMPLETION_INDEX` 得知自己的编号。',
  'JobSpec.backoffLimit':
    '失败后最多重试多少次（间隔逐渐变长），超过则 Job 失败。默认：6；设了 `backoffLimitPerIndex` 则不限。',
  'JobSpec.backoffLimitPerIndex':
    '每个编号最多重试多少次，超过则该编号失败，其余继续。仅用于 `Indexed`。',
  'JobSpec.maxFailedIndexes':
    '最多允许多少个编号失败，超过则整个 Job 停止。须配合 `backoffLimitPerIndex`。',
  'JobSpec.activeDeadlineSeconds':
    'Job 总共可以用多少秒，超过则停止其 Pod 并算作失败。默认：不限。',
  'JobSpec.ttlSecondsAfterFinished': '结束多少秒后删除 Job 及其 Pod。默认：从不。',
  'JobSpec.suspend': '为 `true` 时不运行 Pod，运行中的会被删除。默认：`false`。',
  'JobSpec.podFailurePolicy':
    '按退出码或状况决定失败意味着什么。须配合 `restartPolicy: Never`。默认：每次都计入 `backoffLimit`。',
  'JobSpec.podReplacementPolicy':
    '何时替换离开的 Pod。默认：`TerminatingOrFailed`；有 `podFailurePolicy` 时为 `Failed`。',
  'JobSpec.podReplacementPolicy.TerminatingOrFailed': '一开始被删除就替换：新旧可能短暂并存。',
  'JobSpec.podReplacementPolicy.Failed': '等它完全结束之后。',
  'JobSpec.successPolicy': '不必全部完成时，怎样算成功。仅用于 `Indexed`。默认：须全部成功。',
  'JobSpec.selector': '哪些 Pod 属于该 Job。由服务器填写，请勿自己写。',
  'JobSpec.manualSelector':
    '是否自己选择 `selector` 及标签，并保证不会匹配到别的 Pod。默认：`false`。',
  'JobSpec.managedBy': '由哪个控制器运行该 Job。默认：`kubernetes.io/job-controller`。不可修改。',
  'PodFailurePolicy.rules': '按顺序匹配，采用第一条符合的规则。最多 20 条。',
  'PodFailurePolicyRule.action': '规则符合时 Job 怎么办。',
  'PodFailurePolicyRule.action.FailJob': 'Job 立即失败，其 Pod 全部停止。',
  'PodFailurePolicyRule.action.FailIndex': '该编号立即失败。须配合 `backoffLimitPerIndex`。',
  'PodFailurePolicyRule.action.Ignore': '替换该 Pod，失败不计入次数。',
  'PodFailurePolicyRule.action.Count': '失败计入次数，与没有规则时相同。',
  'PodFailurePolicyRule.onExitCodes': '按容器的退出码匹配。不能与 `onPodConditions` 同时使用。',
  'PodFailurePolicyRule.onPodConditions':
    'Pod 有其中任一状况即符合。不能与 `onExitCodes` 同时使用。',
  'PodFailurePolicyOnExitCodesRequirement.containerName': '只看哪个容器。默认：全部。',
  'PodFailurePolicyOnExitCodesRequirement.operator':
    '退出码如何与 `values` 比较。0（成功）从不符合。',
  'PodFailurePolicyOnExitCodesRequirement.operator.In': '是其中之一。',
  'PodFailurePolicyOnExitCodesRequirement.operator.NotIn': '不在其中。',
  'PodFailurePolicyOnExitCodesRequirement.values': '退出码，从小到大，不重复。`In` 时不能有 0。',
  'PodFailurePolicyOnPodConditionsPattern.type': '状况的类型，如 `DisruptionTarget`。',
  'PodFailurePolicyOnPodConditionsPattern.status':
    '状况的状态：`True`、`False` 或 `Unknown`。默认：`True`。',
  'SuccessPolicy.rules': '按顺序检查，满足其中一条即可。最多 20 条。',
  'SuccessPolicyRule.succeededIndexes': '哪些编号必须成功，如 `0-2,4`。默认：任意。',
  'SuccessPolicyRule.succeededCount': '其中多少个必须成功。默认：全部。',

  CronJob: '按时间表一次次启动 Job。',
  'CronJob.spec': '何时启动 Job，Job 做什么。',
  'CronJobSpec.schedule':
    '分、时、日、月、星期（0 为星期日）：`*/5 * * * *` 即每五分钟。也可以写 `@hourly`、`@daily` 等。',
  'CronJobSpec.timeZone':
    '时间表所用的时区，如 `Etc/UTC`。此处只认识 UTC。默认：集群的时区，此处为 UTC。',
  'CronJobSpec.jobTemplate': '创建每个 Job 所用的模板。',
  'CronJobSpec.concurrencyPolicy': '上一个 Job 仍在运行时怎么办。默认：`Allow`。',
  'CronJobSpec.concurrencyPolicy.Allow': '同时运行。',
  'CronJobSpec.concurrencyPolicy.Forbid': '旧的结束之前不启动新的。',
  'CronJobSpec.concurrencyPolicy.Replace': '删除旧的，启动新的。',
  'CronJobSpec.suspend': '为 `true` 时不启动 Job，运行中的不受影响。默认：`false`。',
  'CronJobSpec.startingDeadlineSeconds': '错过时间的 Job 最多晚多少秒还可以启动。默认：不限。',
  'CronJobSpec.successfulJobsHistoryLimit': '保留多少个成功的 Job。默认：3。',
  'CronJobSpec.failedJobsHistoryLimit': '保留多少个失败的 Job。默认：1。',
  'JobTemplateSpec.metadata': '每个 Job 得到的标签和注解。',
  'JobTemplateSpec.spec': '每个 Job 得到的 spec。',
}
