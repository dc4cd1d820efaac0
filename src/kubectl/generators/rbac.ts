import { CommandError } from '../command'
import type { JsonObject } from '../json'
import { metadataOf, type Naming } from './metadata'

const group = 'rbac.authorization.k8s.io'

/** The flags of `create rolebinding` and `create clusterrolebinding`. */
export interface BindingOptions extends Naming {
  readonly clusterRole: string
  readonly role: string
  readonly users: readonly string[]
  readonly groups: readonly string[]
  readonly serviceAccounts: readonly string[]
}

/** A RoleBinding as `create rolebinding` makes it. */
export function roleBinding(options: BindingOptions): JsonObject {
  const { role, clusterRole } = options
  if ((role === '') === (clusterRole === '')) {
    throw new CommandError('error: exactly one of clusterrole or role must be specified')
  }
  return binding('RoleBinding', options)
}

/** A ClusterRoleBinding as `create clusterrolebinding` makes it. */
export const clusterRoleBinding = (options: BindingOptions): JsonObject =>
  binding('ClusterRoleBinding', options)

function binding(kind: string, options: BindingOptions): JsonObject {
  const subjects = subjectsOf(options)
  return {
    kind,
    apiVersion: `${group}/v1`,
    metadata: metadataOf(options),
    ...(subjects.length > 0 ? { subjects } : {}),
    roleRef: {
      apiGroup: group,
      kind: options.role === '' ? 'ClusterRole' : 'Role',
      name: options.role || options.clusterRole,
    },
  }
}

/** Users, groups and service accounts as the subjects of a binding. */
export const subjectsOf = (
  named: Pick<BindingOptions, 'users' | 'groups' | 'serviceAccounts'>,
): readonly JsonObject[] => [
  ...named.users.map((name) => ({ kind: 'User', apiGroup: group, name })),
  ...named.groups.map((name) => ({ kind: 'Group', apiGroup: group, name })),
  ...named.serviceAccounts.map((text) => {
    const [namespace = '', name = '', ...more] = text.split(':')
    if (namespace === '' || name === '' || more.length > 0) {
      throw new CommandError('error: serviceaccount must be <namespace>:<name>')
    }
    return { kind: 'ServiceAccount', name, namespace }
  }),
]

/** A resource of a rule, as discovery has resolved it. */
export interface RuleResource {
  readonly group: string
  /** With its subresource: `pods/log`. */
  readonly resource: string
}

/** The flags of `create role` and `create clusterrole`. */
export interface RoleOptions extends Naming {
  readonly verbs: readonly string[]
  readonly resources: readonly RuleResource[]
  readonly resourceNames: readonly string[]
  readonly nonResourceUrls: readonly string[]
  /** Empty when the role aggregates no others. */
  readonly aggregation: Readonly<Record<string, string>>
}

/** A Role as `create role` makes it. */
export const role = (options: RoleOptions): JsonObject => ({
  kind: 'Role',
  apiVersion: `${group}/v1`,
  metadata: metadataOf(options),
  rules: rulesOf(options),
})

/** A ClusterRole as `create clusterrole` makes it. */
export const clusterRole = (options: RoleOptions): JsonObject => ({
  kind: 'ClusterRole',
  apiVersion: `${group}/v1`,
  metadata: metadataOf(options),
  ...(Object.keys(options.aggregation).length > 0
    ? {
        rules: null,
        aggregationRule: { clusterRoleSelectors: [{ matchLabels: options.aggregation }] },
      }
    : { rules: rulesOf(options) }),
})

// One rule for each API group, then one for the URLs.
function rulesOf(options: RoleOptions): readonly JsonObject[] {
  const verbs = options.verbs.includes('*') ? ['*'] : [...new Set(options.verbs)]
  const names = [...new Set(options.resourceNames)]
  const groups = [...new Set(options.resources.map((each) => each.group))]
  const rules = groups.map((apiGroup) => ({
    verbs,
    apiGroups: [apiGroup],
    resources: [
      ...new Set(
        options.resources.filter((each) => each.group === apiGroup).map((each) => each.resource),
      ),
    ],
    ...(names.length > 0 ? { resourceNames: names } : {}),
  }))
  const nonResourceURLs = options.nonResourceUrls
  return [...rules, ...(nonResourceURLs.length > 0 ? [{ verbs, nonResourceURLs }] : [])]
}
