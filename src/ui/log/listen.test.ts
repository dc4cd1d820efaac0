import { describe, expect, it } from 'vitest'
import type { PodState, Summary, WorkloadSummary } from '../../projection/summary'
import { byId, client, node, pod, service } from '../fixture/summaries'
import { textsOf } from '../i18n'
import { second } from './happening'
import { type Ear, listen } from './listen'
import { sentenceOf } from './sentence'
import { logSays } from './texts'

/** Looks at one thing after the other, two seconds apart, and tells the sentences of each look. */
function heard(
  looks: readonly { readonly all: readonly Summary[]; readonly era?: number; after?: number }[],
): readonly (readonly string[])[] {
  let ear: Ear | undefined
  let now = 0
  return looks.map(({ all, era = 1, after = 2 }) => {
    now += after * second
    const next = listen(ear, { now, era, scene: 1, summaries: byId(all) })
    ear = next.ear
    return next.happened.map((each) => sentenceOf(each, logSays.en, textsOf('en')))
  })
}

const begins = 'A cluster of 1 nodes, with these Services: web-svc.'

const deployment = (changed: Partial<WorkloadSummary> = {}): WorkloadSummary => ({
  ...{ type: 'workload', id: 'deployment/default/web', kind: 'Deployment' },
  ...{ namespace: 'default', name: 'web', replicas: 3, ready: 3, updated: 3 },
  ...changed,
})

/** Pods of the Deployment, as many in each state, and a Service that has the ready ones. */
function web(
  states: Partial<Record<PodState, number>>,
  changed: Partial<WorkloadSummary> = {},
): readonly Summary[] {
  const pods = Object.entries(states).flatMap(([state, count]) =>
    Array.from({ length: count }, (_, at) =>
      pod(`web-${state}-${at}`, {
        state: state as PodState,
        owner: 'deployment/default/web',
        status: state === 'failing' ? 'ImagePullBackOff' : 'Running',
      }),
    ),
  )
  const endpoints = pods
    .filter(({ state }) => state === 'ready' || state === 'running')
    .map(({ id, state }) => ({
      pod: id,
      address: '10.244.0.5',
      ready: state === 'ready',
      serving: state === 'ready',
      terminating: false,
    }))
  const ready = states.ready ?? 0
  return [node(1), deployment({ ready, ...changed }), ...pods, service('web-svc', { endpoints })]
}

describe('what is told of what happens', () => {
  it('is two sentences for a rollout of thirty Pods', () => {
    const step = (ready: number, creating: number, updated: number) => ({
      all: web({ ready, creating }, { replicas: 30, updated }),
    })
    expect(
      heard([
        step(30, 0, 30),
        step(23, 8, 8),
        step(25, 8, 16),
        step(24, 8, 24),
        step(28, 2, 30),
        step(30, 0, 30),
        step(30, 0, 30),
      ]).slice(1),
    ).toEqual([
      ['web: a rollout begins; 23 of 30 Pods are ready.'],
      [],
      [],
      [],
      ['web: the rollout is finished; 30 of 30 Pods are ready.'],
      [],
    ])
  })

  it('is one sentence for a Pod that comes back, whose end says that all is well', () => {
    expect(
      heard([
        { all: web({ ready: 3 }) },
        { all: web({ ready: 2, terminating: 1, creating: 1 }) },
        { all: web({ ready: 2, terminating: 1, creating: 1 }) },
        { all: web({ ready: 3, terminating: 1 }) },
        { all: web({ ready: 3 }) },
      ]),
    ).toEqual([[begins], [], ['web: 2 of 3 Pods are ready.'], [], ['web: 3 of 3 Pods are ready.']])
  })

  it('says what keeps Pods from becoming ready, once they have come to rest', () => {
    const stuck = { all: web({ ready: 2, failing: 1 }) }
    const sentences = heard([{ all: web({ ready: 3 }) }, ...Array(15).fill(stuck)]).flat()
    expect(sentences).toEqual([
      begins,
      'web-svc: 2 of 2 endpoints are ready; it was 3.',
      'web: 2 of 3 Pods are ready; one is ImagePullBackOff.',
    ])
  })

  it('tells at once when the last endpoint of a Service goes', () => {
    const none = { all: web({ creating: 3 }, { updated: 0 }) }
    expect(heard([{ all: web({ ready: 3 }) }, none, none]).flat()).toContain(
      'web-svc has no ready endpoint any more.',
    )
  })

  it('counts no requests: it tells when they begin to fail, how, and when they are well', () => {
    const sent = (ok: number, refused: number) => ({
      all: [client('visitor', { outcomes: { ok, refused } })],
    })
    const looks = [
      ...[sent(8, 0), sent(16, 0), sent(18, 6), sent(18, 14), sent(18, 22), sent(18, 30)],
      ...[sent(26, 30), sent(34, 30), sent(42, 30), sent(50, 30)],
    ]
    expect(heard(looks).slice(1).flat()).toEqual([
      'All requests of visitor to http://web-svc fail: refused.',
      'All requests of visitor to http://web-svc are answered.',
    ])
  })

  it('tells of addresses, nodes and Pods that nobody looks after', () => {
    const balancer = (external: readonly string[]) =>
      service('web-lb', { serviceType: 'LoadBalancer', external, selector: {} })
    const before = [node(1), pod('api'), balancer([])]
    const after = [
      node(1, { ready: false }),
      pod('api', { state: 'running' }),
      balancer(['8.0.0.8']),
    ]
    const looks = [before, after, after, after, after.slice(0, 1)].map((all) => ({ all }))
    expect(heard(looks).slice(1)).toEqual([
      ['node-1 is NotReady.'],
      ['web-lb has the address 8.0.0.8.'],
      ['Pod api runs, and is not ready.'],
      ['api is gone.', 'web-lb is gone.'],
    ])
  })

  it('begins anew when the clock was turned', () => {
    expect(
      heard([{ all: web({ ready: 3 }) }, { all: web({ ready: 1 }), era: 2 }]).slice(1),
    ).toEqual([['The clock was turned: what follows begins from there.']])
  })

  it('is never more than a few sentences at a time', () => {
    const pods = Array.from({ length: 20 }, (_, at) => pod(`job-${at}`))
    const [, sentences = []] = heard([{ all: [] }, { all: pods }])
    expect(sentences).toHaveLength(7)
    expect(sentences.at(-1)).toBe('And 14 more.')
  })
})
