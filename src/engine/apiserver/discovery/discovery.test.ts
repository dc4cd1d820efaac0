import { describe, expect, it } from 'vitest'
import { type Body, Server } from '../testing'

const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'
const kubectl = { accept: `${AGGREGATED},application/json` }
const read = (path: string, options: { headers?: object; query?: object } = {}): Body =>
  new Server().send({ method: 'GET', path, ...options } as never).body
const named = (list: Body[], key: string, name: string): Body =>
  list.find((each) => each[key] === name)

describe('discovery', () => {
  it('comes at once to who asks for it so, under its own content type', () => {
    const { body, contentType } = new Server().send({
      method: 'GET',
      path: '/apis',
      headers: kubectl,
    })
    expect(contentType).toBe(AGGREGATED)
    const groups = body.items.map(({ metadata }: Body) => metadata.name)
    expect(groups.slice(0, 3)).toEqual(['apps', 'events.k8s.io', 'authentication.k8s.io'])
    const [apps] = body.items
    const deployments = named(apps.versions[0].resources, 'resource', 'deployments')
    expect(deployments).toMatchObject({
      scope: 'Namespaced',
      shortNames: ['deploy'],
      categories: ['all'],
      subresources: [
        { subresource: 'scale', responseKind: { group: 'autoscaling', kind: 'Scale' } },
        { subresource: 'status', responseKind: { group: '', kind: 'Deployment' } },
      ],
    })
  })
  it('is in many documents for everybody else', () => {
    expect(read('/apis').kind).toBe('APIGroupList')
    expect(read('/apis', { headers: { accept: `application/json,${AGGREGATED}` } }).kind).toBe(
      'APIGroupList',
    )
    const core = read('/api/v1').resources
    expect(named(core, 'name', 'pods/eviction')).toMatchObject({ group: 'policy', version: 'v1' })
    expect(named(core, 'name', 'namespaces').verbs).not.toContain('deletecollection')
  })
  it('lists the resources of a version by their names', () => {
    const names = read('/api', { headers: kubectl }).items[0].versions[0].resources.map(
      ({ resource }: Body) => resource,
    )
    expect(names).toEqual([...names].sort())
    expect(names.indexOf('serviceaccounts')).toBeLessThan(names.indexOf('services'))
  })
})

describe('the server', () => {
  it('tells its version as a release does', () => {
    expect(read('/version')).toMatchObject({ major: '1', minor: '34', compiler: 'gc' })
  })
  it.each(['/healthz', '/livez', '/readyz', '/readyz/etcd'])('is well at %s', (path) => {
    expect(read(path)).toBe('ok')
  })
  it('tells each check when asked to be verbose', () => {
    const told = read('/livez', { query: { verbose: '' } })
    expect(told).toBe('[+]ping ok\n[+]log ok\n[+]etcd ok\nlivez check passed\n')
  })
  it('knows no health of what it does not check', () => {
    expect(read('/healthz/nope').reason).toBe('NotFound')
  })
  it('lists its paths at its root', () => {
    expect(read('/').paths).toEqual(expect.arrayContaining(['/api/v1', '/apis/apps/v1', '/livez']))
  })
})
