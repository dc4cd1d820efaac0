import { beforeAll, describe, expect, test } from 'vitest'
import { Laptop } from '../testing/laptop'

const service = (spec: string, metadata = 'name: t'): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {${metadata}}\nspec: ${spec}\n`
const port = (more: string): string => service(`{ports: [{port: 80}], ${more}}`)

const BAD = 'Error from server (BadRequest): error when creating "svc.yaml": '
const UNUSABLE = `${BAD}Service in version "v1" cannot be handled as a Service: `
const into = (what: string, field: string): string =>
  `${UNUSABLE}json: cannot unmarshal ${what} into Go struct field ${field}`
const OFF = 'if you choose to ignore these errors, turn validation off with --validate=false'
const unset = (what: string): string =>
  `error: error validating "svc.yaml": error validating data: ${what}; ${OFF}`
const unparsable = 'error: error parsing svc.yaml: error converting YAML to JSON: yaml: '
const noMatch = (kind: string, version: string): string =>
  `error: resource mapping not found for name: "t" namespace: "" from "svc.yaml": ` +
  `no matches for kind "${kind}" in version "${version}"\nensure CRDs are installed first`

/** What create says of a file that cannot be read as an object. */
const files: readonly (readonly [title: string, text: string, message: string])[] = [
  [
    'an unknown field',
    port('foo: 1'),
    `${UNUSABLE}strict decoding error: unknown field "spec.foo"`,
  ],
  [
    'two of them',
    service('{ports: [{port: 80, targetport: 1}], foo: 1}'),
    `${UNUSABLE}strict decoding error: unknown field "spec.foo", ` +
      'unknown field "spec.ports[0].targetport"',
  ],
  [
    'a text for a number',
    service('{ports: [{port: "80"}]}'),
    into('string', 'ServicePort.spec.ports.port of type int32'),
  ],
  [
    'a map for a list',
    service('{ports: {port: 80}}'),
    into('object', 'ServiceSpec.spec.ports of type []v1.ServicePort'),
  ],
  [
    'a list for a map',
    port('selector: [a]'),
    into('array', 'ServiceSpec.spec.selector of type map[string]string'),
  ],
  [
    'a number for a text',
    port('selector: {app: 1}'),
    into('number', 'ServiceSpec.spec.selector of type string'),
  ],
  ['a text for an object', service('hello'), into('string', 'Service.spec of type v1.ServiceSpec')],
  [
    'a wrong type in metadata, which is for kubectl to see',
    service('{ports: [{port: 80}]}', 'name: t, labels: {a: true}'),
    'error: unable to decode "svc.yaml": json: cannot unmarshal bool into Go struct field ' +
      'ObjectMeta.metadata.labels of type string',
  ],
  ['no kind', 'apiVersion: v1\nmetadata: {name: t}\n', unset('kind not set')],
  ['no version', 'kind: Service\nmetadata: {name: t}\n', unset('apiVersion not set')],
  ['neither', 'metadata: {name: t}\n', unset('[apiVersion not set, kind not set]')],
  ['no such kind', 'apiVersion: v1\nkind: Servce\nmetadata: {name: t}\n', noMatch('Servce', 'v1')],
  [
    'no such version',
    'apiVersion: v2\nkind: Service\nmetadata: {name: t}\n',
    noMatch('Service', 'v2'),
  ],
  [
    'a tab',
    'apiVersion: v1\nkind: Service\nmetadata:\n\tname: t\n',
    `${unparsable}line 4: found character that cannot start any token`,
  ],
  [
    'a wrong indent',
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: t\n   labels: {}\n',
    `${unparsable}line 5: mapping values are not allowed in this context`,
  ],
  ['nothing', '', 'error: no objects passed to create'],
  [
    'a namespace that is not there',
    service('{ports: [{port: 80}]}', 'name: t, namespace: nope'),
    'Error from server (NotFound): error when creating "svc.yaml": namespaces "nope" not found',
  ],
]

describe('a file with', () => {
  const laptop = Laptop.settled()

  test.each(files)('%s', async (_, text, message) => {
    laptop.texts.set('svc.yaml', text)
    const { code, stderr } = await laptop.run('kubectl create -f svc.yaml')
    expect([stderr, code]).toEqual([`${message}\n`, 1])
  })

  test.each([
    ['warn', 'Warning: unknown field "spec.foo"\n'],
    ['false', ''],
    ['ignore', ''],
  ])('an unknown field is taken with --validate=%s', async (how, told) => {
    laptop.texts.set('svc.yaml', port('foo: 1'))
    const line = `kubectl create -f svc.yaml --dry-run=server --validate=${how}`
    const { stdout, stderr } = await laptop.run(line)
    expect([stdout, stderr]).toEqual(['service/t created (server dry run)\n', told])
  })
})

describe('of an object that is there', () => {
  let laptop: Laptop
  beforeAll(async () => {
    laptop = Laptop.settled()
    laptop.texts.set('svc.yaml', port('selector: {a: b}'))
    await laptop.run('kubectl apply -f svc.yaml')
  })

  test.each([
    ['selectr: {a: b}', 'strict decoding error: unknown field "spec.selectr"'],
    ['sessionAffinityConfig: {clientIP: {timeoutSeconds: "1"}}', 'unrecognized type: int32'],
  ])('apply of %s shows the patch', async (more, why) => {
    laptop.texts.set('svc.yaml', port(more))
    const { stderr } = await laptop.run('kubectl apply -f svc.yaml')
    expect(stderr).toMatch(/^The request is invalid: patch: Invalid value: "map\[metadata:map\[/)
    expect(stderr).toContain(`": ${why}\n`)
  })

  test('a patch of an unknown field draws a warning', async () => {
    const { stdout, stderr } = await laptop.run(`kubectl patch svc t -p '{"spec":{"foo":1}}'`)
    expect(stdout).toBe('service/t patched (no change)\n')
    expect(stderr).toBe('Warning: unknown field "spec.foo"\n')
  })
})
