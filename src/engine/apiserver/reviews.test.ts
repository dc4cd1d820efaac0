import { expect, it } from 'vitest'
import { type Body, Server } from './testing'

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
