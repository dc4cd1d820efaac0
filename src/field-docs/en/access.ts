/** Texts on accounts and roles, in English. */
export const access = {
  ServiceAccount: 'An account for programs in Pods. Each namespace has one named `default`.',
  'ServiceAccount.automountServiceAccountToken':
    'Whether the token is mounted into Pods. Default: `true`.',
  'ServiceAccount.imagePullSecrets': 'Secrets that its Pods use to log in to image registries.',
  'ServiceAccount.secrets': 'Secrets that its Pods may use. Seldom needed.',

  Role: 'What may be done in one namespace. Kept here only: everybody may do everything.',
  'Role.rules': 'What is allowed. Rules add up; nothing can be forbidden.',
  ClusterRole:
    'What may be done in the whole cluster, or in the namespace of a RoleBinding. Kept here only: everybody may do everything.',
  'ClusterRole.rules': 'What is allowed. Rules add up; nothing can be forbidden.',
  'ClusterRole.aggregationRule':
    'Gathers the rules of other ClusterRoles: the cluster then writes `rules`.',
  'PolicyRule.apiGroups': 'API groups of the resources. `""` is the core group, `"*"` all.',
  'PolicyRule.resources': 'Resources as in URLs: `pods`, `services/status`; `"*"` for all.',
  'PolicyRule.resourceNames':
    'Only objects with these names. Does not work for `create`, whose names are not known yet. Default: all.',
  'PolicyRule.verbs':
    'What may be done: `get`, `list`, `watch`, `create`, `update`, `patch`, `delete` …, or `"*"`.',
  'PolicyRule.nonResourceURLs':
    'Paths that are no objects, such as `/healthz` or `/logs/*`. Only in a ClusterRole, without resources.',
  'AggregationRule.clusterRoleSelectors':
    'Labels of the ClusterRoles that are gathered; any of these fits.',

  RoleBinding: 'Gives a role to users, groups or service accounts, in one namespace.',
  'RoleBinding.roleRef':
    'Role that is given. A ClusterRole, too, counts only in this namespace then. Cannot be changed.',
  'RoleBinding.subjects': 'To whom it is given.',
  ClusterRoleBinding:
    'Gives a ClusterRole to users, groups or service accounts, in the whole cluster.',
  'ClusterRoleBinding.roleRef': 'ClusterRole that is given. Cannot be changed.',
  'ClusterRoleBinding.subjects': 'To whom it is given.',
  'RoleRef.apiGroup': 'Always `rbac.authorization.k8s.io`, which is the default.',
  'RoleRef.kind': '`Role` or `ClusterRole`.',
  'RoleRef.name': 'Name of the role.',
  'Subject.kind': '`User`, `Group` or `ServiceAccount`.',
  'Subject.name': 'Name of the user, group or service account.',
  'Subject.namespace':
    'Namespace of the service account. Not for users and groups, which have none.',
  'Subject.apiGroup':
    'Empty for a service account, else `rbac.authorization.k8s.io`. Filled in for you.',
} as const
