/** Texts on what every object has, and how objects name each other, in English. */
export const meta = {
  'TypeMeta.apiVersion':
    'API group and version of the kind: `v1` for the core kinds, `apps/v1` for Deployment and StatefulSet, `batch/v1` for Job, `networking.k8s.io/v1` for Ingress, `discovery.k8s.io/v1` for EndpointSlice …',
  'TypeMeta.kind':
    'What sort of object this is. With `apiVersion` it decides which fields may follow.',
  'TypeMeta.metadata': 'Name, namespace, labels and annotations.',
  'TypeMeta.status':
    'What the cluster has found. The cluster writes it; what you apply here is ignored.',
  'ObjectMeta.name':
    'Name of the object, unique among its kind in the namespace. Cannot be changed: another name is another object.',
  'ObjectMeta.generateName':
    'Beginning of a name, which the server completes with five random characters. Used only when `name` is absent.',
  'ObjectMeta.namespace': 'Namespace the object lives in. Default: `default`. Cannot be changed.',
  'ObjectMeta.labels':
    'Text by key, for selecting. A Service finds its Pods by their labels. Values have at most 63 characters; numbers and `true` need quotes.',
  'ObjectMeta.annotations':
    'Notes by key, for tools and people. Nothing selects by them. All together at most 256 KiB.',
  'ObjectMeta.ownerReferences':
    'Objects this one belongs to. When the last of them is deleted, this one is deleted, too.',
  'ObjectMeta.finalizers':
    'Work to be done before the object may vanish. While the list is not empty, a deleted object stays, as terminating.',
  'ObjectMeta.uid': 'Set by the server: tells this object from an earlier one of the same name.',
  'ObjectMeta.resourceVersion':
    'Set by the server, new with every change. If you send one that is not the latest, the update is refused as a conflict.',
  'ObjectMeta.generation': 'Set by the server: counts changes of the spec.',
  'ObjectMeta.creationTimestamp': 'Set by the server: when the object was created.',
  'ObjectMeta.deletionTimestamp':
    'Set by the server: by when the object, being deleted, should be gone.',
  'ObjectMeta.deletionGracePeriodSeconds':
    'Set by the server: seconds the object is given to end by itself.',
  'ObjectMeta.managedFields': 'Set by the server: who set which field.',
  'ObjectMeta.selfLink': 'No longer filled in.',
  'OwnerReference.apiVersion': 'API version of the owner, such as `apps/v1`.',
  'OwnerReference.kind': 'Kind of the owner, such as `ReplicaSet`.',
  'OwnerReference.name': 'Name of the owner, in the same namespace.',
  'OwnerReference.uid': 'The very object that is the owner; another of the same name is not.',
  'OwnerReference.controller': 'Whether the owner manages this object. At most one owner does.',
  'OwnerReference.blockOwnerDeletion':
    'Whether a foreground deletion of the owner waits until this object is gone.',
  'LabelSelector.matchLabels':
    'Labels an object must have, all of them, with exactly these values.',
  'LabelSelector.matchExpressions':
    'Further conditions on labels. All must hold, besides `matchLabels`.',
  'LabelSelectorRequirement.key': 'Key of the label the condition is about.',
  'LabelSelectorRequirement.operator':
    'How the label is compared: `In`, `NotIn`, `Exists` or `DoesNotExist`.',
  'LabelSelectorRequirement.values':
    'Values to compare with. Needed for `In` and `NotIn`, not allowed with the other two.',
  'ObjectReference.apiVersion': 'API version of the object.',
  'ObjectReference.kind': 'Kind of the object.',
  'ObjectReference.namespace': 'Namespace of the object.',
  'ObjectReference.name': 'Name of the object.',
  'ObjectReference.uid': 'The very object, not another of the same name.',
  'ObjectReference.resourceVersion': 'The very version of it.',
  'ObjectReference.fieldPath': 'Part of the object, such as `spec.containers{web}`.',
  'LocalObjectReference.name': 'Name of the object, in the same namespace.',
  'TypedLocalObjectReference.apiGroup': 'API group of the object. Absent for core kinds.',
  'TypedLocalObjectReference.kind': 'Kind of the object.',
  'TypedLocalObjectReference.name': 'Name of the object, in the same namespace.',
  'TypedObjectReference.apiGroup': 'API group of the object. Absent for core kinds.',
  'TypedObjectReference.kind': 'Kind of the object.',
  'TypedObjectReference.name': 'Name of the object.',
  'TypedObjectReference.namespace':
    'Namespace of the object. Default: the same. Alpha: needs a grant by the other namespace.',
} as const
