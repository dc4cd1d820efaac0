import {
  any,
  boolean,
  enumeration,
  given,
  int64,
  list,
  map,
  object,
  optional,
  pointer,
  string,
  time,
} from './schema'

const ownerReference = object(
  'OwnerReference',
  {
    apiVersion: given(string),
    blockOwnerDeletion: pointer(boolean),
    controller: pointer(boolean),
    kind: given(string),
    name: given(string),
    uid: given(string),
  },
  { group: 'meta', atomic: true },
)

/** What every object carries (meta/v1 ObjectMeta). `selfLink` has been empty for years. */
export const objectMeta = object(
  'ObjectMeta',
  {
    annotations: optional(map(string)),
    creationTimestamp: optional(time),
    deletionGracePeriodSeconds: pointer(int64),
    deletionTimestamp: optional(time),
    finalizers: optional(list(string, { set: true, merged: true })),
    generateName: optional(string),
    generation: optional(int64),
    labels: optional(map(string)),
    managedFields: optional(list(any)),
    name: optional(string),
    namespace: optional(string),
    ownerReferences: optional(list(ownerReference, { mergeKey: 'uid', keys: ['uid'] })),
    resourceVersion: optional(string),
    selfLink: optional(string),
    uid: optional(string),
  },
  { group: 'meta' },
)

/** A workload's selector (meta/v1 LabelSelector). */
export const labelSelector = object(
  'LabelSelector',
  {
    matchExpressions: optional(
      list(
        object(
          'LabelSelectorRequirement',
          { key: given(string), operator: given(string), values: optional(list(string)) },
          { group: 'meta' },
        ),
      ),
    ),
    matchLabels: optional(map(string)),
  },
  { group: 'meta', atomic: true },
)

/** One finding about an object (meta/v1 Condition). */
export const condition = object(
  'Condition',
  {
    lastTransitionTime: given(time),
    message: given(string),
    observedGeneration: optional(int64),
    reason: given(string),
    status: given(enumeration('ConditionStatus', 'True', 'False', 'Unknown')),
    type: given(string),
  },
  { group: 'meta' },
)
