import { describe, expect, it } from 'vitest'
import { fieldAt, pathText } from './field-at'

const text = `# the front
apiVersion: v1
kind: Service
metadata:
  name: web
  labels:
    example.com/tier: front
spec:
  ports:
  - port: 80
    targetPort: http
  - {port: 81, name: b}
---
apiVersion: v1
kind: Pod
metadata: {name: p, namespace: team}
`
const at = (marked: string) => fieldAt(text, text.indexOf(marked))
const path = (marked: string) => {
  const found = at(marked)
  return found && pathText(found.path)
}

describe('the field at a place of the text', () => {
  it.each([
    ['kind: Service', 'kind'],
    ['web', 'metadata.name'],
    ['example.com/tier', 'metadata.labels[example.com/tier]'],
    ['spec:', 'spec'],
    ['port: 80', 'spec.ports[0].port'],
    ['http', 'spec.ports[0].targetPort'],
    ['b}', 'spec.ports[1].name'],
  ])('%s is %s', (marked, expected) => {
    expect(path(marked)).toBe(expected)
  })

  it('belongs to the object of its document', () => {
    expect(at('http')).toMatchObject({ kind: 'Service', namespace: '', name: 'web' })
    expect(at('kind: Pod')).toMatchObject({ kind: 'Pod', namespace: 'team', name: 'p' })
  })

  it('begins and ends with its name, or with its plain value', () => {
    const found = ['targetPort', 'http'].map((marked) => at(marked))
    expect(found.map((each) => text.slice(each?.from, each?.to))).toEqual(['targetPort', 'http'])
  })

  it('is nothing in text that is no object', () => {
    expect(fieldAt('', 0)).toBeUndefined()
    expect(fieldAt('- a', 2)).toBeUndefined()
  })
})
