import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../../../api/object'
import { changesAfter } from '../../store'
import { Server } from '../../testing'

const ROLES = '/apis/rbac.authorization.k8s.io/v1/clusterroles'
const BINDINGS = '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings'

const names = (server: Server, path: string): readonly string[] =>
  server.get(path).items?.map(({ metadata }: KubeObject) => metadata.name) ?? []

const may = (server: Server, user: string, attributes: object): unknown => {
  const path = '/apis/authorization.k8s.io/v1/subjectaccessreviews'
  const body = { spec: { user, resourceAttributes: { namespace: 'default', ...attributes } } }
  return server.send({ method: 'POST', path, body }).body.status
}

describe('the roles that every cluster has', () => {
  it('are there, in order, and cost nothing until one is written', () => {
    const server = new Server()
    const before = server.store.size
    const found = names(server, ROLES)
    expect(found).toEqual([...found].sort())
    expect(found).toEqual(
      expect.arrayContaining([
        'admin',
        'cluster-admin',
        'edit',
        'system:controller:endpointslice-controller',
        'system:node-proxier',
        'view',
      ]),
    )
    expect(names(server, BINDINGS)).toContain('kubeadm:cluster-admins')
    expect(server.store.size).toBe(before)
  })

  it('lead somewhere: each binding names a role that is there', () => {
    const server = new Server()
    const roles = new Set(names(server, ROLES))
    for (const { roleRef } of server.get(BINDINGS).items ?? []) {
      expect(roles).toContain(roleRef.name)
    }
  })

  it('let a viewer see Services and no Secrets, an editor change both, an admin give roles', () => {
    const server = new Server()
    const apiGroup = 'rbac.authorization.k8s.io'
    for (const name of ['view', 'edit', 'admin']) {
      const roleRef = { apiGroup, kind: 'ClusterRole', name }
      const subjects = [{ apiGroup, kind: 'User', name }]
      server.send({
        method: 'POST',
        path: '/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings',
        body: { metadata: { name }, roleRef, subjects },
      })
    }
    const table = [
      ['view', 'list', 'services', true],
      ['view', 'get', 'secrets', false],
      ['view', 'create', 'services', false],
      ['edit', 'get', 'secrets', true],
      ['edit', 'delete', 'services', true],
      ['admin', 'delete', 'services', true],
    ] as const
    for (const [user, verb, resource, allowed] of table) {
      expect(may(server, user, { verb, resource })).toMatchObject({ allowed })
    }
    const give = { verb: 'create', group: apiGroup, resource: 'rolebindings' }
    expect(may(server, 'edit', give)).toMatchObject({ allowed: false })
    expect(may(server, 'admin', give)).toEqual({
      allowed: true,
      reason: 'RBAC: allowed by RoleBinding "admin/default" of ClusterRole "admin" to User "admin"',
    })
  })

  it('are changed and deleted like any other, and have always been there', () => {
    const server = new Server()
    const { revision } = server.store
    const body = [{ op: 'add', path: '/metadata/labels/mine', value: 'yes' }]
    expect(server.patch(`${ROLES}/view`, 'json-patch', body).status).toBe(200)
    expect(changesAfter(server.store, revision)).toHaveLength(1)
    expect(server.get(`${ROLES}/view`).metadata.labels).toMatchObject({ mine: 'yes' })
    expect(server.send({ method: 'DELETE', path: `${ROLES}/edit` }).status).toBe(200)
    expect(server.get(`${ROLES}/edit`).reason).toBe('NotFound')
    const again = { metadata: { name: 'admin' }, rules: [] }
    expect(server.send({ method: 'POST', path: ROLES, body: again }).status).toBe(409)
  })
})
