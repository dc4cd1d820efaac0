import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../engine/api/finding'
import { Cluster } from '../../engine/cluster'
import { seconds } from '../../engine/sim'
import { open } from '../../host/opening'
import { discoverOver } from '../../kubectl/discovery'
import { parseManifest } from '../manifest'
import type { JsonObject } from '../yaml-json'
import type { DumpChoices, DumpKnown } from './choices'
import { imagesIn, type LoadedDump, loadDump } from './load'
import { looksDumped } from './looks-dumped'
import { longestDump, objectsIn } from './objects'

const observed: DumpChoices = { images: 'stand-in', pods: 'observed' }
const bare = Cluster.create({})

const get = (path: string, query = {}) => bare.request({ method: 'GET', path, query })

async function knownOf(objects: readonly JsonObject[]): Promise<DumpKnown> {
  const versions = await discoverOver({ request: async (request) => bare.request(request) })
  const kinds = versions.flatMap(({ group, version, resources }) =>
    resources.map(({ kind }) => `${group === '' ? version : `${group}/${version}`} ${kind}`),
  )
  const response = get('/playground/v1/images', { names: imagesIn(objects).join(',') })
  const { missing } = (response as { body: { missing: readonly string[] } }).body
  return { kinds: new Set(kinds), missingImages: new Set(missing) }
}

async function loadText(text: string, choices = observed): Promise<LoadedDump> {
  const { objects } = objectsIn(text)
  return loadDump(objects, await knownOf(objects), choices)
}

const fixture = (name: string): string =>
  readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8')

const list = (...items: readonly unknown[]): string =>
  JSON.stringify({ apiVersion: 'v1', kind: 'List', items })

const service = (spec: object, name = 'web'): object => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'default', uid: 'u', resourceVersion: '5' },
  spec,
})

const objectsOf = ({ manifest }: LoadedDump): readonly JsonObject[] =>
  parseManifest(manifest).documents.map(({ object }) => object)

/** What the doctor finds in a cluster made of a dump. */
async function findingsOf({ manifest, report }: LoadedDump): Promise<readonly Finding[]> {
  const { cluster, applied } = await open({ manifest, traffic: [], ...report.surroundings })
  expect(applied?.applied.filter(({ result }) => result === 'refused')).toEqual([])
  cluster.advance(cluster.now + seconds(60))
  const response = cluster.request({ method: 'GET', path: '/playground/v1/findings' })
  return (response as { body: { findings: readonly Finding[] } }).body.findings
}

describe('the text of a dump', () => {
  it('is a list, documents, or both, as YAML or JSON', () => {
    const one = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n'
    const items = 'apiVersion: v1\nitems:\n- apiVersion: v1\n  kind: Pod\nkind: List\n'
    expect(objectsIn(`${one}---\n${items}`).objects.map(({ kind }) => kind)).toEqual([
      'Service',
      'Pod',
    ])
    expect(objectsIn(list(service({}), service({}, 'b'))).objects).toHaveLength(2)
    const typed = { apiVersion: 'v1', kind: 'PodList', items: [{ metadata: { name: 'a' } }] }
    expect(objectsIn(JSON.stringify(typed)).objects[0]?.kind).toBe('Pod')
  })

  it('may be indented, and its items may hold any text', () => {
    const text = [
      'apiVersion: v1',
      'items:',
      '  - apiVersion: v1',
      '    kind: ConfigMap',
      '    data:',
      '      a: |',
      '        - not an item',
      '        kind: List',
      '  - apiVersion: v1',
      '    kind: Pod',
      'kind: List',
      'metadata:',
      '  resourceVersion: ""',
    ].join('\n')
    const { objects, unread } = objectsIn(text)
    expect(unread).toEqual([])
    expect(objects.map(({ kind }) => kind)).toEqual(['ConfigMap', 'Pod'])
    expect(objects[0]?.data).toEqual({ a: '- not an item\nkind: List\n' })
  })

  it('is refused when it is too long, too deep, or says nothing', () => {
    expect(objectsIn('a'.repeat(longestDump + 1)).refused).toBe('too-long')
    const deep = `{"kind":"Pod","a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`
    expect(objectsIn(deep).refused).toBe('too-deep')
    expect(objectsIn('hello').objects).toEqual([])
    expect(objectsIn('').refused).toBe('nothing')
  })

  it('does no harm: names of prototypes are data, aliases do not multiply', () => {
    const { objects } = objectsIn('{"kind":"Pod","__proto__":{"polluted":true}}')
    expect(Object.hasOwn(objects[0] ?? {}, '__proto__')).toBe(true)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    const bomb = `kind: Pod\na: &a [x, x, x, x, x, x, x, x, x, x]\n${'bcdefghi'
      .split('')
      .map((key, at) => {
        const before = 'abcdefghi'[at]
        return `${key}: &${key} [${Array(10).fill(`*${before}`).join(', ')}]`
      })
      .join('\n')}`
    expect(objectsIn(bomb).unread).toHaveLength(1)
  })

  it('that cannot be read in one place is read in the others', () => {
    const { objects, unread } = objectsIn('kind: Pod\n---\nkind: [\n---\nkind: Service\n')
    expect(objects).toHaveLength(2)
    expect(unread.map(({ begins }) => begins)).toEqual(['kind: ['])
  })

  it('is told from what people write', () => {
    expect(looksDumped(fixture('selector-typo.yaml'))).toBe(true)
    expect(looksDumped('apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n')).toBe(false)
  })
})

describe('of a dump is loaded', () => {
  it('what controllers will not make by themselves', async () => {
    const { report, manifest } = await loadText(fixture('selector-typo.yaml'))
    expect(report.loaded).toEqual([
      ['Namespace', 1],
      ['Service', 1],
      ['Deployment', 1],
    ])
    expect(report.left.get('made-again')).toHaveLength(5)
    expect(report.surroundings).toMatchObject({ counted: 3, nodes: 3 })
    expect(manifest).not.toMatch(/uid|resourceVersion|status|managedFields|creationTimestamp/)
  })

  it('an address or a node port only where it fits', async () => {
    const ports = [{ port: 80, nodePort: 30_080 }]
    const loaded = await loadText(
      list(
        service({ clusterIP: '10.100.7.7', type: 'NodePort', ports }),
        service({ clusterIP: '172.21.3.4', ports: [{ port: 80, nodePort: 20_000 }] }, 'b'),
        service({ clusterIP: 'None', ports: [{ port: 80 }] }, 'c'),
      ),
    )
    const [a, b, c] = objectsOf(loaded).map(({ spec }) => spec)
    expect(a).toMatchObject({ clusterIP: '10.100.7.7', ports })
    expect(b).toEqual({ ports: [{ port: 80 }] })
    expect(c).toMatchObject({ clusterIP: 'None' })
    expect(loaded.report.changes.get('address-dropped')).toEqual(['Service default/b: 172.21.3.4'])
    expect(loaded.report.changes.get('node-port-dropped')).toEqual(['Service default/b: 20000'])
  })

  it('an unknown kind as a comment', async () => {
    const rollout = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name: 'web', namespace: 'default' },
      spec: { replicas: 2 },
    }
    const { manifest, report } = await loadText(list(service({ ports: [{ port: 80 }] }), rollout))
    expect(report.unknown).toEqual(['Rollout default/web'])
    expect(manifest).toContain('\n# kind: Rollout\n')
    expect(parseManifest(manifest).documents).toHaveLength(1)
  })

  it('as much as a scenario holds, Services first', async () => {
    const maps = Array.from({ length: 40 }, (_, at) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `m${at}`, namespace: 'default' },
      data: { a: 'x'.repeat(20_000) },
    }))
    const loaded = await loadText(list(...maps, service({ ports: [{ port: 80 }] })))
    expect(objectsOf(loaded).some(({ kind }) => kind === 'Service')).toBe(true)
    expect(loaded.report.left.get('no-room')?.length).toBeGreaterThan(20)
    expect(loaded.manifest.length).toBeLessThan(256 * 1024)
  })
})

describe('a broken cluster, dumped and loaded', () => {
  it('has a selector that matches nothing here, too', async () => {
    const findings = await findingsOf(await loadText(fixture('selector-typo.yaml')))
    expect(findings.map(({ code }) => code)).toEqual(['selector-matches-nothing'])
  })

  it('on EKS listens elsewhere, and one of its Pods is not ready', async () => {
    const loaded = await loadText(fixture('eks.yaml'))
    const { surroundings, changes, missingImages } = loaded.report
    expect(surroundings).toEqual({ counted: 2, nodes: 2, environment: 'ack' })
    expect(missingImages).toHaveLength(1)
    expect(changes.get('set-aside')).toEqual(['Deployment payments/api: 1/2'])
    expect(changes.get('reference-optional')).toEqual(['Secret payments/proxy-settings'])
    const codes = (await findingsOf(loaded)).map(({ code }) => code)
    expect(codes).toContain('nobody-listens')
    expect(codes).toContain('some-not-ready')
  })

  it('on EKS, run again, has every Pod ready', async () => {
    const again = await loadText(fixture('eks.yaml'), { ...observed, pods: 'again' })
    const codes = (await findingsOf(again)).map(({ code }) => code)
    expect(codes).toContain('nobody-listens')
    expect(codes).not.toContain('some-not-ready')
  })

  it('on ACK has nobody ready', async () => {
    const loaded = await loadText(fixture('ack.json'))
    expect(loaded.report.surroundings).toMatchObject({ environment: 'ack', mode: 'ipvs' })
    const findings = await findingsOf(loaded)
    expect(findings.map(({ code }) => code)).toContain('probe-fails')
    const again = await loadText(fixture('ack.json'), { ...observed, pods: 'again' })
    expect((await findingsOf(again)).filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('keeps images that cannot be had when that is chosen', async () => {
    const loaded = await loadText(fixture('ack.json'), { images: 'keep', pods: 'observed' })
    expect(loaded.manifest).toContain('registry-vpc.cn-hangzhou.aliyuncs.com/team/orders:v3')
    expect((await findingsOf(loaded)).map(({ code }) => code)).toContain('nothing-ready')
  })

  it('names a port that no container has', async () => {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', namespace: 'default', labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'private/web', ports: [{ containerPort: 80 }] }] },
    }
    const ports = [{ port: 80, targetPort: 'http' }]
    const loaded = await loadText(list(pod, service({ selector: { app: 'web' }, ports })))
    const codes = (await findingsOf(loaded)).map(({ code }) => code)
    expect(codes).toContain('port-name-unknown')
  })
})
