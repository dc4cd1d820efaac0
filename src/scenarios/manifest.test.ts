import { cpuUsage } from 'node:process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scenarioLimits } from './limits'
import { type ManifestDocument, parseManifest, type Span } from './manifest'

const text = `# a Deployment and its Service
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    example.com/owner: me
---
apiVersion: v1
kind: Service
metadata: {name: web-svc}
spec:
  selector:
    app.kubernetes.io/name: web
  ports:
  - port: 80 # what clients ask for
    targetPort: http
  - port: 443
  loadBalancerSourceRanges: ["10.0.0.0/8"]
`
const { documents } = parseManifest(text)
const [deployment, service] = documents as [ManifestDocument, ManifestDocument]

/** The text that a span covers. */
const covered = ({ line, column, endLine, endColumn }: Span, of = text): string => {
  const lines = of.split('\n').slice(line - 1, endLine)
  const last = lines.length - 1
  lines[last] = (lines[last] ?? '').slice(0, endColumn - 1)
  lines[0] = (lines[0] ?? '').slice(column - 1)
  return lines.join('\n')
}

/** Milliseconds of work within which a browser must be done with whatever a text holds. */
const noTime = 2_000

/** Does something that may be hostile: it is done in no time, however busy the machine is. */
function inNoTime<Result>(work: () => Result): Result {
  const before = cpuUsage()
  const result = work()
  const { user, system } = cpuUsage(before)
  expect((user + system) / 1000).toBeLessThan(noTime)
  return result
}

const problems = (of: string) =>
  parseManifest(of).problems.map(
    ({ code, message, span }) => `${span.line}:${span.column} ${code}: ${message}`,
  )
const objects = (of: string) => parseManifest(of).documents.map(({ object }) => object)

describe('a manifest', () => {
  it('is read document by document, as plain JSON', () => {
    expect(documents.map(({ index }) => index)).toEqual([0, 1])
    expect(service.object).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web-svc' },
      spec: {
        selector: { 'app.kubernetes.io/name': 'web' },
        ports: [{ port: 80, targetPort: 'http' }, { port: 443 }],
        loadBalancerSourceRanges: ['10.0.0.0/8'],
      },
    })
    expect(service.span).toMatchObject({ line: 9, column: 1, endLine: 19 })
  })

  it('skips empty documents, and counts them', () => {
    const { documents: found } = parseManifest('---\n# nothing\n---\na: 1\n---\nnull\n---\nb: 2')
    expect(found.map(({ index, object }) => [index, object])).toEqual([
      [1, { a: 1 }],
      [3, { b: 2 }],
    ])
    expect(objects('')).toEqual([])
  })

  it('may be a List: its items are read one by one, where they stand', () => {
    const { documents: found } = parseManifest(`kind: List
items:
- kind: Service
  spec:
    type: NodePort
- kind: Pod
---
apiVersion: v1
kind: NodeList
items: [{metadata: {name: node-9}}]
`)
    expect(found[2]?.object).toMatchObject({ apiVersion: 'v1', kind: 'Node' })
    expect(found.map(({ index, item, object }) => [index, item, object['kind']])).toEqual([
      [0, 0, 'Service'],
      [0, 1, 'Pod'],
      [1, 0, 'Node'],
    ])
    expect(found.map(({ span }) => span.line)).toEqual([3, 6, 10])
    expect(found[0]?.at('spec.type')).toMatchObject({ line: 5, column: 11 })
  })

  it('means what it means to kubectl, whose YAML is 1.1', () => {
    expect(
      objects('a: on\nb: no\nc: "on"\nd: 0644\ne: 12:30\nf: 2026-01-02\ng: ~\nh: 1_000'),
    ).toEqual([
      { a: true, b: false, c: 'on', d: 420, e: '12:30', f: '2026-01-02', g: null, h: 1000 },
    ])
    expect(objects('a: &x {b: 1}\nc: {<<: *x, d: 2}\n5: e\ntrue: f')).toEqual([
      { a: { b: 1 }, c: { b: 1, d: 2 }, '5': 'e', true: 'f' },
    ])
  })
})

describe('a place in a manifest', () => {
  it.each([
    ['spec.ports[0].targetPort', 'http'],
    ['spec.ports[1].port', '443'],
    ['spec.ports', 'ports'],
    ['spec', 'spec'],
    ['metadata.name', 'web-svc'],
    ['spec.selector.app.kubernetes.io/name', 'web'],
    ['spec.selector[app.kubernetes.io/name]', 'web'],
  ])('is the value of %s, or the name of a block', (path, expected) => {
    expect(covered(service.at(path))).toBe(expected)
  })

  it.each([
    ['spec.ports[0].nodePort', 'port: 80 # what clients ask for'],
    ['spec.ports[7].port', 'ports'],
    ['spec.type', 'spec'],
    ['status.loadBalancer', 'apiVersion: v1'],
    ['metadata.labels', 'metadata'],
  ])('that is not there (%s) is its nearest ancestor', (path, expected) => {
    expect(covered(service.at(path))).toBe(expected)
  })

  it('is found by what API servers call it', () => {
    expect(covered(service.at('spec.LoadBalancerSourceRanges[0]'))).toBe('"10.0.0.0/8"')
    expect(covered(service.at('spec.ports.targetPort'))).toBe('http')
    expect(covered(deployment.at('metadata.annotations[example.com/owner]'))).toBe('me')
  })

  it('never throws, whatever the path', () => {
    fc.assert(fc.property(fc.string(), (path) => void service.at(path)))
    expect(service.at('spec.__proto__.constructor').line).toBe(12)
  })
})

describe('a mistake in the text', () => {
  it.each([
    ['a: 1\n\tb: 2', '2:1 syntax: found character that cannot start any token'],
    ['a: b: c', '1:4 syntax: mapping values are not allowed in this context'],
    ['a: [1', "1:6 syntax: did not find expected ',' or ']'"],
    ['a: "x', '1:6 syntax: found unexpected end of stream'],
    ['a: 1\nb', "2:1 syntax: could not find expected ':'"],
    ['a: *b', "1:4 syntax: unknown anchor 'b' referenced"],
    ['- 1', '1:1 not-an-object: a manifest is an object: apiVersion, kind, metadata'],
  ])('is told with its place: %j', (of, expected) => {
    expect(problems(of)).toEqual([expected])
    expect(objects(of)).toEqual([])
  })

  it('leaves the other documents alone', () => {
    expect(objects('a: 1\n---\nb: [\n---\nc: 3')).toEqual([{ a: 1 }, { c: 3 }])
  })

  it('does not include a key given twice: the last counts, with a warning', () => {
    const twice = parseManifest('spec:\n  a: 1\n  b: 2\n  a: 3')
    expect(twice.documents[0]?.object).toEqual({ spec: { a: 3, b: 2 } })
    expect(twice.problems).toEqual([
      {
        severity: 'warning',
        code: 'duplicate-key',
        message: 'key "a" already set in map',
        span: { line: 4, column: 3, endLine: 4, endColumn: 4 },
      },
    ])
  })
})

describe('a hostile text', () => {
  const nested = (depth: number, open: string) => open.repeat(depth)
  const bomb = (step: (before: string) => string) =>
    Array.from({ length: 26 }, (_, i) => {
      const [name, before] = [i + 97, i + 96].map((code) => String.fromCharCode(code))
      return `${name}: &${name} ${i === 0 ? '{x: 1}' : step(`*${before}`)}`
    }).join('\n')

  it.each([
    ['billions of laughs', bomb((a) => `[${Array(9).fill(a).join(', ')}]`), 'too-many-aliases'],
    ['merged billions', bomb((a) => `{<<: [${Array(9).fill(a).join(', ')}]}`), 'too-many-aliases'],
    [
      'one long text many times',
      `a: &a ${'x'.repeat(9_000)}\nb: [${'*a, '.repeat(9_000)}]`,
      'too-many-aliases',
    ],
    ['a list in itself', 'a: &a [*a]', 'too-many-aliases'],
    ['brackets in brackets', nested(20_000, '['), 'too-deep'],
    ['maps in maps', nested(20_000, '{a: '), 'too-deep'],
    ['lists in lists', nested(20_000, '- '), 'too-deep'],
    ['keys in keys', nested(20_000, '? '), 'too-deep'],
    ['far too many keys', 'a: 1\n'.repeat(52_000), 'too-many-tokens'],
    ['far too many commas', `[${','.repeat(200_000)}`, 'too-many-tokens'],
    ['far too many documents', '---\na: 1\n'.repeat(201), 'too-many-documents'],
    ['a book', ' '.repeat(scenarioLimits.manifestLength + 1), 'too-long'],
  ])('%s is refused, in no time', (_, of, code) => {
    const { problems: found } = inNoTime(() => parseManifest(of))
    expect(found.map((problem) => problem.code)).toEqual([code])
  })

  it('cannot reach the prototype of anything', () => {
    const [object] = objects('__proto__: {polluted: 1}\nconstructor: {prototype: {polluted: 1}}')
    expect(Object.keys(object ?? {})).toEqual(['__proto__', 'constructor'])
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })

  it('of any characters is read or refused, and never throws', () => {
    const unit = fc.constantFrom(
      'a',
      ':',
      ' ',
      '\n',
      '- ',
      '[',
      '{',
      '"',
      '&a ',
      '*a',
      '---\n',
      '|\n',
      '<<: ',
    )
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), (any) => {
        const { documents: found, problems: wrong } = parseManifest(any)
        for (const each of found) JSON.stringify([each.object, each.span, each.at('a.a[0]')])
        expect(wrong.every(({ span }) => span.line >= 1 && span.column >= 1)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
