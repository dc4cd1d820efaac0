import type { access as english } from '../en/access'

/** The same texts on accounts and roles, in Chinese. */
export const access: Readonly<Record<keyof typeof english, string>> = {
  ServiceAccount: '供 Pod 中的程序使用的账号。每个命名空间都有一个 `default`。',
  'ServiceAccount.automountServiceAccountToken': '是否把令牌挂载进 Pod。默认：`true`。',
  'ServiceAccount.imagePullSecrets': '其 Pod 登录镜像仓库所用的 Secret。',
  'ServiceAccount.secrets': '其 Pod 可以使用的 Secret，很少需要。',

  Role: '在一个命名空间中可以做什么。此处只保存：任何人都可以做任何事。',
  'Role.rules': '允许做什么。各条规则叠加；不能写禁止。',
  ClusterRole:
    '在整个集群（或某个 RoleBinding 所在的命名空间）中可以做什么。此处只保存：任何人都可以做任何事。',
  'ClusterRole.rules': '允许做什么。各条规则叠加；不能写禁止。',
  'ClusterRole.aggregationRule': '汇集其他 ClusterRole 的规则：此时由集群填写 `rules`。',
  'PolicyRule.apiGroups': '资源的 API 组。`""` 为核心组，`"*"` 为全部。',
  'PolicyRule.resources': '资源，写法同 URL：`pods`、`services/status`；`"*"` 为全部。',
  'PolicyRule.resourceNames':
    '仅限这些名称的对象。对 `create` 无效，因为那时名称尚未可知。默认：全部。',
  'PolicyRule.verbs':
    '可以做什么：`get`、`list`、`watch`、`create`、`update`、`patch`、`delete` 等，或 `"*"`。',
  'PolicyRule.nonResourceURLs':
    '不是对象的路径，如 `/healthz` 或 `/logs/*`。仅用于 ClusterRole，且不能与资源同时写。',
  'AggregationRule.clusterRoleSelectors': '所汇集的 ClusterRole 的标签，符合其一即可。',

  RoleBinding: '在一个命名空间中把角色授予用户、组或服务账号。',
  'RoleBinding.roleRef': '授予的角色。若是 ClusterRole，也只在本命名空间内有效。不可修改。',
  'RoleBinding.subjects': '授予谁。',
  ClusterRoleBinding: '在整个集群中把 ClusterRole 授予用户、组或服务账号。',
  'ClusterRoleBinding.roleRef': '授予的 ClusterRole。不可修改。',
  'ClusterRoleBinding.subjects': '授予谁。',
  'RoleRef.apiGroup': '总是 `rbac.authorization.k8s.io`，也是默认值。',
  'RoleRef.kind': '`Role` 或 `ClusterRole`。',
  'RoleRef.name': '角色的名称。',
  'Subject.kind': '`User`、`Group` 或 `ServiceAccount`。',
  'Subject.name': '用户、组或服务账号的名称。',
  'Subject.namespace': '服务账号所在的命名空间。用户和组没有命名空间，不能填。',
  'Subject.apiGroup': '服务账号为空，其余为 `rbac.authorization.k8s.io`。会自动填写。',
}
