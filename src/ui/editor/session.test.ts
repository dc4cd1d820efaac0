import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Bench, both, opened, service, type } from './testing'

const findings = ({ session }: Bench) =>
  session.state.getState().findings.map(({ line, message }) => `${line}: ${message}`)
const outcomes = ({ session }: Bench) =>
  session.state.getState().outcomes.map(({ object, outcome }) => `${object} ${outcome}`)
const changes = ({ session }: Bench) =>
  session.state.getState().changes.map(({ object, outcome }) => `${object} ${outcome}`)
const specOf = (bench: Bench, name: string): ServiceSpec => {
  const path = `/api/v1/namespaces/default/services/${name}`
  return (bench.send({ method: 'GET', path }) as { body: { spec: ServiceSpec } }).body.spec
}

interface ServiceSpec {
  readonly sessionAffinity: string
  readonly ports: readonly { readonly port: number }[]
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('while live is on', () => {
  it('a pause in typing applies what has changed, and no more', async () => {
    const bench = await opened(both(service('a'), service('b')))
    await vi.runAllTimersAsync()
    expect(bench.writes).toEqual([])
    await type(bench, both(service('a'), service('b', 81)))
    expect(bench.writes).toEqual(['PATCH services/b'])
    expect(specOf(bench, 'b').ports).toMatchObject([{ port: 81 }])
    expect(outcomes(bench)).toEqual(['service/b configured'])
  })

  it('comments and layout are no change', async () => {
    const bench = await opened(service('a'))
    await type(bench, `# the front\n${service('a')}`)
    expect(bench.writes).toEqual([])
  })

  it('a document that is gone takes its object along, and one that is new brings it', async () => {
    const bench = await opened(both(service('a'), service('b')))
    await type(bench, service('a'))
    expect(bench.names('services')).toEqual(['a'])
    expect(outcomes(bench)).toEqual(['service/b deleted'])
    await type(bench, both(service('a'), service('c')))
    expect(bench.names('services')).toEqual(['a', 'c'])
  })

  it('what a server wrote is not applied until it is asked for', async () => {
    const bench = await opened(service('a'))
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${service('b').replaceAll('\n', '\n  ')}`
    await type(bench, list)
    expect(bench.writes).toEqual([])
    expect(bench.session.state.getState().changes).not.toEqual([])
    await bench.session.apply()
    expect(bench.names('services')).toEqual(['b'])
  })

  it('a new name is another object', async () => {
    const bench = await opened(service('a'))
    await type(bench, service('b'))
    expect(bench.writes).toEqual(['DELETE services/a', 'POST services'])
    expect(bench.names('services')).toEqual(['b'])
  })

  it('a document that does not say what it is deletes nothing', async () => {
    const bench = await opened(both(service('a'), service('b')))
    await type(bench, both(service('a'), service('""')))
    expect(bench.names('services')).toEqual(['a', 'b'])
    expect(findings(bench)).toEqual(['9: resource name may not be empty'])
  })

  it('objects made elsewhere are left alone', async () => {
    const bench = await opened(service('a'))
    const object = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'other' } }
    const body = { ...object, spec: { ports: [{ port: 1 }] } }
    bench.send({ method: 'POST', path: '/api/v1/namespaces/default/services', body })
    await type(bench, '')
    expect(bench.names('services')).toEqual(['other'])
  })

  it('what was changed elsewhere stays until its own document changes', async () => {
    const affinity = '  sessionAffinity: None\n'
    const bench = await opened(both(service('a', 80, affinity), service('b')))
    const path = '/api/v1/namespaces/default/services/a'
    const headers = { 'content-type': 'application/merge-patch+json' }
    const body = { spec: { sessionAffinity: 'ClientIP' } }
    bench.send({ method: 'PATCH', path, headers, body })
    await type(bench, both(service('a', 80, affinity), service('b', 81)))
    expect(specOf(bench, 'a').sessionAffinity).toBe('ClientIP')
    await bench.session.apply()
    expect(specOf(bench, 'a').sessionAffinity).toBe('None')
  })

  it('a text that cannot be read is not applied, and its error has a line', async () => {
    const bench = await opened(service('a'))
    await type(bench, `${service('a', 81)}  : : x\n`)
    expect(bench.writes).toEqual([])
    expect(bench.session.state.getState().phase).toBe('broken')
    expect(bench.playground.getState().problems.manifest).toMatchObject([
      { severity: 'error', reason: 'YAML', line: 6 },
    ])
  })

  it('a refusal is shown where it belongs, and goes when its document changes', async () => {
    const bench = await opened(service('a'))
    await type(bench, both(service('a'), service('b', 70_000)))
    const message = 'Invalid value: 70000: must be between 1 and 65535, inclusive'
    expect(findings(bench)).toContain(`11: spec.ports[0].port: ${message}`)
    bench.playground.actions.setManifest(`# moved\n${both(service('a'), service('b', 70_000))}`)
    await vi.advanceTimersByTimeAsync(200)
    expect(findings(bench)).toContain(`12: spec.ports[0].port: ${message}`)
    await type(bench, both(service('a'), service('b', 7)))
    expect(findings(bench)).toEqual([])
    expect(bench.names('services')).toEqual(['a', 'b'])
  })
})

describe('while live is off', () => {
  it('nothing is applied, and what would be is listed field by field', async () => {
    const bench = await opened(both(service('a'), service('b')), false)
    await type(bench, both(service('a', 81), service('c')))
    expect(bench.writes).toEqual([])
    expect(changes(bench)).toEqual([
      'service/b deleted',
      'service/a configured',
      'service/c created',
    ])
    const [, change] = bench.session.state.getState().changes
    expect(change?.differences).toContainEqual({
      path: 'spec.ports[0].port',
      before: 80,
      after: 81,
    })
  })

  it('refusals are known before', async () => {
    const bench = await opened(service('a'), false)
    await type(bench, service('a', 80, '  foo: 1\n'))
    expect(findings(bench)).toEqual(['6: unknown field "spec.foo"'])
    expect(changes(bench)).toEqual(['service/a refused'])
  })

  it('applying empties the list', async () => {
    const bench = await opened(service('a'), false)
    await type(bench, service('b'))
    await bench.session.apply()
    expect(bench.names('services')).toEqual(['b'])
    expect(changes(bench)).toEqual([])
  })

  it('switching live on applies what was waiting; switching it off loses nothing', async () => {
    const bench = await opened(service('a'), false)
    await type(bench, service('b'))
    bench.playground.actions.setView({ live: true })
    await vi.runAllTimersAsync()
    expect(bench.names('services')).toEqual(['b'])
    bench.playground.actions.setView({ live: false })
    await vi.runAllTimersAsync()
    expect(bench.playground.getState().scenario.manifest).toBe(service('b'))
    expect(changes(bench)).toEqual([])
  })
})

describe('after a seek into the past', () => {
  const texts = { first: service('a'), second: service('a', 81), third: service('a', 82) }
  const lived = async (): Promise<Bench> => {
    const bench = await opened(texts.first)
    bench.show(0)
    await vi.runAllTimersAsync()
    bench.show(10)
    await type(bench, texts.second)
    bench.show(20)
    await type(bench, texts.third)
    bench.show(30)
    bench.writes.length = 0
    return bench
  }

  it('the text of every instant is known', async () => {
    const { session } = await lived()
    const known = [5, 15, 25].map((at) => session.textAt(at))
    expect(known).toEqual([texts.first, texts.second, texts.third])
  })

  it('an edit applies what differs from what had been applied by then', async () => {
    const bench = await opened(texts.first)
    bench.show(0)
    await vi.runAllTimersAsync()
    const turnBack = bench.mark()
    bench.show(10)
    await type(bench, texts.third)
    bench.writes.length = 0
    turnBack()
    bench.show(5, 30)
    await type(bench, `# seen again\n${texts.third}`)
    expect(bench.writes).toEqual(['PATCH services/a'])
  })

  it('restoring takes the text of then, writes nothing, and forgets what came later', async () => {
    const bench = await lived()
    bench.show(15, 30)
    bench.session.restore()
    await vi.runAllTimersAsync()
    expect(bench.playground.getState().scenario.manifest).toBe(texts.second)
    expect(bench.writes).toEqual(['TRAFFIC'])
    bench.show(16)
    expect(bench.session.textAt(25)).toBe(texts.second)
  })

  it('whatever makes another future is heard of', async () => {
    const bench = await lived()
    bench.show(15, 30)
    bench.show(16) // a Pod was deleted there, say
    expect(bench.session.textAt(25)).toBe(texts.second)
  })
})

describe('a cluster that is opened', () => {
  it('tells what it refused', async () => {
    const bench = await opened(both(service('a'), service('b', 0)))
    await vi.runAllTimersAsync()
    expect(findings(bench).length).toBeGreaterThan(0)
    await type(bench, service('a'))
    expect(bench.names('services')).toEqual(['a'])
  })
})
