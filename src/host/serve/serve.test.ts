import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { first } from '../../scenarios/presets'
import { type Serving, serve } from '.'

let serving: Serving
let root: string
beforeAll(async () => {
  const { manifest } = first.scenario('en')
  serving = await serve({ manifest, options: {}, port: 0, speed: 1 })
  root = `http://127.0.0.1:${serving.port}`
})
afterAll(() => serving.close())

const services = '/api/v1/namespaces/default/services'
const read = async (path: string, init: RequestInit = {}) => {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(root + path, init.body ? { headers, ...init } : init)
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: JSON.parse(text) }
}

/** The first lines of an answer that goes on. */
async function lines(path: string, count: number, begun?: () => Promise<unknown>) {
  const ended = new AbortController()
  const response = await fetch(root + path, { signal: ended.signal })
  await begun?.()
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true })
    if (text.split('\n').length > count) break
  }
  ended.abort()
  return text
    .split('\n')
    .slice(0, count)
    .map((line) => JSON.parse(line))
}

describe('the API behind HTTP', () => {
  it('answers as the engine does, with the scenario at work', async () => {
    expect((await read('/version')).body).toMatchObject({ major: '1', minor: '34' })
    const { status, headers, body } = await read(`${services}/web-svc`)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/json')
    expect(body.spec.selector).toEqual({ app: 'web' })
  })

  it('tells ages that agree with the real clock', async () => {
    const { body } = await read('/api/v1/namespaces/kube-system')
    const age = Date.now() - Date.parse(body.metadata.creationTimestamp)
    expect(age).toBeGreaterThanOrEqual(0)
    expect(age).toBeLessThan(600_000)
  })

  it('tells what a text says twice, in JSON and in YAML', async () => {
    const post = (type: string, body: string, path = services) =>
      read(`${path}?fieldValidation=Strict`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      })
    const refused = 'Service in version "v1" cannot be handled as a Service: strict decoding error:'
    const json = '{"metadata":{"name":"s"},"spec":{"type":"NodePort","type":"ClusterIP"}}'
    expect((await post('application/json', json)).body.message).toBe(
      `${refused} duplicate field "spec.type"`,
    )
    const yaml = 'metadata: {name: s}\nspec:\n  type: NodePort\n  type: ClusterIP\n'
    expect((await post('application/yaml', yaml)).body.message).toBe(
      `${refused} yaml: unmarshal errors:\n  line 4: key "type" already set in map`,
    )
  })

  it('passes a request on to a Pod, and brings what it says', async () => {
    const path = `${services}/web-svc:80/proxy`
    const page = await fetch(`${root}${path}/`)
    expect(page.status).toBe(200)
    expect(await page.text()).toMatch(/^NOW: /)
    expect((await fetch(`${root}${path}`, { redirect: 'manual' })).status).toBe(301)
    expect((await read(`${services}/nope/proxy/`)).body).toMatchObject({ reason: 'NotFound' })
  })

  it('publishes its schemas in the older form, too', async () => {
    const { body } = await read('/openapi/v2')
    const spec = body.definitions['io.k8s.api.core.v1.ServiceSpec']
    expect(spec.properties.ports).toMatchObject({
      type: 'array',
      items: { $ref: '#/definitions/io.k8s.api.core.v1.ServicePort' },
      'x-kubernetes-patch-merge-key': 'port',
    })
    const type = 'application/com.github.proto-openapi.spec.v2'
    const whole = await fetch(`${root}/openapi/v2`, {
      headers: { accept: `${type}@v1.0+protobuf` },
    })
    expect(whole.headers.get('content-type')).toBe(`${type}.v1.0+protobuf`)
    const bytes = Buffer.from(await whole.arrayBuffer())
    expect(bytes.subarray(0, 5)).toEqual(Buffer.from('\n\u00032.0'))
    expect(bytes.includes('#/definitions/io.k8s.api.core.v1.ServicePort')).toBe(true)
  })

  it('passes on what is written, and its warnings', async () => {
    const body = {
      kind: 'Service',
      metadata: { name: 'odd' },
      spec: { selectr: {}, ports: [{ port: 80 }] },
    }
    const { status, headers } = await read(services, {
      method: 'POST',
      body: JSON.stringify({ apiVersion: 'v1', ...body }),
    })
    expect(status).toBe(201)
    expect(headers.get('warning')).toBe('299 - "unknown field \\"spec.selectr\\""')
  })

  it('sends the headers of a watch at once, and each event on a line of its own', async () => {
    const { body } = await read(services)
    const path = `${services}?watch=true&resourceVersion=${body.metadata.resourceVersion}`
    const seen = await lines(path, 2, async () => {
      await read(services, { method: 'POST', body: JSON.stringify(service('first')) })
      await read(`${services}/first`, { method: 'DELETE' })
    })
    expect(seen.map(({ type, object }) => [type, object.metadata.name])).toEqual([
      ['ADDED', 'first'],
      ['DELETED', 'first'],
    ])
  })

  it('begins a watch without a version with what is there', async () => {
    const [event] = await lines('/api/v1/nodes?watch=true', 1)
    expect(event).toMatchObject({ type: 'ADDED', object: { metadata: { name: 'node-1' } } })
  })

  it('ends a watch when the time it was asked for is over', async () => {
    const response = await fetch(`${root}${services}?watch=true&timeoutSeconds=0`)
    expect(await response.text()).toContain('"type":"ADDED"')
  })

  it('puts the events of a watch into tables, the columns into the first alone', async () => {
    const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io'
    const response = await fetch(`${root}/api/v1/nodes?watch=true&timeoutSeconds=0`, {
      headers: { accept },
    })
    const events = (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(events.map(({ object }) => object.kind)).toEqual(['Table', 'Table', 'Table'])
    expect(events[0].object.columnDefinitions[0]).toMatchObject({ name: 'Name', format: 'name' })
    expect(events[1].object.columnDefinitions).toBeNull()
    expect(events[1].object.rows[0].cells.slice(0, 2)).toEqual(['node-2', 'Ready'])
  })
})

const service = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: { ports: [{ port: 80 }] },
})

describe('nonsense', () => {
  const post = (body: BodyInit, type?: string) =>
    read(services, { method: 'POST', body, ...(type ? { headers: { 'content-type': type } } : {}) })
  const refused = (code: number, reason: string, message: RegExp) => ({
    status: code,
    body: {
      kind: 'Status',
      status: 'Failure',
      code,
      reason,
      message: expect.stringMatching(message),
    },
  })

  it.each([
    ['no JSON', '{', undefined, /unrecognized/],
    ['a list', '[]', undefined, /./],
    ['a number', '7', undefined, /./],
    ['deep', '['.repeat(100_000), undefined, /json parse error: exceeded max depth/],
    ['deep and whole', `${'['.repeat(1e5)}${']'.repeat(1e5)}`, undefined, /exceeded max depth/],
    ['no protobuf', 'k8s', 'application/vnd.kubernetes.protobuf', /unrecognized/],
    ['bad UTF-8', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), undefined, /unrecognized/],
    ['YAML of aliases', 'a: &a [x]\nb: [*a, *a]', 'application/yaml', /alias/i],
  ])('that is %s is a bad request, and the next is answered', async (_, body, type, message) => {
    expect(await post(body, type)).toMatchObject(refused(400, 'BadRequest', message))
    expect((await read('/version')).status).toBe(200)
  })

  it('in an address as long as Go takes is answered', async () => {
    const { status } = await read(`${services}?labelSelector=${'a'.repeat(100_000)}`)
    expect(status).toBe(400)
    expect((await read(`${services}?labelSelector=${'a,'.repeat(20_000)}a`)).status).toBe(200)
  })

  it('that is of no known type is refused as such', async () => {
    expect(await post('{}', 'application/x-www-form-urlencoded')).toMatchObject(
      refused(415, 'UnsupportedMediaType', /application\/json, application\/yaml/),
    )
  })

  it('of more bytes than an object may have is refused', async () => {
    expect(await post('x'.repeat(4_000_000))).toMatchObject(
      refused(413, 'RequestEntityTooLarge', /limit is/),
    )
  })

  it('in a key does not reach the prototype of anything', async () => {
    const body = '{"apiVersion":"v1","kind":"Service","__proto__":{"polluted":true},"metadata":{}}'
    await post(body)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  it('of unknown methods and paths gets a Status', async () => {
    expect((await read('/no/such/path')).body).toMatchObject({ kind: 'Status', code: 404 })
    expect((await fetch(root, { method: 'OPTIONS' })).status).toBe(400)
    expect((await read('/api/v1/pods?labelSelector=a%3Db%3Dc')).body).toMatchObject({
      kind: 'Status',
      code: 400,
    })
  })

  it('that is no HTTP ends its own connection only', async () => {
    const answer = await new Promise<string>((done) => {
      const socket = connect(serving.port, '127.0.0.1', () => socket.write('\u0000\u0001\r\n\r\n'))
      let text = ''
      socket.on('data', (chunk) => {
        text += chunk
      })
      socket.on('close', () => done(text))
    })
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect((await read('/version')).status).toBe(200)
  })

  it('of watches that come and go by the hundred leaves the server as it was', async () => {
    for (let round = 0; round < 10; round++) {
      const ended = new AbortController()
      const path = `${root}/api/v1/pods?watch=true`
      const open = Array.from({ length: 20 }, () => fetch(path, { signal: ended.signal }))
      await Promise.all(open)
      ended.abort()
    }
    expect((await read('/version')).status).toBe(200)
  })
})
