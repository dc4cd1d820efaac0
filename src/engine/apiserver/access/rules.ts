import type { ClusterRoleBinding, RoleBinding } from '../../resources'
import type { PolicyRule } from '../../resources/rbac/schema'
import { readerOf } from '../reader'
import type { Store } from '../store'
import type { User } from './user'

/** Rules that a user has, and by which binding. */
export interface Grant {
  readonly rules: readonly PolicyRule[]
  readonly why: string
}

const everything = { apiGroups: ['*'], resources: ['*'] }
const READ = ['get', 'list', 'watch']
const GROUPS = ['', 'apps', 'autoscaling', 'batch', 'discovery.k8s.io', 'networking.k8s.io']
const SEEN = [
  ...['configmaps', 'endpoints', 'events', 'namespaces', 'pods', 'pods/log', 'services'],
  ...['serviceaccounts', 'deployments', 'deployments/scale', 'replicasets', 'daemonsets'],
  ...['statefulsets', 'jobs', 'cronjobs', 'horizontalpodautoscalers', 'endpointslices'],
  ...['ingresses', 'networkpolicies', 'persistentvolumeclaims', 'resourcequotas'],
]
const CHANGED = ['secrets', 'pods/exec', 'pods/attach', 'pods/portforward', 'pods/eviction']

/** The roles that every cluster has for people (bootstrappolicy/policy.go), in short. */
const common: Readonly<Record<string, readonly PolicyRule[]>> = {
  'cluster-admin': [
    { ...everything, verbs: ['*'] },
    { nonResourceURLs: ['*'], verbs: ['*'] },
  ],
  admin: [{ apiGroups: GROUPS, resources: [...SEEN, ...CHANGED], verbs: ['*'] }],
  edit: [{ apiGroups: GROUPS, resources: [...SEEN, ...CHANGED], verbs: ['*'] }],
  view: [{ apiGroups: GROUPS, resources: SEEN, verbs: READ }],
}

function allowedBy(
  binding: string,
  { role, whom }: { readonly role: string; readonly whom: string },
) {
  return `RBAC: allowed by ${binding} of ${role} to ${whom}`
}

const INFORMATION = ['/healthz', '/livez', '/readyz', '/version', '/version/']
const DISCOVERY = ['/api', '/api/*', '/apis', '/apis/*', '/openapi', '/openapi/*']
const review = (group: string, ...resources: readonly string[]): PolicyRule => ({
  verbs: ['create'],
  apiGroups: [group],
  resources,
})

/** What everybody may who is known at all: ask about oneself, and how the server is made. */
const forAll: Grant = {
  why: allowedBy('ClusterRoleBinding "system:discovery"', {
    role: 'ClusterRole "system:discovery"',
    whom: 'Group "system:authenticated"',
  }),
  rules: [
    review('authentication.k8s.io', 'selfsubjectreviews'),
    review('authorization.k8s.io', 'selfsubjectaccessreviews', 'selfsubjectrulesreviews'),
    { verbs: ['get'], nonResourceURLs: [...DISCOVERY, ...INFORMATION] },
    { verbs: ['get'], nonResourceURLs: INFORMATION },
    { verbs: ['get'], nonResourceURLs: ['/.well-known', '/.well-known/*'] },
  ],
}

// Who may do everything, by the binding that says so.
const BINDINGS: Readonly<Record<string, string>> = {
  'system:masters': 'cluster-admin',
  'kubeadm:cluster-admins': 'kubeadm:cluster-admins',
}

/** All that a user has in a namespace, or, without one, in the whole cluster. */
export function grantsOf(store: Store, user: User, namespace: string): readonly Grant[] {
  const group = user.groups.find((each) => Object.hasOwn(BINDINGS, each))
  const own: readonly Grant[] =
    group === undefined
      ? []
      : [
          {
            why: allowedBy(`ClusterRoleBinding "${BINDINGS[group]}"`, {
              role: 'ClusterRole "cluster-admin"',
              whom: `Group "${group}"`,
            }),
            rules: common['cluster-admin'] ?? [],
          },
        ]
  const reader = readerOf(store)
  const local = namespace === '' ? [] : reader.list('RoleBinding', namespace)
  const bound = [...reader.list('ClusterRoleBinding'), ...local].flatMap((binding) =>
    grantBy(store, binding, user),
  )
  return [...own, ...bound, forAll]
}

function grantBy(
  store: Store,
  { kind, metadata, roleRef, subjects = [] }: ClusterRoleBinding | RoleBinding,
  user: User,
): readonly Grant[] {
  const subject = subjects.find((each) => isMeant(each, user, metadata.namespace))
  if (!subject) return []
  const { namespace = '' } = metadata
  const reader = readerOf(store)
  const role =
    roleRef.kind === 'Role'
      ? reader.get('Role', namespace, roleRef.name)
      : reader.get('ClusterRole', '', roleRef.name)
  const name = namespace === '' ? metadata.name : `${metadata.name}/${namespace}`
  const whom =
    subject.kind === 'ServiceAccount'
      ? `${subject.name}/${subject.namespace ?? namespace}`
      : subject.name
  const why = allowedBy(`${kind} "${name}"`, {
    role: `${roleRef.kind} "${roleRef.name}"`,
    whom: `${subject.kind} "${whom}"`,
  })
  return [{ why, rules: role?.rules ?? common[roleRef.name] ?? [] }]
}

type Subject = NonNullable<RoleBinding['subjects']>[number]

function isMeant(subject: Subject, { groups, username }: User, namespace = ''): boolean {
  const { kind, name } = subject
  if (kind === 'User') return name === username
  if (kind === 'Group') return groups.includes(name)
  return username === `system:serviceaccount:${subject.namespace ?? namespace}:${name}`
}
