import type { ApiRequest, ApiResponse } from '../../api/request'
import { badRequest } from '../../api/status'
import { timestamp } from '../../sim'
import type { ServerEnvironment } from '../environment'
import type { Store } from '../store'
import { type Attempt, whyAllowed } from './allowed'
import { grantsOf } from './rules'
import { groupsOf, type User, userOf } from './user'

type Json = Readonly<Record<string, unknown>>

/** What is asked of the server about a user, by the path under which it is asked. */
const answers: Readonly<
  Record<string, { kind: string; status(store: Store, user: User, spec: Json): unknown }>
> = {
  'authentication.k8s.io/v1/selfsubjectreviews': {
    kind: 'SelfSubjectReview',
    status: (_store, user) => ({ userInfo: user }),
  },
  'authentication.k8s.io/v1/tokenreviews': {
    kind: 'TokenReview',
    status: () => ({ user: {}, error: 'this playground signs no tokens, and checks none' }),
  },
  'authorization.k8s.io/v1/localsubjectaccessreviews': {
    kind: 'LocalSubjectAccessReview',
    status: (store, _user, spec) => accessOf(store, named(spec), spec),
  },
  'authorization.k8s.io/v1/selfsubjectaccessreviews': {
    kind: 'SelfSubjectAccessReview',
    status: accessOf,
  },
  'authorization.k8s.io/v1/selfsubjectrulesreviews': {
    kind: 'SelfSubjectRulesReview',
    status: rulesOf,
  },
  'authorization.k8s.io/v1/subjectaccessreviews': {
    kind: 'SubjectAccessReview',
    status: (store, _user, spec) => accessOf(store, named(spec), spec),
  },
}

function named({ groups, user }: Json): User {
  const username = typeof user === 'string' ? user : ''
  const own = Array.isArray(groups) ? groups.map(String) : groupsOf(username)
  return { username, groups: own }
}

function accessOf(store: Store, user: User, spec: Json): unknown {
  const reason = whyAllowed(store, user, attemptIn(spec))
  return reason === undefined ? { allowed: false } : { allowed: true, reason }
}

function attemptIn({ nonResourceAttributes, resourceAttributes }: Json): Attempt {
  const asked = (resourceAttributes ?? nonResourceAttributes ?? {}) as Readonly<
    Record<string, string>
  >
  const { group = '', name = '', namespace = '', path = '', resource = '', verb = '' } = asked
  if (!resourceAttributes) return { verb, path }
  return { verb, group, resource, subresource: asked['subresource'] ?? '', namespace, name }
}

function rulesOf(store: Store, user: User, spec: Json): unknown {
  const namespace = typeof spec['namespace'] === 'string' ? spec['namespace'] : ''
  const rules = grantsOf(store, user, namespace).flatMap((grant) => grant.rules)
  return {
    resourceRules: rules.filter((rule) => rule.resources !== undefined),
    nonResourceRules: rules.filter((rule) => rule.nonResourceURLs !== undefined),
    incomplete: false,
  }
}

const LOCAL = /^\/apis\/authorization\.k8s\.io\/v1\/namespaces\/([^/]+)\/local/
const LOCAL_WITHOUT = '/apis/authorization.k8s.io/v1/local'

function checkNamespace(spec: unknown, namespace: string): void {
  const { resourceAttributes = {} } = (spec ?? {}) as Readonly<Record<string, Json>>
  if (resourceAttributes['namespace'] === namespace) return
  throw badRequest(`spec.resourceAttributes.namespace must match namespace: ${namespace}`)
}

/** Answers a review: the object that was sent, with its status. Undefined for any other request. */
export function reviewed(
  store: Store,
  request: ApiRequest,
  { epoch, now }: Pick<ServerEnvironment, 'epoch' | 'now'>,
): ApiResponse | undefined {
  const { body, method } = request
  const [, namespace] = LOCAL.exec(request.path) ?? []
  const path = request.path.replace(LOCAL, LOCAL_WITHOUT)
  const isLocal = path.endsWith('/localsubjectaccessreviews')
  const isAsked = path.startsWith('/apis/') && isLocal === (namespace !== undefined)
  const answer = isAsked ? answers[path.slice('/apis/'.length)] : undefined
  if (method !== 'POST' || !answer) return undefined
  const [group, version] = path.split('/').slice(2)
  const { kind, apiVersion = `${group}/${version}`, ...given } = (body ?? {}) as Json
  if (kind !== undefined && kind !== answer.kind) {
    throw badRequest(
      `${kind} in version "${version}" cannot be handled as a ${answer.kind}: no kind "${kind}" ` +
        `is registered for version "${apiVersion}" in scheme "pkg/api/legacyscheme/scheme.go:30"`,
    )
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw badRequest(`the object provided is unrecognized (must be of type ${answer.kind})`)
  }
  const { spec } = given
  // Who asks about itself sends nothing: that answer alone is an object of its own.
  const isOwn = answer.kind === 'SelfSubjectReview'
  const metadata = isOwn ? { creationTimestamp: timestamp(epoch, now) } : (given['metadata'] ?? {})
  if (namespace !== undefined) checkNamespace(spec, namespace)
  const status = answer.status(store, userOf(request), (spec ?? {}) as Json)
  const answered = { kind: answer.kind, apiVersion, metadata, ...(spec ? { spec } : {}), status }
  return { status: 201, body: answered }
}
