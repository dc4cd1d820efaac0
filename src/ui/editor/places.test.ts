import { describe, expect, it } from 'vitest'
import { parseManifest } from '../../scenarios/manifest'
import { spanOf } from './places'

const manifest = parseManifest(`apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: team}
spec:
  template:
    spec:
      containers:
      - name: web
        readinessProbe:
          httpGet: {port: 80}
`)

const line = (kind: string, name: string, path: string, namespace = 'default') =>
  spanOf(manifest, { kind, key: { namespace, name }, path })?.line

describe('a place of the manifest', () => {
  it('is a field of the document that makes the object', () => {
    expect(line('Service', 'web', 'spec.selector')).toBe(5)
    expect(line('Service', 'web', 'spec.selector', 'team')).toBeUndefined()
    expect(line('Service', 'other', 'spec.selector')).toBeUndefined()
  })

  it('is in the template for a Pod of a Deployment, and in the Service for its slices', () => {
    const path = 'spec.containers[0].readinessProbe'
    expect(line('Pod', 'web-6c8b45d7f9-x2v8k', path, 'team')).toBe(15)
    expect(line('Pod', 'webshop-6c8b45d7f9-x2v8k', path, 'team')).toBeUndefined()
    expect(line('EndpointSlice', 'web-x2v8k', 'endpoints')).toBe(1)
  })

  it('may be a line', () => {
    expect(spanOf(manifest, { line: 7, column: 3 })).toEqual({
      line: 7,
      column: 3,
      endLine: 7,
      endColumn: 3,
    })
  })
})
