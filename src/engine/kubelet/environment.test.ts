import { describe, expect, it } from 'vitest'
import { bench, container, podNamed } from './testing'

const service = (name: string, clusterIP: string, ports: object[]) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: { clusterIP, ports },
})
const configMap = (name: string, data: object) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
})
const http = { name: 'http', port: 80, protocol: 'TCP', targetPort: 8080 }

type Objects = readonly object[]

const started = (spec: object, objects: Objects = [], more: object = {}) => {
  const node = bench()
  node.create(
    ...objects,
    podNamed('web', { containers: [container(spec)], ...more }, { labels: { app: 'web' } }),
  )
  node.pass(5)
  return node
}
const environmentOf = (spec: object, objects: Objects = [], more: object = {}) =>
  started(spec, objects, more).started[0]?.environment ?? {}

describe("a container's environment", () => {
  it('tells of every Service of its namespace that has an address', () => {
    const environment = environmentOf({}, [
      service('web-svc', '10.96.120.7', [http]),
      service('none', 'None', [http]),
    ])
    const expected = {
      WEB_SVC_SERVICE_HOST: '10.96.120.7',
      WEB_SVC_SERVICE_PORT: '80',
      WEB_SVC_SERVICE_PORT_HTTP: '80',
      WEB_SVC_PORT: 'tcp://10.96.120.7:80',
      WEB_SVC_PORT_80_TCP: 'tcp://10.96.120.7:80',
      WEB_SVC_PORT_80_TCP_PROTO: 'tcp',
      WEB_SVC_PORT_80_TCP_PORT: '80',
      WEB_SVC_PORT_80_TCP_ADDR: '10.96.120.7',
    }
    expect({ ...environment }).toEqual(expected)
    expect(environment['WEB_SVC_SERVICE_PORT_HTTP']).toBe('80')
    expect(environment['NONE_SERVICE_HOST']).toBeUndefined()
    expect('WEB_SVC_PORT' in environment).toBe(true)
  })
  it('tells each namespace of its own Services, at the same revision', () => {
    const node = bench()
    const prod = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'prod' } }
    const mine = service('mine', '10.96.0.20', [http])
    node.create(prod, mine, podNamed('web'), podNamed('web', {}, { namespace: 'prod' }))
    node.pass(5)
    const other = { ...mine, metadata: { name: 'theirs', namespace: 'prod' } }
    node.create({ ...other, spec: { clusterIP: '10.96.0.21', ports: [http] } })
    node.pass(1)
    node.create(podNamed('again'), podNamed('again', {}, { namespace: 'prod' }))
    node.pass(5)
    const hosts = node.started.map(({ pod, environment }) => [pod, Object.values(environment)[0]])
    expect(Object.fromEntries(hosts)).toMatchObject({
      'default/again': '10.96.0.20',
      'prod/again': '10.96.0.21',
    })
  })
  it('tells only of the API server when service links are off', () => {
    const objects = [
      service('kubernetes', '10.96.0.1', [{ ...http, name: 'https', port: 443 }]),
      service('web-svc', '10.96.120.7', [http]),
    ]
    const environment = environmentOf({}, objects, { enableServiceLinks: false })
    expect(Object.keys(environment)).toHaveLength(8)
    expect(environment['KUBERNETES_SERVICE_PORT_HTTPS']).toBe('443')
  })
  it("has the container's own variables before those of Services, and expands references", () => {
    const env = [
      { name: 'WEB_SVC_PORT', value: 'mine' },
      { name: 'URL', value: 'http://$(WEB_SVC_SERVICE_HOST)/$(NOPE)/$$(WEB_SVC_PORT)' },
      { name: 'AGAIN', value: '$(URL)!' },
    ]
    expect(environmentOf({ env }, [service('web-svc', '10.96.120.7', [http])])).toMatchObject({
      WEB_SVC_PORT: 'mine',
      WEB_SVC_SERVICE_HOST: '10.96.120.7',
      URL: 'http://10.96.120.7/$(NOPE)/$(WEB_SVC_PORT)',
      AGAIN: 'http://10.96.120.7/$(NOPE)/$(WEB_SVC_PORT)!',
    })
  })
  it('may be taken from the Pod, from ConfigMaps and from Secrets', () => {
    const field = (name: string, fieldPath: string) => ({
      name,
      valueFrom: { fieldRef: { fieldPath } },
    })
    const env = [
      field('NAME', 'metadata.name'),
      field('LABEL', "metadata.labels['app']"),
      field('NODE', 'spec.nodeName'),
      field('IP', 'status.podIP'),
      { name: 'KEY', valueFrom: { configMapKeyRef: { name: 'settings', key: 'a' } } },
      { name: 'MAYBE', valueFrom: { configMapKeyRef: { name: 'nope', key: 'a', optional: true } } },
      { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'hidden', key: 'p' } } },
      { name: 'CPU', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
      {
        name: 'MEMORY',
        valueFrom: { resourceFieldRef: { resource: 'limits.memory', divisor: '1Mi' } },
      },
    ]
    const envFrom = [{ prefix: 'X_', configMapRef: { name: 'settings' } }]
    const objects = [
      configMap('settings', { a: 'one', b: 'two' }),
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'hidden' },
        type: 'Opaque',
        data: { p: 'w7zDn8Ok' },
      },
    ]
    expect({ ...environmentOf({ env, envFrom }, objects) }).toEqual({
      X_a: 'one',
      X_b: 'two',
      NAME: 'web',
      LABEL: 'web',
      NODE: 'node-1',
      IP: '10.244.1.2',
      KEY: 'one',
      PASSWORD: 'üßä',
      CPU: '4',
      MEMORY: '8092',
    })
  })
  it('is expanded into the command and its arguments', () => {
    const env = [{ name: 'PORT', value: '9000' }]
    const node = started({ env, args: ['netexec', '--http-port=$(PORT)'] })
    expect(node.started[0]?.argv).toEqual(['/agnhost', 'netexec', '--http-port=9000'])
  })
})

describe('what is missing', () => {
  const env = [{ name: 'KEY', valueFrom: { configMapKeyRef: { name: 'settings', key: 'a' } } }]

  it('is CreateContainerConfigError until it is there', () => {
    const node = started({ env })
    node.pass(15)
    expect(node.story()).toEqual(['Pending', 'CreateContainerConfigError'])
    expect(node.status().containerStatuses?.[0]?.state.waiting?.message).toBe(
      'configmap "settings" not found',
    )
    expect(node.events().at(-1)).toMatch(/^Warning Failed Error: configmap "settings" not found/)
    node.create(configMap('settings', { b: '' }))
    node.pass(31)
    expect(node.status().containerStatuses?.[0]?.state.waiting?.message).toBe(
      "couldn't find key a in ConfigMap default/settings",
    )
    const settings = node.reader.get('ConfigMap', 'default', 'settings')
    node.act({ verb: 'update', object: { ...settings, data: { a: '1' } } as never })
    node.pass(17)
    expect(node.story()).toEqual(['Running', 'ready'])
  })
  it('keeps a Pod from starting when a volume needs it', () => {
    const volumes = [{ name: 'c', configMap: { name: 'settings' } }]
    const node = started({}, [], { volumes })
    expect(node.story()).toEqual(['Pending', 'ContainerCreating'])
    expect(node.events()).toEqual([
      'Warning FailedMount MountVolume.SetUp failed for volume "c" : ' +
        'configmap "settings" not found',
    ])
    node.create(configMap('settings', {}))
    node.pass(17)
    expect(node.story()).toEqual(['Running', 'ready'])
  })
})
