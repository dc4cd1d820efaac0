import { describe, expect, it } from 'vitest'
import { Server } from './testing'

const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments'

function withWeb(): Server {
  const server = new Server()
  const labels = { app: 'web' }
  server.post({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'c', image: 'nginx' }] } },
    },
  })
  return server
}

describe('a body that is none', () => {
  it.each([[[]], ['x'], [null]])('is no Scale: %j', (body) => {
    const { body: told, status } = withWeb().put(`${DEPLOYMENTS}/web/scale`, body)
    expect(status).toBe(400)
    expect(told.message).toContain('must be of type Scale')
  })

  it('is no Scale either when a number is a text', () => {
    const answer = withWeb().patch(`${DEPLOYMENTS}/web/scale`, 'merge-patch', {
      spec: { replicas: 'two' },
    })
    expect(answer.status).toBe(400)
    expect(answer.body.message).toContain('spec.replicas of type int32')
  })
})

describe('a text that is no JSON', () => {
  const send = (method: 'POST' | 'PATCH', path: string, type: string, unreadable: string) =>
    withWeb().send({ method, path, headers: { 'content-type': type }, unreadable }).body.message
  it('is no object of any kind', () => {
    expect(send('POST', DEPLOYMENTS, 'application/json', '{"a":')).toBe(
      "the object provided is unrecognized (must be of type Deployment): couldn't get " +
        'version/kind; json parse error: unexpected end of JSON input ({"a":)',
    )
    expect(send('POST', DEPLOYMENTS, 'application/json', `${'ä'.repeat(40)}`)).toContain(
      `beginning of value (${'c3a4'.repeat(15)} ...)`,
    )
  })
  it.each([
    ['strategic-merge-patch', ''],
    ['merge-patch', 'error decoding patch: '],
    ['json-patch', 'error decoding patch: '],
  ])('is no patch: %s', (type, prefix) => {
    expect(send('PATCH', `${DEPLOYMENTS}/web`, `application/${type}+json`, '{bad')).toBe(
      `${prefix}invalid character 'b' looking for beginning of object key string`,
    )
  })
})

describe('a configuration with a key twice', () => {
  const path = '/api/v1/namespaces/default/configmaps/c'
  const apply = (fieldValidation: string) =>
    new Server().send({
      method: 'PATCH',
      path,
      headers: { 'content-type': 'application/apply-patch+yaml' },
      query: { fieldManager: 'me', fieldValidation },
      body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { a: '2' } },
      duplicates: ['yaml: unmarshal errors:\n  line 6: key "a" already set in map'],
    })

  it('is refused where that is asked for, warned of, or passed over', () => {
    const said =
      'error converting YAML to JSON: yaml: unmarshal errors:\n  line 6: key "a" already set in map'
    expect(apply('Strict').body.message).toBe(`error strict decoding YAML: ${said}`)
    expect(apply('Warn')).toMatchObject({ status: 201, warnings: [said] })
    expect(apply('Ignore')).toMatchObject({ status: 201, warnings: [] })
  })
})

describe('options that nobody knows', () => {
  const services = '/api/v1/namespaces/default/services'
  const asked = (request: Parameters<Server['send']>[0]) => new Server().send(request).body.message
  it('of how to delete delete nothing', () => {
    const body = { propagationPolicy: 'Foo' }
    expect(asked({ method: 'DELETE', path: `${services}/kubernetes`, body })).toBe(
      'DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Unsupported value: "Foo": ' +
        'supported values: "Foreground", "Background", "Orphan", "nil"',
    )
  })
  it('of how much to list list nothing', () => {
    expect(asked({ method: 'GET', path: services, query: { limit: 'abc' } })).toBe(
      'strconv.ParseInt: parsing "abc": invalid syntax',
    )
  })
})
