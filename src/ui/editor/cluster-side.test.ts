import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parseManifest } from '../../scenarios/manifest'
import { type Bench, both, opened, service, type } from './testing'

const deployment = (more = '') => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3 # enough
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: web
        image: nginx:alpine
${more}`

const services = '/api/v1/namespaces/default/services'
const deployments = '/apis/apps/v1/namespaces/default/deployments'
const merge = { 'content-type': 'application/merge-patch+json' }

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** What somebody does in the terminal. */
const patch = (bench: Bench, path: string, body: object) =>
  bench.send({ method: 'PATCH', path, headers: merge, body })
const create = (bench: Bench, path: string, body: object) =>
  bench.send({ method: 'POST', path, body })
const replicasOf = (bench: Bench) => {
  const { body } = bench.send({ method: 'GET', path: `${deployments}/web` }) as {
    body: { spec: { replicas: number } }
  }
  return body.spec.replicas
}

const textIn = ({ playground }: Bench) => playground.getState().scenario.manifest
const beyond = ({ session }: Bench) => session.state.getState().beyond
const also = (bench: Bench) => beyond(bench).also.map(({ kind, name }) => `${kind}/${name}`)
const changed = (bench: Bench) =>
  beyond(bench).changed.map(({ object, what, line, differences }) => [
    `${object} ${what} ${line}`,
    ...differences.map(({ path, before, after }) => `${path} ${before} → ${after}`),
  ])
const firstChanged = (bench: Bench) => {
  const [first] = beyond(bench).changed
  if (!first) throw new Error('nothing was changed elsewhere')
  return first.identity
}

/** A Service as `kubectl expose deployment web --port=80 --target-port=8080` makes it. */
const exposed = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'exposed', labels: { app: 'web' } },
  spec: {
    selector: { app: 'web' },
    ports: [{ port: 80, protocol: 'TCP', targetPort: 8080 }],
    type: 'NodePort',
  },
}

describe('an object that no document names', () => {
  it('is listed, when a person made it', async () => {
    const bench = await opened(service('a'))
    create(bench, services, exposed)
    const of = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'x', uid: 'x', controller: true }
    const owned = { name: 'owned', ownerReferences: [of] }
    create(bench, services, { ...exposed, metadata: owned })
    await bench.look()
    expect(also(bench)).toEqual(['Service/exposed'])
  })

  it('is taken in as a person would write it, and nothing is sent', async () => {
    const bench = await opened(service('a'))
    create(bench, services, exposed)
    await bench.look()
    await bench.session.side.take(beyond(bench).also)
    await vi.runAllTimersAsync()
    expect(textIn(bench)).toBe(`${service('a')}---
apiVersion: v1
kind: Service
metadata:
  name: exposed
  labels:
    app: web
spec:
  type: NodePort
  selector:
    app: web
  ports:
    - port: 80
      targetPort: 8080
`)
    expect(bench.writes).toEqual([])
    expect(also(bench)).toEqual([])
    expect(changed(bench)).toEqual([])
  })

  it('is the pane’s own from then on', async () => {
    const bench = await opened(service('a'))
    create(bench, services, exposed)
    await bench.look()
    await bench.session.side.take(beyond(bench).also)
    await type(bench, textIn(bench).replace('8080', '8081'))
    expect(bench.writes).toEqual(['PATCH services/exposed'])
    await type(bench, service('a'))
    expect(bench.names('services')).toEqual(['a'])
  })

  it('stays in the cluster when the take is undone in the editor', async () => {
    const bench = await opened(service('a'))
    create(bench, services, exposed)
    await bench.look()
    await bench.session.side.take(beyond(bench).also)
    await vi.runAllTimersAsync()
    await type(bench, service('a'))
    expect(bench.names('services')).toEqual(['a', 'exposed'])
    await bench.look()
    expect(also(bench)).toEqual(['Service/exposed'])
  })

  it('comes as its file says when it was applied, with what has been changed since', async () => {
    const bench = await opened(service('a'))
    const [{ object = {} } = {}] = parseManifest(
      deployment('        imagePullPolicy: Always\n'),
    ).documents
    const said = JSON.stringify(object)
    const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': said }
    create(bench, deployments, { ...object, metadata: { name: 'web', annotations } })
    patch(bench, `${deployments}/web`, { spec: { replicas: 5 } })
    await bench.look()
    await bench.session.side.take(beyond(bench).also)
    const taken = parseManifest(textIn(bench)).documents[1]?.object as typeof object
    const { spec } = object as { spec: object }
    expect(taken).toEqual({ ...object, spec: { ...spec, replicas: 5 } })
  })
})

describe('an object that was changed elsewhere', () => {
  const scaled = async (text = deployment()) => {
    const bench = await opened(text)
    await vi.runAllTimersAsync()
    patch(bench, `${deployments}/web`, { spec: { replicas: 5 } })
    await bench.look()
    return bench
  }

  it('is marked at its document, field by field', async () => {
    const bench = await scaled(both(service('a'), deployment()))
    expect(changed(bench)).toEqual([['deployment.apps/web changed 8', 'spec.replicas 3 → 5']])
    expect(bench.writes).toEqual([])
  })

  it('is not set back by typing: only what is typed is changed', async () => {
    const bench = await scaled()
    await type(bench, deployment().replace('nginx:alpine', 'nginx:1.27'))
    expect(bench.writes).toEqual(['PATCH deployments/web'])
    expect(replicasOf(bench)).toBe(5)
    await bench.look()
    expect(changed(bench)).toEqual([['deployment.apps/web changed 2', 'spec.replicas 3 → 5']])
    await type(bench, deployment().replace('replicas: 3', 'replicas: 4'))
    expect(replicasOf(bench)).toBe(4)
    await bench.look()
    expect(changed(bench)).toEqual([])
  })

  it('is not set back even after a refusal in between', async () => {
    const bench = await scaled()
    await type(bench, deployment('        ports: [{containerPort: 70000}]\n'))
    expect(bench.session.state.getState().findings).toHaveLength(1)
    await type(bench, deployment('        ports: [{containerPort: 7000}]\n'))
    expect(bench.session.state.getState().findings).toEqual([])
    expect(replicasOf(bench)).toBe(5)
  })

  it('is taken into its line, with nothing sent', async () => {
    const bench = await scaled()
    await bench.session.side.takeChanges(firstChanged(bench))
    await vi.runAllTimersAsync()
    expect(textIn(bench)).toBe(deployment().replace('replicas: 3', 'replicas: 5'))
    expect(bench.writes).toEqual([])
    expect(changed(bench)).toEqual([])
  })

  it('is taken at once when the page proposed it, for what was there before it came', async () => {
    const mend = async (bench: Bench) => {
      patch(bench, `${deployments}/web`, { spec: { paused: true } })
      const key = { namespace: 'default', name: 'web' }
      bench.playground.actions.tellMended({ kind: 'Deployment', key, path: 'spec.paused' })
      await bench.look()
    }
    const bench = await opened(both(service('a'), deployment()))
    await vi.runAllTimersAsync()
    await mend(bench)
    expect(parseManifest(textIn(bench)).documents[1]?.object).toMatchObject({
      spec: { replicas: 3, paused: true },
    })
    expect([changed(bench), bench.writes]).toEqual([[], []])

    const other = await scaled()
    await mend(other)
    expect(textIn(other)).toBe(deployment())
    expect(changed(other)).toEqual([
      ['deployment.apps/web changed 2', 'spec.replicas 3 → 5', 'spec.paused undefined → true'],
    ])
  })

  it('is set back when one asks for it, also where the document says nothing', async () => {
    const bench = await scaled()
    patch(bench, `${deployments}/web`, { metadata: { labels: { tier: 'front' } } })
    await bench.look()
    expect(changed(bench)[0]).toContain('metadata.labels.tier undefined → front')
    await bench.session.side.applyAgain(firstChanged(bench))
    await vi.runAllTimersAsync()
    expect(replicasOf(bench)).toBe(3)
    expect(changed(bench)).toEqual([])
    expect(textIn(bench)).toBe(deployment())
    expect(bench.changes.map(({ label }) => label)).toEqual(['YAML: deployment.apps/web'])
  })

  it('brings what is new as a person would write it', async () => {
    const bench = await opened(service('a'))
    await vi.runAllTimersAsync()
    const ports = [
      { name: 'http', port: 80 },
      { name: 'more', port: 81 },
    ]
    patch(bench, `${services}/a`, { spec: { ports }, metadata: { labels: { tier: 'front' } } })
    await bench.look()
    await bench.session.side.takeChanges(firstChanged(bench))
    await vi.runAllTimersAsync()
    expect(parseManifest(textIn(bench)).documents[0]?.object).toMatchObject({
      metadata: { name: 'a', labels: { tier: 'front' } },
      spec: { ports },
    })
    expect(textIn(bench)).not.toMatch(/protocol|targetPort/)
    expect(changed(bench)).toEqual([])
  })
})

describe('an object that was deleted elsewhere', () => {
  const deleted = async () => {
    const bench = await opened(both(service('a'), service('b')))
    await vi.runAllTimersAsync()
    bench.send({ method: 'DELETE', path: `${services}/b` })
    await bench.look()
    return bench
  }

  it('is marked, and does not come back by itself', async () => {
    const bench = await deleted()
    await type(bench, both(service('a', 81), service('b')))
    expect(bench.names('services')).toEqual(['a'])
    expect(changed(bench)).toEqual([['service/b deleted 8']])
  })

  it('is made again when one asks for it', async () => {
    const bench = await deleted()
    await bench.session.side.applyAgain(firstChanged(bench))
    await vi.runAllTimersAsync()
    expect(bench.names('services')).toEqual(['a', 'b'])
    expect(changed(bench)).toEqual([])
  })

  it('or is removed from the text', async () => {
    const bench = await deleted()
    await bench.session.side.removeHere(firstChanged(bench))
    await vi.runAllTimersAsync()
    expect(textIn(bench)).toBe(service('a'))
    expect(bench.writes).toEqual([])
  })
})

describe('one undo', () => {
  it('of an apply puts the text back, and applies nothing', async () => {
    const bench = await opened(service('a'))
    await vi.runAllTimersAsync()
    const turnBack = bench.mark()
    await type(bench, service('a', 81))
    const again = bench.mark()
    bench.writes.length = 0
    turnBack()
    bench.turn('undone', bench.changes)
    await vi.runAllTimersAsync()
    expect(textIn(bench)).toBe(service('a'))
    again()
    bench.turn('redone', bench.changes)
    await vi.runAllTimersAsync()
    expect(textIn(bench)).toBe(service('a', 81))
    expect(bench.writes).toEqual([])
    await type(bench, service('a', 82))
    expect(bench.writes).toEqual(['PATCH services/a'])
  })

  it('of a line of the terminal takes what was taken in since out of the text', async () => {
    const bench = await opened(service('a'))
    await vi.runAllTimersAsync()
    const line = { id: 'change/line', label: 'kubectl expose' }
    bench.playground.setState({ history: { undo: line } })
    create(bench, services, exposed)
    await bench.look()
    await bench.session.side.take(beyond(bench).also)
    await vi.runAllTimersAsync()
    bench.send({ method: 'DELETE', path: `${services}/exposed` })
    bench.turn('undone', [line])
    await vi.runAllTimersAsync()
    expect(textIn(bench)).toBe(service('a'))
    expect(bench.writes).toEqual([])
  })
})
