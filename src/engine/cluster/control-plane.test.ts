import { describe, expect, it } from 'vitest'
import { create } from '../apiserver/action'
import type { Change } from '../apiserver/store'
import { limits } from '../limits'
import type { DataPlaneState } from '../runtime'
import { milliseconds, Simulation, seconds } from '../sim'
import { type AnyComponent, ControlPlane } from './control-plane'
import type { ClusterMessage } from './message'
import { defaultOptions } from './options'
import { ClusterState } from './state'
import { pollWatch } from './watch'

const NO_PLANE = { fork: () => NO_PLANE } as unknown as DataPlaneState
const configMap = (name: string, data: Readonly<Record<string, string>> = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default' },
  data,
})

/** Notes what its watch brings: `ADDED a, MODIFIED a`, a bundle a line. */
const listener = (ignores?: (change: Change) => boolean): AnyComponent => ({
  name: 'listener',
  watches: [{ kind: 'ConfigMap', ...(ignores ? { ignores } : {}) }],
  watchLatency: milliseconds(10),
  start: () => [],
  receive: (memory) => memory,
  changed: (memory, changes) => {
    const bundle = changes.map(({ type, object }) => `${type} ${object.metadata.name}`).join(', ')
    return [...(memory as readonly string[]), bundle]
  },
})

function staged(component: AnyComponent) {
  const plane = new ControlPlane(defaultOptions, [component], () => ({}))
  const start = { now: 0, sequence: 0, steps: 0, queue: [] }
  const simulation = new Simulation<ClusterState, ClusterMessage>(
    (state, message, clock) => {
      if (message.to === 'informer') plane.deliver(message.component, { state, clock })
    },
    { ...start, state: new ClusterState(1, NO_PLANE) },
  )
  simulation.apply((state, clock) =>
    plane.start([create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } })], {
      state,
      clock,
    }),
  )
  const send = (method: 'POST' | 'PUT', name: string, data = {}) => {
    const path = `/api/v1/namespaces/default/configmaps${method === 'PUT' ? `/${name}` : ''}`
    const body = configMap(name, data)
    simulation.apply((state, clock) => plane.request({ method, path, body }, { state, clock }))
  }
  return {
    send,
    pass: (span: number) => simulation.advance(simulation.now + span),
    heard: () => simulation.state.memories[0],
    state: () => simulation.state,
  }
}

describe('a component’s watch', () => {
  it('brings what has changed until it comes, in one bundle', () => {
    const stage = staged(listener())
    stage.send('POST', 'a')
    stage.send('PUT', 'a', { key: 'value' })
    stage.pass(milliseconds(20))
    stage.send('POST', 'b')
    stage.pass(milliseconds(20))
    expect(stage.heard()).toEqual(['ADDED a, MODIFIED a', 'ADDED b'])
  })

  it('does not come for what the component ignores, and leaves it out of what it brings', () => {
    const stage = staged(listener(({ type }) => type === 'MODIFIED'))
    stage.send('POST', 'a')
    stage.pass(milliseconds(20))
    stage.send('PUT', 'a', { key: 'value' })
    expect(stage.state().caches[0]).toBeUndefined()
    stage.send('POST', 'b')
    stage.send('PUT', 'b', { key: 'value' })
    stage.pass(milliseconds(20))
    expect(stage.heard()).toEqual(['ADDED a', 'ADDED b'])
  })
})

describe('the change log', () => {
  const watch = { type: 'watch', kind: 'ConfigMap', revision: 0 } as const
  const at = { epoch: 0, now: 0 }
  const write = (stage: ReturnType<typeof staged>, count: number, prefix: string) => {
    for (let index = 0; index < count; index++) stage.send('POST', `${prefix}-${index}`)
  }

  it('keeps whatever was written within the last second', () => {
    const stage = staged(listener())
    stage.pass(seconds(5))
    const { revision } = stage.state().store
    write(stage, 5 * limits.changesKept, 'now')
    stage.pass(milliseconds(500))
    const { events } = pollWatch(stage.state().store, { ...watch, revision }, at)
    expect(events).toHaveLength(5 * limits.changesKept)
  })

  it('forgets what is older, but for the last hundred: a watch from before it is told so', () => {
    const stage = staged(listener())
    write(stage, 3 * limits.changesKept, 'old')
    for (const name of ['a', 'b', 'c']) {
      stage.pass(seconds(2))
      stage.send('POST', name)
    }
    const { store } = stage.state()
    const late = pollWatch(store, { ...watch, revision: store.revision - limits.changesKept }, at)
    expect(late.events).toHaveLength(limits.changesKept)
    expect(pollWatch(store, watch, at)).toMatchObject({
      events: [{ type: 'ERROR', object: { code: 410, reason: 'Expired' } }],
      cursor: undefined,
    })
  })
})

describe('a fork', () => {
  it('has yet to be shown what was on its way, and remembers nothing else', () => {
    const stage = staged(listener())
    stage.send('POST', 'a')
    stage.pass(milliseconds(20))
    stage.send('POST', 'b')
    const { store } = stage.state().fork()
    expect(store.changes.list.length).toBe(1)
    expect(store.changes.list.at(0)?.object.metadata.name).toBe('b')
  })
})
