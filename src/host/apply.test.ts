import { describe, expect, it } from 'vitest'
import { Cluster } from '../engine'
import { type ApplyOptions, apply, applyAll, Connection, refusalText } from '../kubectl'
import { parseManifest } from '../scenarios/manifest'
import { presets } from '../scenarios/presets'
import { directClient } from './direct-client'
import { open } from './opening'

const service = (spec: string, metadata = 'name: web-svc') =>
  `apiVersion: v1\nkind: Service\nmetadata: {${metadata}}\nspec: {selector: {app: web}, ${spec}}\n`
const deployment = (template: string, spec = 'replicas: 2') => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  ${spec}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: web, ${template}}
`

function applying(cluster = Cluster.create()) {
  const connection = new Connection(directClient(cluster))
  const objects = (text: string) => parseManifest(text).documents.map(({ object }) => object)
  return {
    cluster,
    apply: async (text: string, options: ApplyOptions = {}) => {
      const [object = {}] = objects(text)
      const applied = await apply(connection, object, options)
      return applied.result === 'refused' ? refusalText(applied.status) : applied.result
    },
    service: () => cluster.reader().get('Service', 'default', 'web-svc'),
    deployment: () => cluster.reader().get('Deployment', 'default', 'web'),
  }
}

describe('apply, against the real server,', () => {
  it('creates, leaves alone, changes and changes back', async () => {
    const { apply: say, service: get } = applying()
    const first = service('ports: [{port: 80, targetPort: 8080}]')
    expect(await say(first)).toBe('created')
    expect(await say(first)).toBe('unchanged')
    const clusterIP = get()?.spec.clusterIP

    const second = service(
      'ports: [{port: 8081, targetPort: 8080}]',
      'name: web-svc, labels: {a: b}',
    )
    expect(await say(second)).toBe('configured')
    expect(get()?.spec.ports).toEqual([{ port: 8081, protocol: 'TCP', targetPort: 8080 }])
    expect(get()?.metadata.labels).toEqual({ a: 'b' })
    expect(get()?.spec.clusterIP).toBe(clusterIP)

    expect(await say(first)).toBe('configured')
    expect(get()?.spec.ports).toEqual([{ port: 80, protocol: 'TCP', targetPort: 8080 }])
    expect(get()?.metadata.labels).toBeUndefined()
    expect(await say(first)).toBe('unchanged')
  })

  it('takes out what the file has no more, deep inside', async () => {
    const { apply: say, deployment: get } = applying()
    await say(deployment('image: nginx, env: [{name: A, value: a}, {name: B, value: b}]'))
    const strategy = 'strategy: {type: Recreate}'
    expect(await say(deployment('image: nginx, env: [{name: B, value: b}]', strategy))).toBe(
      'configured',
    )
    const { spec } = get() ?? {}
    expect(spec?.template.spec.containers[0]?.env).toEqual([{ name: 'B', value: 'b' }])
    expect(spec?.strategy).toEqual({ type: 'Recreate' })
    expect(spec?.replicas).toBe(1) // given up, it is the server's to choose
  })

  it('leaves the cluster as it was when it only asks', async () => {
    const { apply: say, cluster } = applying()
    await say(service('ports: [{port: 80}]'))
    const digest = cluster.digest()
    expect(await say(service('type: NodePort, ports: [{port: 80}]'), { dryRun: true })).toBe(
      'configured',
    )
    expect(await say(service('ports: [{port: 80}]', 'name: b'), { dryRun: true })).toBe('created')
    expect(cluster.digest()).toBe(digest)
  })

  it.each([
    [
      service('ports: [{port: 80, targetPort: 70000}]'),
      'The Service "web-svc" is invalid: spec.ports[0].targetPort: Invalid value: 70000: ' +
        'must be between 1 and 65535, inclusive',
    ],
    [
      service('ports: [{port: 80}], selecter: {app: a}'),
      'Error from server (BadRequest): Service in version "v1" cannot be handled as a Service: ' +
        'strict decoding error: unknown field "spec.selecter"',
    ],
    [
      service('ports: [{port: 80}]', 'name: a, namespace: nope'),
      'Error from server (NotFound): namespaces "nope" not found',
    ],
  ])('is refused in the real words: %s', async (text, expected) => {
    expect(await applying().apply(text)).toBe(expected)
  })

  it('refuses a million replicas, and lives on', async () => {
    const { apply: say, cluster } = applying()
    expect(await say(deployment('image: nginx', 'replicas: 1000000'))).toMatch(
      /^The Deployment "web" is invalid: spec\.replicas: Invalid value: 1000000: /,
    )
    expect(cluster.settle()).toBe(true)
  })

  it.each(presets.map((preset) => [preset.id, preset] as const))(
    'finds nothing to change in what it has just applied: %s',
    async (_, preset) => {
      const scenario = preset.scenario('en')
      const { cluster } = await open(scenario)
      const connection = new Connection(directClient(cluster))
      const again = await applyAll(
        connection,
        parseManifest(scenario.manifest).documents.map(({ object }) => object),
      )
      expect(again.applied.map(({ result }) => result)).toEqual(
        again.applied.map(() => 'unchanged'),
      )
    },
  )
})
