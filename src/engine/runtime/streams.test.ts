import { describe, expect, it } from 'vitest'
import { defineImage, type Image, type ProcessMessage, type System } from '../images/image'
import { seconds } from '../sim'
import { Lab, service, slice } from '../testing/lab'

const image = (
  name: string,
  start: (system: System) => void,
  receive: (message: ProcessMessage, system: System) => void,
): Image =>
  defineImage<undefined>({
    name,
    tags: [],
    sizeBytes: 0,
    entrypoint: [],
    command: [],
    exposes: [],
    start: (system) => start(system) as undefined,
    receive: (memory, message, system) => (receive(message, system) as undefined) ?? memory,
  }) as Image

// Greets whoever comes, says everything back, and closes when its client has closed.
const parrot = image(
  'parrot',
  (system) => system.listen(8080, { stream: true }),
  (message, system) => {
    if (message.type === 'accepted') system.send(message.id, 'hello\n')
    if (message.type === 'data') {
      system.send(message.id, message.text.toUpperCase())
      if (message.text.includes('bye')) system.close(message.id)
    }
    if (message.type === 'ended') system.close(message.id)
  },
)

const teapot = image(
  'teapot',
  (system) => system.listen(8080),
  (message, system) => {
    if (message.type !== 'request') return
    const { method, path } = message.request
    system.respond(message.id, { status: 200, body: `${method} ${path}` })
  },
)

// Prints all that it is told.
const telling = (message: ProcessMessage, system: System): void => {
  if (message.type === 'data') system.print(`data ${JSON.stringify(message.text)}\n`)
  else if (message.type === 'failure') system.print(`failure ${message.failure.reason}\n`)
  else if (message.type === 'response') {
    system.print(`response ${message.response.status} ${JSON.stringify(message.response.body)}\n`)
  } else system.print(`${message.type}\n`)
}

/** A client that says something as soon as it may. */
const caller = (port: number, text: string, finishes = false): Image =>
  image(
    'caller',
    (system) => void system.connect({ host: '10.96.0.100', port, timeout: seconds(5) }),
    (message, system) => {
      telling(message, system)
      if (message.type !== 'connected') return
      system.send(message.id, text)
      if (finishes) system.finish(message.id)
    },
  )

const fetcher = image(
  'caller',
  (system) => void system.fetch({ url: 'http://10.96.0.100', timeout: seconds(5) }),
  telling,
)

function told(server: Image, client: Image): readonly string[] {
  const pod = { name: 'server', node: 'node-2', ip: '10.244.1.5', image: server.name }
  const lab = new Lab({
    pods: [pod, { name: 'client', node: 'node-1', ip: '10.244.0.9', image: 'caller' }],
    services: [service('server', { clusterIP: '10.96.0.100' })],
    slices: [slice('server', [pod])],
    images: [server, client],
  })
  lab.simulation.advance(seconds(10))
  return lab.log('client')
}

describe('a stream', () => {
  it('carries what each end says, in order, until the client closes', () => {
    expect(told(parrot, caller(80, 'one\n', true))).toEqual([
      'connected',
      'data "hello\\n"',
      'data "ONE\\n"',
      'ended',
    ])
  })
  it('ends when the server closes', () => {
    expect(told(parrot, caller(80, 'bye'))).toEqual([
      'connected',
      'data "hello\\n"',
      'data "BYE"',
      'ended',
    ])
  })
  it('leaves nothing behind once both ends have closed', () => {
    const pod = { name: 'server', node: 'node-2', ip: '10.244.1.5', image: 'parrot' }
    const lab = new Lab({
      pods: [pod, { name: 'client', node: 'node-1', ip: '10.244.0.9', image: 'caller' }],
      services: [service('server', { clusterIP: '10.96.0.100' })],
      slices: [slice('server', [pod])],
      images: [parrot, caller(80, 'x', true)],
    })
    lab.simulation.advance(seconds(10))
    expect(lab.simulation.state.connections.values()).toEqual([])
    expect(lab.simulation.state.exchanges.values()).toEqual([])
  })
  it('is refused where nobody listens, and lost where no rule leads', () => {
    const none = image(
      'none',
      () => undefined,
      () => undefined,
    )
    expect(told(none, caller(80, 'x'))).toEqual(['failure refused'])
    expect(told(parrot, caller(81, 'x'))).toEqual(['failure timeout'])
  })
  it('brings an HTTP server a request, and its client the response as text', () => {
    const [connected, text] = told(teapot, caller(80, 'GET /tea HTTP/1.1\r\nHost: x\r\n\r\n'))
    expect([connected, text]).toEqual([
      'connected',
      'data "HTTP/1.1 200 OK\\r\\nContent-Length: 8\\r\\n\\r\\nGET /tea"',
    ])
  })
  it('brings an HTTP server nonsense, and is told so', () => {
    expect(told(teapot, caller(80, 'PING please\r\n\r\n'))).toEqual([
      'connected',
      expect.stringContaining('data "HTTP/1.1 400 Bad Request'),
      'ended',
    ])
  })
})

describe('an HTTP client', () => {
  const says = (text: string): Image =>
    image(
      'says',
      (system) => system.listen(8080, { stream: true }),
      (message, system) => {
        if (message.type !== 'data') return
        if (text !== '') system.send(message.id, text)
        system.close(message.id)
      },
    )

  it('takes a response that a server writes by hand', () => {
    expect(told(says('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi'), fetcher)).toEqual([
      'response 200 "hi"',
    ])
    expect(told(says('HTTP/1.0 200 OK\r\n\r\nto the end'), fetcher)).toEqual([
      'response 200 "to the end"',
    ])
  })
  it('fails when the server speaks of something else, or not at all', () => {
    expect(told(parrot, fetcher)).toEqual(['failure not-http'])
    expect(told(says(''), fetcher)).toEqual(['failure empty'])
  })
})
