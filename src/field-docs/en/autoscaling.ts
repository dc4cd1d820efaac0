/** Texts on HorizontalPodAutoscalers, in English. */
export const autoscaling = {
  HorizontalPodAutoscaler:
    'Sets how many Pods a workload has, by what they use. Without a metrics server, as here, it only keeps to its bounds.',
  'HorizontalPodAutoscaler.spec': 'Which workload, between which bounds, by which metrics.',
  'HorizontalPodAutoscalerSpec.scaleTargetRef':
    'Workload whose `replicas` are set, such as a Deployment.',
  'HorizontalPodAutoscalerSpec.minReplicas': 'The fewest Pods. At least 1. Default: 1.',
  'HorizontalPodAutoscalerSpec.maxReplicas': 'The most Pods. Not less than `minReplicas`.',
  'HorizontalPodAutoscalerSpec.metrics':
    'What is measured. The metric that asks for most Pods decides. Default: 80% of the requested CPU.',
  'HorizontalPodAutoscalerSpec.behavior': 'How fast Pods are added and taken away.',
  'CrossVersionObjectReference.apiVersion': 'API version of the object, such as `apps/v1`.',
  'CrossVersionObjectReference.kind': 'Kind of the object, such as `Deployment`.',
  'CrossVersionObjectReference.name': 'Name of the object, in the same namespace.',

  'MetricSpec.type':
    'Which of the fields below is given: `Resource`, `ContainerResource`, `Pods`, `Object` or `External`.',
  'MetricSpec.resource': 'CPU or memory of the Pods, all containers together.',
  'MetricSpec.containerResource': 'CPU or memory of one container in each Pod.',
  'MetricSpec.pods': 'A metric of each Pod, averaged, such as requests per second.',
  'MetricSpec.object': 'A metric of one other object, such as an Ingress.',
  'MetricSpec.external': 'A metric from outside the cluster, such as the length of a queue.',
  'ResourceMetricSource.name': '`cpu` or `memory`.',
  'ResourceMetricSource.target': 'Value to be kept.',
  'ContainerResourceMetricSource.container': 'Name of the container.',
  'ContainerResourceMetricSource.name': '`cpu` or `memory`.',
  'ContainerResourceMetricSource.target': 'Value to be kept.',
  'PodsMetricSource.metric': 'Which metric.',
  'PodsMetricSource.target': 'Value to be kept, as `averageValue`.',
  'ObjectMetricSource.describedObject': 'Object that is measured.',
  'ObjectMetricSource.metric': 'Which metric.',
  'ObjectMetricSource.target': 'Value to be kept, as `value` or `averageValue`.',
  'ExternalMetricSource.metric': 'Which metric.',
  'ExternalMetricSource.target': 'Value to be kept, as `value` or `averageValue`.',
  'MetricIdentifier.name': 'Name of the metric.',
  'MetricIdentifier.selector': 'Labels of the metric, where one name is not enough.',
  'MetricTarget.type':
    'Which of the fields below is given: `Utilization`, `Value` or `AverageValue`.',
  'MetricTarget.averageUtilization':
    'Percent of the Pods’ requests, on average. Only for CPU and memory.',
  'MetricTarget.averageValue': 'Amount for each Pod, on average.',
  'MetricTarget.value': 'Amount in all.',

  'HorizontalPodAutoscalerBehavior.scaleUp':
    'How fast Pods are added. Default: 4 Pods or 100% in 15 seconds, whichever is more.',
  'HorizontalPodAutoscalerBehavior.scaleDown':
    'How fast Pods are taken away. Default: any number, after 300 seconds of less need.',
  'HPAScalingRules.policies': 'How much may change in a span of time. At least one.',
  'HPAScalingRules.selectPolicy':
    'Which policy counts: `Max` allows the largest change, `Min` the smallest, `Disabled` none. Default: `Max`.',
  'HPAScalingRules.stabilizationWindowSeconds':
    'Seconds it looks back, and takes the most cautious result, so as not to go up and down. 0–3600. Default: 0 upwards, 300 downwards.',
  'HPAScalingRules.tolerance':
    'How far off the target a metric may be without a change. Default: 10%. Alpha: works only where it is switched on.',
  'HPAScalingPolicy.type': 'What `value` counts: `Pods` or `Percent`.',
  'HPAScalingPolicy.value': 'How many Pods, or how many percent of the present ones. At least 1.',
  'HPAScalingPolicy.periodSeconds': 'In how many seconds. 1–1800.',
} as const
