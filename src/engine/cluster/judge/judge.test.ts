import { beforeAll, describe, expect, it } from 'vitest'
import { open } from '../../../host/opening'
import type { Goal, Verdict } from '../../api/goal'
import type { Traffic } from '../../api/traffic'
import type { Cluster } from '../../cluster'
import { seconds } from '../../sim'

const image = 'registry.k8s.io/e2e-test-images/agnhost:2.53'
const container = { name: 'c', image, args: ['netexec'] }
const deployment = (name: string, labels: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    replicas: 2,
    selector: { matchLabels: { name } },
    template: { metadata: { labels: { name, ...labels } }, spec: { containers: [container] } },
  },
})
const service = (name: string, selector: object) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: { selector, ports: [{ port: 80, targetPort: 8080 }] },
})
const lone = { ...deployment('lone', {}), spec: { ...deployment('lone', {}).spec, replicas: 1 } }
const client = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'client' } }
const objects = [
  deployment('web', { tier: 'front' }),
  deployment('api', { tier: 'front' }),
  service('web', { name: 'web' }),
  service('front', { tier: 'front' }),
  lone,
  service('lone', { name: 'lone' }),
  service('nobody', { name: 'wbe' }),
  { ...client, spec: { containers: [{ ...container, args: ['pause'] }] } },
]
const from = { type: 'pod', namespace: 'default', name: 'client' } as const
const kept: Traffic = {
  ...{ name: 'kept', from, url: 'http://web', ratePerSecond: 20, concurrency: 1 },
  ...{ keepAlive: true, timeoutSeconds: 2 },
}

let cluster: Cluster
beforeAll(async () => {
  const manifest = objects.map((object) => JSON.stringify(object)).join('\n---\n')
  const opened = await open({ manifest, traffic: [kept] })
  cluster = opened.cluster
  cluster.advance(cluster.now + seconds(30))
})

const ask = (body: unknown) =>
  cluster.request({ method: 'POST', path: '/playground/v1/judge', body })
const judged = (goal: Goal): Verdict => {
  const response = ask({ goals: [goal] })
  if (response.status !== 200 || !('body' in response)) throw new Error(JSON.stringify(response))
  const [verdict] = response.body as readonly Verdict[]
  if (!verdict) throw new Error('no verdict')
  return verdict
}
const to = (url: string) => ({ from, url })
const web = { name: 'web' }

describe('a goal', () => {
  it('is reached when the requests fare as they should', () => {
    const goal = { by: to('http://web'), count: 40, answeredBy: web, pods: 2, all: true }
    const { isReached, sent, outcomes, servers } = judged(goal)
    expect([isReached, sent, outcomes]).toEqual([true, 40, { ok: 40 }])
    expect(Object.keys(servers)).toHaveLength(2)
  })

  it('tells what it lacks', () => {
    expect(judged({ by: to('http://nobody') })).toMatchObject({
      isReached: false,
      lacks: { code: 'outcome', outcome: 'rejected', count: 60 },
    })
    expect(judged({ by: to('http://front'), answeredBy: web }).lacks).toMatchObject({
      code: 'stranger',
      server: expect.stringMatching(/^pod\/default\/api-/),
    })
    expect(judged({ by: to('http://web'), pods: 3 }).lacks).toEqual({ code: 'few-pods', pods: 2 })
    const nowhere = { type: 'pod', namespace: 'default', name: 'gone' } as const
    expect(judged({ by: { from: nowhere, url: 'http://web' } }).lacks).toEqual({
      code: 'no-client',
      client: 'pod/default/gone',
    })
  })

  it('may be that requests fail', () => {
    expect(judged({ by: to('http://nobody'), outcome: 'rejected' }).isReached).toBe(true)
    expect(judged({ by: to('http://web'), outcome: 'rejected' }).isReached).toBe(false)
  })

  it('may have to outlast something: a name does, the address of a Pod does not', () => {
    const [pod] = [...cluster.reader().list('Pod', 'default')].filter(
      ({ metadata }) => metadata.labels?.['name'] === 'web',
    )
    const after = [{ type: 'delete-pod', labels: web }] as const
    const address = { by: to(`http://${pod?.status.podIP}:8080`) }
    expect(judged(address).isReached).toBe(true)
    expect(judged({ ...address, after }).isReached).toBe(false)
    expect(judged({ by: to('http://web'), after }).isReached).toBe(true)
  })

  it('does things in the namespace that is named', () => {
    const deed = { type: 'delete-pod', labels: web, namespace: 'kube-public' } as const
    const verdict = judged({ by: to('http://web'), after: [deed] })
    expect(verdict.lacks).toEqual({ code: 'nothing-to-do-it-to', deed })
    const scaled = { type: 'scale', deployment: 'web', replicas: 3, namespace: 'default' } as const
    expect(judged({ by: to('http://web'), after: [scaled], pods: 3 }).isReached).toBe(true)
  })

  it('may look at a client that there is, as it is set', () => {
    const after = [{ type: 'scale', deployment: 'web', replicas: 4 }] as const
    const all = { after, answeredBy: web, all: true }
    expect(judged({ by: { traffic: 'kept' }, ...all }).lacks).toMatchObject({ code: 'silent-pod' })
    expect(judged({ by: to('http://web'), ...all }).isReached).toBe(true)
  })

  it('may have to hold while something goes on, too', () => {
    const after = [{ type: 'delete-pod', labels: { name: 'lone' } }] as const
    const goal = { by: to('http://lone'), after }
    expect(judged(goal).isReached).toBe(true)
    expect(judged({ ...goal, atOnce: true })).toMatchObject({
      isReached: false,
      lacks: { code: 'outcome' },
    })
  })

  it('changes nothing in the cluster', () => {
    const before = cluster.digest()
    judged({ by: to('http://web'), after: [{ type: 'delete-pod', labels: web }] })
    expect(cluster.digest()).toBe(before)
  })

  it.each([
    ['goals', {}],
    ['goals', { goals: [] }],
    ['by', { goals: [{}] }],
    ['from', { goals: [{ by: { url: 'http://web' } }] }],
    ['URL', { goals: [{ by: { from } }] }],
    ['count', { goals: [{ by: to('http://web'), count: 1e6 }] }],
    ['outcome', { goals: [{ by: to('http://web'), outcome: 'fine' }] }],
    ['after', { goals: [{ by: to('http://web'), after: [{ type: 'explode' }] }] }],
  ])('is refused in plain words when it is none: %s', (word, body) => {
    const response = ask(body)
    expect(response).toMatchObject({ status: 400, body: { reason: 'BadRequest' } })
    expect(JSON.stringify(response)).toContain(word)
  })
})
