import { labelSelector } from '../../api/meta-schema'
import { given, type Infer, list, object, optional, pointer, string } from '../../api/schema'

/** The group of roles and their bindings. */
export const RBAC = 'rbac.authorization.k8s.io'

const rbac = { group: 'rbac' } as const
const texts = optional(list(string))

const rule = object(
  'PolicyRule',
  {
    apiGroups: texts,
    nonResourceURLs: texts,
    resourceNames: texts,
    resources: texts,
    verbs: given(list(string)),
  },
  rbac,
)

/** What may be done, with what. */
export type PolicyRule = Infer<typeof rule>

const roleRef = object(
  'RoleRef',
  { apiGroup: given(string), kind: given(string), name: given(string) },
  { ...rbac, atomic: true },
)

/** Which role is given. */
export type RoleRef = Infer<typeof roleRef>

const subject = object(
  'Subject',
  {
    apiGroup: optional(string),
    kind: given(string),
    name: given(string),
    namespace: optional(string),
  },
  { ...rbac, atomic: true },
)

/** To whom a role is given. */
export type Subject = Infer<typeof subject>

const rules = optional(list(rule))

/** The shape of a Role. */
export const role = object('Role', { rules }, rbac)
/** The shape of a ClusterRole. */
export const clusterRole = object(
  'ClusterRole',
  {
    aggregationRule: pointer(
      object('AggregationRule', { clusterRoleSelectors: optional(list(labelSelector)) }, rbac),
    ),
    rules,
  },
  rbac,
)

const binding = { roleRef: given(roleRef), subjects: optional(list(subject)) } as const

/** The shape of a RoleBinding. */
export const roleBinding = object('RoleBinding', binding, rbac)
/** The shape of a ClusterRoleBinding. */
export const clusterRoleBinding = object('ClusterRoleBinding', binding, rbac)
