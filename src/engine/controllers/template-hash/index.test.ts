import { describe, expect, it } from 'vitest'
import type { Body } from '../../apiserver/testing'
import { Server } from '../../apiserver/testing'
import { podTemplateHash, revisionHash } from '.'

// Each hash was seen on a real control plane of v1.34 for the template beside it.
const restarted = { 'kubectl.kubernetes.io/restartedAt': '2026-11-23T03:22:26Z' }
const env = [{ name: 'A', value: 'b' }]
const resources = { limits: { cpu: '0.2' } }
const bare: object = {}
const cases: readonly Case[] = [
  ['6d689fbfdf', 'web', { name: 'nginx', image: 'nginx:alpine' }, bare],
  ['66d47686b4', 'web', { name: 'nginx', image: 'nginx:1.27' }, bare],
  [
    '77cc89f59f',
    'web',
    { name: 'nginx', image: 'nginx:1.27', ports: [{ containerPort: 80 }] },
    bare,
  ],
  ['6f97598d56', 'd2', { name: 'nginx', image: 'nginx' }, bare],
  ['78cb4d4c88', 'bad', { name: 'doesnotexist', image: 'nope.invalid/doesnotexist:1' }, bare],
  ['84dfd7c568', 'web', { name: 'nginx', image: 'nginx:alpine' }, restarted],
  ['6b75849977', 'web', { name: 'nginx', image: 'nginx:alpine', env }, restarted],
  ['645fcf6f96', 'web', { name: 'nginx', image: 'nginx:alpine', env, resources }, restarted],
]
type Case = readonly [hash: string, app: string, container: object, annotations: object]

function stored(app: string, container: object, annotations: object = bare): Body {
  const server = new Server()
  const template = {
    metadata: { labels: { app }, annotations },
    spec: { containers: [container] },
  }
  const spec = { selector: { matchLabels: { app } }, template }
  const { status } = server.post({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: app },
    spec,
  })
  expect(status).toBe(201)
  return server.get(`/apis/apps/v1/namespaces/default/deployments/${app}`).spec.template
}

describe("a template's hash", () => {
  it.each(cases)('is %s as in a cluster of v1.34', (hash, app, container, annotations) => {
    expect(podTemplateHash(stored(app, container, annotations))).toBe(hash)
  })

  it('is another one after a collision', () => {
    const template = stored('web', { name: 'nginx', image: 'nginx' })
    const hashes = [undefined, 0, 1].map((count) => podTemplateHash(template, count))
    expect(new Set(hashes).size).toBe(3)
  })

  it('tells apart what differs in any part', () => {
    const parts: readonly object[] = [
      {},
      { livenessProbe: { httpGet: { path: '/é', port: 'http' } } },
      { livenessProbe: { tcpSocket: { port: 80 } } },
      { resources: { requests: { memory: '128Mi', cpu: '2' } } },
      { securityContext: { capabilities: { add: ['NET_ADMIN'] } } },
      { envFrom: [{ configMapRef: { name: 'a' } }] },
      { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }] },
    ]
    const hashes = parts.map((part) =>
      podTemplateHash(stored('web', { name: 'c', image: 'nginx', ...part })),
    )
    expect(new Set(hashes).size).toBe(parts.length)
  })
})

it("a StatefulSet's revision has the hash that it has in a cluster of v1.34", () => {
  const template = stored('foo', { name: 'test', image: 'test' }, { test: 'value' })
  expect(revisionHash({ spec: { template: { ...template, $patch: 'replace' } } })).toBe(
    '776999688b',
  )
})
