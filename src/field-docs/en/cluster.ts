/** Texts on settings, namespaces, nodes, and what the cluster notes, in English. */
export const cluster = {
  ConfigMap: 'Settings as text by key, for containers to read as environment variables or files.',
  'ConfigMap.data':
    'Text by key. Values are always text: numbers and `true` need quotes. Use `|` for several lines. At most 1 MiB in all.',
  'ConfigMap.binaryData': 'Bytes by key, as base64. A key may not stand in `data`, too.',
  'ConfigMap.immutable':
    'While `true`, the data can no longer be changed; there is no way back but deletion. Default: `false`.',
  Secret:
    'Like a ConfigMap, for passwords, keys and certificates. Values are base64, which hides nothing.',
  'Secret.data': 'Values by key, as base64. To write them plainly, use `stringData`.',
  'Secret.stringData':
    'Values by key, plainly. The server turns them into `data`; they win over it.',
  'Secret.type':
    'What the Secret is for, which decides the keys it must have. Default: `Opaque`. Cannot be changed.',
  'Secret.immutable':
    'While `true`, the data can no longer be changed; there is no way back but deletion. Default: `false`.',

  Namespace:
    'A room for names: objects in different namespaces may have the same name. Deleting it deletes everything inside.',
  'Namespace.spec': 'Settings of the namespace. Usually absent.',
  'NamespaceSpec.finalizers':
    'What must be done before the namespace may vanish. Set by the server.',
  ResourceQuota: 'How much a namespace may use in all. What goes over it is refused.',
  'ResourceQuota.spec': 'What is limited, and to how much.',
  'ResourceQuotaSpec.hard':
    'The most of each resource in all: `pods: "10"`, `requests.cpu: "2"`, `count/services: "5"`.',
  'ResourceQuotaSpec.scopes':
    'Which Pods are counted, such as `BestEffort` or `NotTerminating`. Default: all.',
  'ResourceQuotaSpec.scopeSelector':
    'Which Pods are counted, as conditions: `PriorityClass` with `In` and values.',
  LimitRange:
    'How much one container, Pod or claim may ask for, and what it gets if it does not ask. What goes over it is refused.',
  'LimitRange.spec': 'The limits.',
  'LimitRangeSpec.limits': 'One entry for each sort of object that is limited.',
  'LimitRangeItem.type':
    'What is limited: `Container`, `Pod` (all its containers together) or `PersistentVolumeClaim`.',
  'LimitRangeItem.max': 'The most of each resource that may be asked for: `cpu: "2"`.',
  'LimitRangeItem.min': 'The least of each resource that must be asked for.',
  'LimitRangeItem.default': 'Limits given to containers that have none. Only for `Container`.',
  'LimitRangeItem.defaultRequest':
    'Requests given to containers that have none. Only for `Container`.',
  'LimitRangeItem.maxLimitRequestRatio': 'How many times its request a limit may be, at most.',

  Node: 'A machine of the cluster, on which Pods run. It registers itself.',
  'Node.spec': 'What is wanted of the node.',
  'NodeSpec.podCIDR': 'Block from which Pods on this node get their addresses.',
  'NodeSpec.podCIDRs': 'All such blocks, one for each IP family.',
  'NodeSpec.providerID': 'The machine’s identity at the cloud provider.',
  'NodeSpec.unschedulable': 'Take no new Pods, as after `kubectl cordon`. Default: `false`.',
  'NodeSpec.taints': 'Keeps Pods away that do not tolerate them.',
  'NodeSpec.configSource': 'No longer used.',
  'NodeSpec.externalID': 'No longer used.',
  'Taint.key': 'Key of the taint.',
  'Taint.value': 'Its value.',
  'Taint.effect': 'What happens to Pods that do not tolerate it.',
  'Taint.effect.NoSchedule': 'New Pods stay away.',
  'Taint.effect.PreferNoSchedule': 'New Pods rather stay away.',
  'Taint.effect.NoExecute': 'New Pods stay away, running ones are evicted.',
  'Taint.timeAdded': 'When it was added.',

  Event: 'A note of something that happened to an object, kept for a while.',
  'Event.involvedObject': 'Object it is about.',
  'Event.reason': 'One word for it, such as `FailedScheduling`.',
  'Event.message': 'What happened, in words.',
  'Event.type': '`Normal` or `Warning`.',
  'Event.count': 'How often it has happened.',
  'Event.source': 'Which component noted it.',
  'Event.firstTimestamp': 'When it happened first.',
  'Event.lastTimestamp': 'When it happened last.',
  'Event.eventTime': 'When it happened, to the microsecond.',
  'Event.action': 'What was done about the object.',
  'Event.related': 'A second object that had to do with it.',
  'Event.reportingComponent': 'Which component noted it, in the newer form.',
  'Event.reportingInstance': 'Which instance of the component.',
  'Event.series': 'How often and until when it was repeated.',
  'EventSource.component': 'Name of the component, such as `kubelet`.',
  'EventSource.host': 'Node it ran on.',
  'EventSeries.count': 'How often.',
  'EventSeries.lastObservedTime': 'When last.',

  Lease: 'A sign of life: nodes and leaders renew theirs every few seconds.',
  'Lease.spec': 'Who holds the lease, and since when.',
  'LeaseSpec.holderIdentity': 'Who holds it.',
  'LeaseSpec.leaseDurationSeconds': 'Seconds after the last renewal until others may take it.',
  'LeaseSpec.acquireTime': 'When the holder got it.',
  'LeaseSpec.renewTime': 'When it was renewed last.',
  'LeaseSpec.leaseTransitions': 'How often it has changed hands.',
  'LeaseSpec.preferredHolder': 'Who should take it next.',
  'LeaseSpec.strategy': 'How the next holder is chosen.',
  PriorityClass: 'How urgent the Pods are that name it.',
  'PriorityClass.value': 'The higher, the more urgent; up to 1000000000. Cannot be changed.',
  'PriorityClass.globalDefault': 'Whether it holds for Pods that name none. Default: `false`.',
  'PriorityClass.description': 'When to use it, for people.',
  'PriorityClass.preemptionPolicy':
    'Whether its Pods may push others out. Default: `PreemptLowerPriority`.',
  'PriorityClass.preemptionPolicy.Never': 'They only come first in the queue.',
  'PriorityClass.preemptionPolicy.PreemptLowerPriority': 'Less urgent Pods make room for them.',
  ComponentStatus: 'How a part of the control plane does. Deprecated; it is asked of nobody else.',
  'ComponentStatus.conditions': 'What was found.',
  'ComponentCondition.error': 'What went wrong when it was asked.',
  'ComponentCondition.message': 'What it said.',
  'ComponentCondition.status': '`True` when it is well.',
  'ComponentCondition.type': 'Always `Healthy`.',
} as const
