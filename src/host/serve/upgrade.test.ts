import { type IncomingMessage, request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { type Serving, serve } from '.'

let serving: Serving
const POD = '/api/v1/namespaces/default/pods/p'
const manifest =
  '{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: c, image: nginx}]}}'
beforeAll(async () => {
  serving = await serve({ manifest, options: {}, port: 0, speed: 1 })
})
afterAll(() => serving.close())

/** What comes on each channel until the server closes; `sends` goes out first. */
function exec(query: string, sends: readonly (string | Buffer)[] = []) {
  const url = `ws://127.0.0.1:${serving.port}${POD}/exec?${query}`
  const socket = new WebSocket(url, 'v5.channel.k8s.io')
  const heard: Record<number, string> = {}
  socket.on('open', () => {
    for (const each of sends) socket.send(each)
  })
  socket.on('message', (data: Buffer) => {
    const channel = data[0] ?? 0
    heard[channel] = `${heard[channel] ?? ''}${data.subarray(1)}`
  })
  return new Promise<{ heard: typeof heard; code: number }>((done, fail) => {
    socket.on('error', fail)
    socket.on('close', (code) => done({ heard, code }))
  })
}

describe('a command over a WebSocket', () => {
  it('is heard on its channels, and ends with its status', async () => {
    const { heard, code } = await exec('command=hostname&stdout=true&stderr=true')
    expect(code).toBe(1000)
    expect(heard[1]).toBe('p\n')
    expect(JSON.parse(heard[3] ?? '')).toMatchObject({ status: 'Success' })
  })
  it('is given what comes on standard input, to its end', async () => {
    const stdin = [Buffer.from('\0echo $((6*7))\n'), Buffer.from([255, 0])]
    const { heard } = await exec('command=sh&stdin=true&stdout=true', stdin)
    expect(heard[1]).toBe('42\n')
  })
  it('that fails ends with its exit code', async () => {
    const { heard } = await exec('command=sh&command=-c&command=exit+3&stdout=true')
    expect(JSON.parse(heard[3] ?? '').details.causes).toEqual([
      { reason: 'ExitCode', message: '3' },
    ])
  })
  it('outlives nonsense on channels that nobody knows', async () => {
    const nonsense = [Buffer.from([9, 1, 2]), Buffer.from([4, 1]), Buffer.alloc(0), 'text']
    const { heard } = await exec('command=hostname&stdout=true', nonsense)
    expect(heard[1]).toBe('p\n')
  })
})

/** How an upgrade is refused. */
function refused(path: string, headers: Readonly<Record<string, string>>) {
  return new Promise<{ code: number | undefined; body: unknown }>((done, fail) => {
    const sent = request({
      port: serving.port,
      path,
      headers: { connection: 'Upgrade', ...headers },
    })
    sent.on('response', (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => done({ code: response.statusCode, body: JSON.parse(text) }))
    })
    sent.on('upgrade', () => fail(new Error('not refused')))
    sent.on('error', fail)
    sent.end()
  })
}

const webSocket = {
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'sec-websocket-protocol': 'v5.channel.k8s.io',
}
const path = `${POD}/exec?command=ls&stdout=true`

describe('a port-forward over a WebSocket', () => {
  it('is taken under the name that kubectl gives it, which RFC 6455 has no room for', async () => {
    const protocol = 'SPDY/3.1+portforward.k8s.io'
    const { statusCode, headers } = await new Promise<IncomingMessage>((done, fail) => {
      const sent = request({
        port: serving.port,
        path: `${POD}/portforward`,
        headers: { ...webSocket, connection: 'Upgrade', 'sec-websocket-protocol': protocol },
      })
      sent.on('upgrade', (response, socket) => {
        socket.destroy()
        done(response)
      })
      sent.on('response', done)
      sent.on('error', fail)
      sent.end()
    })
    expect([statusCode, headers['sec-websocket-protocol']]).toEqual([101, protocol])
  })
})

describe('an upgrade', () => {
  it('for a Pod that is not there is refused with a Status', async () => {
    const { code, body } = await refused(path.replace('/p/', '/q/'), webSocket)
    expect([code, body]).toMatchObject([404, { kind: 'Status', message: 'pods "q" not found' }])
  })
  it('to a protocol that nobody speaks is refused', async () => {
    const unknown = { ...webSocket, 'sec-websocket-protocol': 'v0' }
    expect(await refused(path, unknown)).toMatchObject({ code: 400 })
    expect(await refused(path, { upgrade: 'h2c' })).toMatchObject({ code: 400 })
    expect(await refused(path, { upgrade: 'SPDY/3.1' })).toMatchObject({ code: 400 })
  })
  it('is what a session needs', async () => {
    const response = await fetch(`http://127.0.0.1:${serving.port}${path}`)
    expect(await response.json()).toMatchObject({ code: 400, message: 'Upgrade request required' })
  })
})
