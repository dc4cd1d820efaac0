import { describe, expect, it } from 'vitest'
import { resolveImage } from './index'
import { hexOf, parseReference, referenceText } from './reference'

const full = (text: string) => {
  const parsed = parseReference(text)
  return 'error' in parsed ? parsed.error : referenceText(parsed)
}

describe('an image reference', () => {
  it.each([
    ['nginx', 'docker.io/library/nginx:latest'],
    ['nginx:alpine', 'docker.io/library/nginx:alpine'],
    ['traefik/whoami:v1.10', 'docker.io/traefik/whoami:v1.10'],
    ['index.docker.io/nginx', 'docker.io/library/nginx:latest'],
    ['registry.k8s.io/pause:3.10', 'registry.k8s.io/pause:3.10'],
    ['localhost:5000/a/b:1', 'localhost:5000/a/b:1'],
    [`nginx@sha256:${'a'.repeat(64)}`, `docker.io/library/nginx@sha256:${'a'.repeat(64)}`],
  ])('completes %s as the runtime does', (text, whole) => {
    expect(full(text)).toBe(whole)
  })

  it.each([
    ['Nginx', 'invalid reference format: repository name (library/Nginx) must be lowercase'],
    ['nginx:', 'invalid reference format'],
    ['nginx:a b', 'invalid reference format'],
    ['', 'invalid reference format'],
    ['nginx@sha256:12', 'invalid reference format'],
    ['a//b', 'invalid reference format'],
  ])('refuses %j', (text, error) => {
    expect(full(text)).toBe(error)
  })
})

describe('a registry', () => {
  it.each([
    'nginx',
    'nginx:alpine',
    'nginx:1.27',
    'nginx:1.27-alpine',
    'docker.io/library/nginx:stable',
    'traefik/whoami:v1.10',
    'registry.k8s.io/e2e-test-images/agnhost:2.53',
    'busybox:musl',
    'busybox:1.36',
    'curlimages/curl:8.5.0',
    'hashicorp/http-echo:1.0',
    'registry.k8s.io/coredns/coredns:v1.12.1',
    'registry.k8s.io/pause:3.10',
  ])('has %s', (text) => {
    expect(resolveImage(text).type).toBe('found')
  })

  it.each(['nginx:nope', 'nginx:9.99', 'example.com/nginx', 'registry.k8s.io/nope'])(
    'does not have %s',
    (text) => {
      expect(resolveImage(text).type).toBe('not-found')
    },
  )
  it.each(['no-such-image', 'agnhost:2.53', 'traefik/whoamy'])(
    'such as Docker Hub does not say whether it has %s',
    (text) => {
      expect(resolveImage(text).type).toBe('denied')
    },
  )

  it('names what it looked for in full', () => {
    expect(resolveImage('nginx:9.99')).toMatchObject({ reference: 'docker.io/library/nginx:9.99' })
  })
})

it('a digest is sixty-four hexadecimal digits, the same for the same text', () => {
  expect(hexOf('nginx')).toMatch(/^[0-9a-f]{64}$/)
  expect(hexOf('nginx')).toBe(hexOf('nginx'))
  expect(hexOf('nginx')).not.toBe(hexOf('nginy'))
})
