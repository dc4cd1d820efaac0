import { describe, expect, it } from 'vitest'
import { appendDocument, changeDocument, removeDocument } from './edit-manifest'
import { type Json, type JsonObject, parseManifest } from './manifest'

const text = `# the front
apiVersion: v1
kind: Service
metadata:
  name: web # as everybody calls it
  labels: {app: web}
spec:
  selector:
    app: web   # must match
  ports:
  - port: 80
    targetPort: "8080" # a text
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3 # enough
  template:
    spec:
      containers:
      # the only one
      - name: web
        image: nginx:alpine
        command: [sh, -c, "sleep 1"]
`

const objectsIn = (manifest: string) =>
  parseManifest(manifest).documents.map(({ object }) => object)

/** A copy with one value in another place. */
function put(object: JsonObject, path: readonly (string | number)[], value?: Json): JsonObject {
  const copy = structuredClone(object) as { [key: string]: unknown }
  const last = path[path.length - 1] as string
  let at = copy
  for (const step of path.slice(0, -1)) at = at[step] as typeof at
  if (value === undefined) delete at[last]
  else at[last] = value
  return copy as JsonObject
}

/** What differs, line by line: `-` before, `+` after. */
function lines(before: string, after: string): readonly string[] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `-${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`),
  ]
}

function change(index: number, path: readonly (string | number)[], value?: Json) {
  const from = objectsIn(text)[index] as JsonObject
  const to = put(from, path, value)
  const after = changeDocument(text, { index }, { from, to })
  expect(objectsIn(after)[index]).toEqual(to)
  expect(objectsIn(after)[1 - index]).toEqual(objectsIn(text)[1 - index])
  return lines(text, after)
}

describe('a field that is changed', () => {
  it('changes in its line, which keeps its comment', () => {
    expect(change(1, ['spec', 'replicas'], 5)).toEqual([
      '-  replicas: 3 # enough',
      '+  replicas: 5 # enough',
    ])
  })
  it('is quoted when it would else mean something else', () => {
    expect(change(0, ['spec', 'selector', 'app'], 'on')).toEqual([
      '-    app: web   # must match',
      '+    app: "on"   # must match',
    ])
  })
  it('is one more line when it is new', () => {
    expect(change(0, ['metadata', 'annotations'], { note: 'a: b' })).toEqual([
      '+  annotations:',
      '+    note: "a: b"',
    ])
    expect(change(0, ['spec', 'ports', 1], { port: 81 })).toEqual(['+  - port: 81'])
  })
  it('goes into the braces that are there', () => {
    expect(change(0, ['metadata', 'labels', 'tier'], 'front')).toEqual([
      '-  labels: {app: web}',
      '+  labels: {app: web, tier: front}',
    ])
  })
  it('is gone with its line', () => {
    expect(change(1, ['spec', 'replicas'])).toEqual(['-  replicas: 3 # enough'])
    expect(change(0, ['metadata', 'labels'])).toEqual(['-  labels: {app: web}'])
  })
  it('deep in a list leaves the comments around it', () => {
    expect(change(1, ['spec', 'template', 'spec', 'containers', 0, 'image'], 'nginx:1.27')).toEqual(
      ['-        image: nginx:alpine', '+        image: nginx:1.27'],
    )
    const env = [{ name: 'A', value: 'yes' }]
    expect(change(1, ['spec', 'template', 'spec', 'containers', 0, 'env'], env)).toEqual([
      '+        env:',
      '+        - name: A',
      '+          value: "yes"',
    ])
  })
})

it('a document with anchors is written anew, without them', () => {
  const anchored = 'kind: Pod\nmetadata: {name: a}\nspec:\n  a: &x {n: 1}\n  b: *x\n'
  const [from = {}] = objectsIn(anchored)
  const to = put(from, ['spec', 'b', 'n'], 2)
  expect(objectsIn(changeDocument(anchored, { index: 0 }, { from, to }))).toEqual([to])
})

describe('an item of a List', () => {
  const list = `kind: List
items:
  # the first
  - kind: Service
    metadata: {name: a}
    spec: {type: NodePort} # open
  - kind: Service
    metadata: {name: b}
`
  const [first = {}, second = {}] = objectsIn(list)

  it('is changed where it stands', () => {
    const to = put(first, ['spec', 'type'], 'ClusterIP')
    const after = changeDocument(list, { index: 0, item: 0 }, { from: first, to })
    expect(lines(list, after)).toEqual([
      '-    spec: {type: NodePort} # open',
      '+    spec: {type: ClusterIP} # open',
    ])
    const other = put(second, ['spec'], { type: 'NodePort' })
    const both = changeDocument(after, { index: 0, item: 1 }, { from: second, to: other })
    expect(objectsIn(both)).toEqual([to, other])
  })

  it('is removed, and the others stay', () => {
    expect(objectsIn(removeDocument(list, { index: 0, item: 0 }))).toEqual([second])
    expect(objectsIn(removeDocument(list, { index: 0, item: 1 }))).toEqual([first])
  })
})

describe('a document', () => {
  const added = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { on: '1' } }

  it('that is added comes last, and says what it was given', () => {
    for (const before of ['', '\n', text, `${text}---\n`, text.trimEnd()]) {
      const after = appendDocument(before, added)
      expect(objectsIn(after)).toEqual([...objectsIn(before), added])
      expect(after.startsWith(before.trimEnd())).toBe(true)
    }
  })
  it('that is removed takes its marker along, and nothing else', () => {
    const [first = '', second = ''] = text.split('---\n')
    expect(removeDocument(text, { index: 0 })).toBe(second)
    expect(removeDocument(text, { index: 1 })).toBe(first)
    const three = `---\n${first}---\nkind: Pod\n---\n${second}`
    expect(removeDocument(three, { index: 1 })).toBe(`---\n${first}---\n${second}`)
    expect(removeDocument(text, { index: 7 })).toBe(text)
  })
})
