import { describe, expect, it } from 'vitest'
import { type Body, Server } from '../testing'

const ask = (path: string, body: object): { status: number; body: Body } =>
  new Server().send({ method: 'POST', path: `/apis/${path}`, body })

it('who sends requests may do everything', () => {
  const spec = { resourceAttributes: { verb: 'create', resource: 'services' } }
  const asked = ask('authorization.k8s.io/v1/selfsubjectaccessreviews', {
    kind: 'SelfSubjectAccessReview',
    spec,
  })
  expect(asked).toMatchObject({ status: 201, body: { spec, status: { allowed: true } } })
  const rules = ask('authorization.k8s.io/v1/selfsubjectrulesreviews', {}).body.status
  expect(rules.resourceRules[0]).toEqual({ verbs: ['*'], apiGroups: ['*'], resources: ['*'] })
})

it('nobody else may', () => {
  const asked = ask('authorization.k8s.io/v1/subjectaccessreviews', { spec: { user: 'jane' } })
  expect(asked.body.status.allowed).toBe(false)
})

it('who asks who it is hears the administrator’s name and groups', () => {
  const { body } = ask('authentication.k8s.io/v1/selfsubjectreviews', {})
  expect(body.status.userInfo).toEqual({
    username: 'kubernetes-admin',
    groups: ['kubeadm:cluster-admins', 'system:authenticated'],
  })
})

it('a review of another kind is refused', () => {
  const asked = ask('authorization.k8s.io/v1/selfsubjectaccessreviews', { kind: 'Pod' })
  expect(asked.status).toBe(400)
})

describe('a user that the administrator is taken for', () => {
  const bound = (): Server => {
    const server = new Server()
    const rbac = '/apis/rbac.authorization.k8s.io/v1/namespaces/default'
    const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }]
    server.send({ method: 'POST', path: `${rbac}/roles`, body: { metadata: { name: 'r' }, rules } })
    const apiGroup = 'rbac.authorization.k8s.io'
    const roleRef = { apiGroup, kind: 'Role', name: 'r' }
    const subjects = [{ apiGroup, kind: 'User', name: 'jane' }]
    const body = { metadata: { name: 'b' }, roleRef, subjects }
    server.send({ method: 'POST', path: `${rbac}/rolebindings`, body })
    return server
  }
  const jane = { 'impersonate-user': 'jane' }
  const get = (server: Server, path: string) => server.send({ method: 'GET', path, headers: jane })

  it('may what a role says, where it is bound', () => {
    const server = bound()
    expect(get(server, '/api/v1/namespaces/default/pods').status).toBe(200)
    expect(get(server, '/api/v1/pods').body.message).toBe(
      'pods is forbidden: User "jane" cannot list resource "pods" in API group "" at the ' +
        'cluster scope',
    )
    expect(get(server, '/apis/apps/v1/namespaces/default/deployments/web').body.message).toBe(
      'deployments.apps "web" is forbidden: User "jane" cannot get resource "deployments" in API ' +
        'group "apps" in the namespace "default"',
    )
  })
  it('is told so when it asks', () => {
    const server = bound()
    const asks = (verb: string): Body =>
      server.send({
        method: 'POST',
        path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
        headers: jane,
        body: { spec: { resourceAttributes: { verb, resource: 'pods', namespace: 'default' } } },
      }).body.status
    expect(asks('list')).toEqual({
      allowed: true,
      reason: 'RBAC: allowed by RoleBinding "b/default" of Role "r" to User "jane"',
    })
    expect(asks('delete')).toEqual({ allowed: false })
  })
})
