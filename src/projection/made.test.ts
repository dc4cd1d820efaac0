import { describe, expect, it } from 'vitest'
import { Cluster, seconds } from '../engine'
import { environments } from '../engine/api/traffic'
import { MadeObjects } from './made'

const labels = { app: 'web' }
const containers = [{ name: 'web', image: 'nginx:alpine' }]
const template = { metadata: { labels }, spec: { containers } }
const wanted = [
  ['/api/v1/namespaces', { kind: 'Namespace', apiVersion: 'v1', metadata: { name: 'mine' } }],
  [
    '/apis/apps/v1/namespaces/mine/deployments',
    {
      kind: 'Deployment',
      apiVersion: 'apps/v1',
      metadata: { name: 'web' },
      spec: { replicas: 2, selector: { matchLabels: labels }, template },
    },
  ],
  [
    '/api/v1/namespaces/mine/services',
    {
      kind: 'Service',
      apiVersion: 'v1',
      metadata: { name: 'web' },
      spec: { type: 'LoadBalancer', selector: labels, ports: [{ port: 80 }] },
    },
  ],
] as const

/** A cluster as it was created, and what people have made in it so far. */
function cluster(environment: (typeof environments)[number]) {
  const made = Cluster.create({ environment })
  const objects = new MadeObjects(made.reader())
  made.settle()
  const found = () =>
    objects.in(made.reader()).map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`)
  return { cluster: made, objects, found }
}

describe('what people have made', () => {
  it.each(environments)('on %s is what they asked for, and nothing else', (environment) => {
    const { cluster: made, found } = cluster(environment)
    expect(found()).toEqual([])
    for (const [path, body] of wanted) made.request({ method: 'POST', path, body })
    made.advance(made.now + seconds(20))
    expect(found()).toEqual(['Namespace /mine', 'Service mine/web', 'Deployment mine/web'])
    made.request({ method: 'DELETE', path: '/api/v1/namespaces/mine/services/web' })
    made.advance(made.now + seconds(20))
    expect(found()).toEqual(['Namespace /mine', 'Deployment mine/web'])
  })

  it('is the same list while it is the same objects', () => {
    const { cluster: made, objects } = cluster('kubeadm')
    for (const [path, body] of wanted) made.request({ method: 'POST', path, body })
    const before = objects.in(made.reader())
    made.advance(made.now + seconds(20)) // statuses come and go
    expect(objects.in(made.reader())).toBe(before)
  })
})
