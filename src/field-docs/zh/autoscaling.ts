import type { autoscaling as english } from '../en/autoscaling'

/** The same texts on HorizontalPodAutoscalers, in Chinese. */
export const autoscaling: Readonly<Record<keyof typeof english, string>> = {
  HorizontalPodAutoscaler:
    '根据用量决定工作负载的 Pod 数量。没有 metrics-server 时（此处即是）只保证不超出上下限。',
  'HorizontalPodAutoscaler.spec': '对哪个工作负载、在什么范围内、按什么指标伸缩。',
  'HorizontalPodAutoscalerSpec.scaleTargetRef': '由它设置 `replicas` 的工作负载，如 Deployment。',
  'HorizontalPodAutoscalerSpec.minReplicas': '最少的 Pod 数。至少 1。默认：1。',
  'HorizontalPodAutoscalerSpec.maxReplicas': '最多的 Pod 数。不小于 `minReplicas`。',
  'HorizontalPodAutoscalerSpec.metrics':
    '衡量什么。要求 Pod 最多的那个指标说了算。默认：所请求 CPU 的 80%。',
  'HorizontalPodAutoscalerSpec.behavior': '增加和减少 Pod 的速度。',
  'CrossVersionObjectReference.apiVersion': '对象的 API 版本，如 `apps/v1`。',
  'CrossVersionObjectReference.kind': '对象的类型，如 `Deployment`。',
  'CrossVersionObjectReference.name': '对象的名称，在同一命名空间。',

  'MetricSpec.type':
    '填写下面哪个字段：`Resource`、`ContainerResource`、`Pods`、`Object` 或 `External`。',
  'MetricSpec.resource': 'Pod 的 CPU 或内存，所有容器合计。',
  'MetricSpec.containerResource': '每个 Pod 中某个容器的 CPU 或内存。',
  'MetricSpec.pods': '每个 Pod 各有的指标的平均值，如每秒请求数。',
  'MetricSpec.object': '另一个对象（如 Ingress）的指标。',
  'MetricSpec.external': '来自集群外部的指标，如队列长度。',
  'ResourceMetricSource.name': '`cpu` 或 `memory`。',
  'ResourceMetricSource.target': '要维持的值。',
  'ContainerResourceMetricSource.container': '容器的名称。',
  'ContainerResourceMetricSource.name': '`cpu` 或 `memory`。',
  'ContainerResourceMetricSource.target': '要维持的值。',
  'PodsMetricSource.metric': '哪个指标。',
  'PodsMetricSource.target': '要维持的值，用 `averageValue`。',
  'ObjectMetricSource.describedObject': '被衡量的对象。',
  'ObjectMetricSource.metric': '哪个指标。',
  'ObjectMetricSource.target': '要维持的值，用 `value` 或 `averageValue`。',
  'ExternalMetricSource.metric': '哪个指标。',
  'ExternalMetricSource.target': '要维持的值，用 `value` 或 `averageValue`。',
  'MetricIdentifier.name': '指标的名称。',
  'MetricIdentifier.selector': '指标的标签，在仅凭名称不够时使用。',
  'MetricTarget.type': '填写下面哪个字段：`Utilization`、`Value` 或 `AverageValue`。',
  'MetricTarget.averageUtilization': '平均用掉 Pod 所请求的百分之几。仅用于 CPU 和内存。',
  'MetricTarget.averageValue': '平均每个 Pod 的量。',
  'MetricTarget.value': '总量。',

  'HorizontalPodAutoscalerBehavior.scaleUp':
    '增加 Pod 的速度。默认：15 秒内 4 个或 100%，取较大者。',
  'HorizontalPodAutoscalerBehavior.scaleDown':
    '减少 Pod 的速度。默认：需求下降持续 300 秒后，数量不限。',
  'HPAScalingRules.policies': '一段时间内可以变化多少。至少一条。',
  'HPAScalingRules.selectPolicy':
    '采用哪条策略：`Max` 允许最大的变化，`Min` 最小的，`Disabled` 不允许变化。默认：`Max`。',
  'HPAScalingRules.stabilizationWindowSeconds':
    '回看多少秒，并取其中最保守的结果，以免来回波动。0–3600。默认：扩容 0，缩容 300。',
  'HPAScalingRules.tolerance':
    '指标偏离目标多少以内不作调整。默认：10%。Alpha 阶段：启用后才有效。',
  'HPAScalingPolicy.type': '`value` 的单位：`Pods`（个数）或 `Percent`（百分比）。',
  'HPAScalingPolicy.value': '多少个 Pod，或现有 Pod 的百分之几。至少 1。',
  'HPAScalingPolicy.periodSeconds': '在多少秒之内。1–1800。',
}
