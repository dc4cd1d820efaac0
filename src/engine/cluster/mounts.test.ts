import { beforeEach, describe, expect, it } from 'vitest'
import { Cluster } from '../cluster'
import { seconds } from '../sim'
import { exec } from '../testing/sessions'

const core = '/api/v1/namespaces/default'
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'box', labels: { tier: 'one' } },
  spec: {
    terminationGracePeriodSeconds: 0,
    containers: [
      {
        name: 'main',
        image: 'busybox:1.36',
        command: ['sleep', 'infinity'],
        env: [{ name: 'WORD', valueFrom: { configMapKeyRef: { name: 'words', key: 'word' } } }],
        volumeMounts: [
          { name: 'words', mountPath: '/words' },
          { name: 'words', mountPath: '/single', subPath: 'word' },
          { name: 'about', mountPath: '/about' },
        ],
      },
    ],
    volumes: [
      { name: 'words', configMap: { name: 'words' } },
      {
        name: 'about',
        downwardAPI: {
          items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }],
        },
      },
    ],
  },
}

describe('a mounted ConfigMap that is changed', () => {
  let cluster: Cluster
  const patch = (path: string, body: object) => {
    const headers = { 'content-type': 'application/strategic-merge-patch+json' }
    const request = { method: 'PATCH', path: `${core}/${path}`, headers, body } as const
    expect(cluster.request(request).status).toBe(200)
  }
  const pass = (span: number) => cluster.advance(cluster.now + seconds(span))
  const said = (...command: readonly string[]) => exec(cluster, 'box', [...command]).text()

  beforeEach(() => {
    cluster = Cluster.create()
    cluster.settle()
    const words = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'words' } }
    const body = { ...words, data: { word: 'old' } }
    cluster.request({ method: 'POST', path: `${core}/configmaps`, body })
    cluster.request({ method: 'POST', path: `${core}/pods`, body: pod })
    cluster.settle()
    pass(5)
    patch('configmaps/words', { data: { word: 'new' } })
  })

  it('is seen when the kubelet looks at the Pod again: within ninety seconds', () => {
    pass(2)
    expect(said('cat', '/words/word')).toBe('old')
    pass(90)
    expect(said('cat', '/words/word')).toBe('new')
  })
  it('is seen at once when the Pod itself is changed', () => {
    pass(2)
    patch('pods/box', { metadata: { labels: { tier: 'two' } } })
    pass(1)
    expect(said('cat', '/words/word', '/about/labels')).toBe('newtier="two"')
  })
  it('is never seen where a single file of it is mounted, nor in the environment', () => {
    pass(200)
    expect(said('cat', '/single')).toBe('old')
    expect(said('printenv', 'WORD')).toBe('old\n')
  })
  it('is seen there too by a container that begins anew', () => {
    pass(95)
    patch('pods/box', { spec: { containers: [{ name: 'main', image: 'busybox:1.37' }] } })
    pass(60)
    expect(said('cat', '/single')).toBe('new')
    expect(said('printenv', 'WORD')).toBe('new\n')
  })
})

it('costs nothing where no volume comes from the API', () => {
  const { name, image, command } = pod.spec.containers[0] ?? {}
  const plain = { ...pod, spec: { containers: [{ name, image, command }] } }
  const messages = (body?: object) => {
    const cluster = Cluster.create()
    cluster.settle()
    if (body) cluster.request({ method: 'POST', path: `${core}/pods`, body })
    cluster.advance(seconds(400))
    const { steps } = cluster
    cluster.advance(seconds(1_000))
    return cluster.steps - steps
  }
  expect(messages(plain)).toBe(messages())
})
