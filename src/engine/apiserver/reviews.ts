import type { ApiRequest, ApiResponse } from '../api/request'
import { badRequest } from '../api/status'

/** Who sends requests: whoever holds the administrator's kubeconfig, as kubeadm writes it. */
const user = {
  username: 'kubernetes-admin',
  groups: ['kubeadm:cluster-admins', 'system:authenticated'],
}

const WHY =
  'RBAC: allowed by ClusterRoleBinding "kubeadm:cluster-admins" of ClusterRole "cluster-admin" ' +
  'to Group "kubeadm:cluster-admins"'

type Json = Readonly<Record<string, unknown>>

/** What is asked of the server about a user, by the path under which it is asked. */
const answers: Readonly<Record<string, { kind: string; status(spec: Json): unknown }>> = {
  'authentication.k8s.io/v1/selfsubjectreviews': {
    kind: 'SelfSubjectReview',
    status: () => ({ userInfo: user }),
  },
  'authorization.k8s.io/v1/selfsubjectaccessreviews': {
    kind: 'SelfSubjectAccessReview',
    status: () => ({ allowed: true, reason: WHY }),
  },
  'authorization.k8s.io/v1/selfsubjectrulesreviews': {
    kind: 'SelfSubjectRulesReview',
    status: () => rules,
  },
  'authorization.k8s.io/v1/subjectaccessreviews': {
    kind: 'SubjectAccessReview',
    status: (spec) => accessOf(spec),
  },
}

// What RBAC's bootstrap policy lets an administrator do, and everybody (bootstrappolicy/policy.go).
const INFORMATION = ['/healthz', '/livez', '/readyz', '/version', '/version/']
const DISCOVERY = ['/api', '/api/*', '/apis', '/apis/*', '/openapi', '/openapi/*']
const review = (group: string, ...resources: readonly string[]) => ({
  verbs: ['create'],
  apiGroups: [group],
  resources,
})
const rules = {
  resourceRules: [
    { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
    review('authentication.k8s.io', 'selfsubjectreviews'),
    review('authorization.k8s.io', 'selfsubjectaccessreviews', 'selfsubjectrulesreviews'),
  ],
  nonResourceRules: [
    { verbs: ['*'], nonResourceURLs: ['*'] },
    { verbs: ['get'], nonResourceURLs: [...DISCOVERY, ...INFORMATION] },
    { verbs: ['get'], nonResourceURLs: INFORMATION },
  ],
  incomplete: false,
}

// Nothing here binds a role to anybody else.
function accessOf({ user: name, groups }: Json): unknown {
  const isAdmin =
    name === user.username || (Array.isArray(groups) && groups.includes('system:masters'))
  return isAdmin ? { allowed: true, reason: WHY } : { allowed: false }
}

/** Answers a review: the object that was sent, with its status. Undefined for any other request. */
export function reviewed({ method, path, body }: ApiRequest): ApiResponse | undefined {
  const answer = path.startsWith('/apis/') ? answers[path.slice('/apis/'.length)] : undefined
  if (method !== 'POST' || !answer) return undefined
  const [group, version] = path.split('/').slice(2)
  const { kind, apiVersion = `${group}/${version}`, ...given } = (body ?? {}) as Json
  if (kind !== undefined && kind !== answer.kind) {
    throw badRequest(
      `${kind} in version "${version}" cannot be handled as a ${answer.kind}: no kind "${kind}" ` +
        `is registered for version "${apiVersion}" in scheme "pkg/api/legacyscheme/scheme.go:30"`,
    )
  }
  const { metadata = {}, spec } = given
  const status = answer.status((spec ?? {}) as Json)
  const answered = { kind: answer.kind, apiVersion, metadata, ...(spec ? { spec } : {}), status }
  return { status: 201, body: answered }
}
