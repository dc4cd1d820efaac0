import { describe, expect, it } from 'vitest'
import { Server } from './testing'

const POD = '/api/v1/namespaces/default/pods/web'

function withPod(): Server {
  const server = new Server()
  const resources = { requests: { cpu: '100m', 'ephemeral-storage': '1Gi' } }
  const containers = [{ name: 'web', image: 'nginx', resources }]
  const metadata = { name: 'web', namespace: 'default' }
  server.post({ apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers } })
  return server
}

const resize = (server: Server, resources: object, more: object = {}) =>
  server.patch(`${POD}/resize`, 'strategic-merge-patch', {
    spec: { ...more, containers: [{ name: 'web', image: 'httpd', resources }] },
  })

describe('the resize part of a Pod', () => {
  it('changes what containers ask for, and nothing else', () => {
    const server = withPod()
    const answer = resize(server, { requests: { cpu: '200m' } }, { hostname: 'other' })
    expect(answer.status).toBe(200)
    expect(answer.body.metadata.generation).toBe(2)
    const { spec } = server.get(`${POD}/resize`)
    expect(spec.containers[0]).toMatchObject({
      image: 'nginx',
      resources: { requests: { cpu: '200m', 'ephemeral-storage': '1Gi' } },
    })
    expect(spec.hostname).toBeUndefined()
  })

  it('is the only way to that', () => {
    const containers = [{ name: 'web', resources: { requests: { cpu: '1' } } }]
    const answer = withPod().patch(POD, 'strategic-merge-patch', { spec: { containers } })
    expect(answer.body.message).toContain('pod updates may not change fields other than')
  })

  it.each([
    [
      { limits: { cpu: '100m', memory: '1Gi' }, requests: { memory: '1Gi' } },
      'spec: Invalid value: "Burstable": Pod QOS Class may not change as a result of resizing',
    ],
    [
      { requests: { 'ephemeral-storage': '2Gi' } },
      'spec: Forbidden: only cpu and memory resources are mutable',
    ],
  ])('is refused: %o', (resources, why) => {
    expect(resize(withPod(), resources).body.message).toBe(`Pod "web" is invalid: ${why}`)
  })
})
