import { Buffer } from 'node:buffer'
import { createSocket, type Socket as Datagrams } from 'node:dgram'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import type { Answer } from '../../engine/api/dns'
import type { Live } from '../serve/live'
import { Inquiry, nameServerOf } from './asking'
import { received } from './message'
import { badVersion, refusal, replyTo } from './reply'

/** CoreDNS, as real clients reach it on the loopback address. */
export interface DnsServing {
  readonly port: number
  close(): Promise<void>
}

const LOOPBACK = '127.0.0.1'
/** What asks beyond this is not heard, as by a socket whose buffer is full. */
const MOST_UNDER_WAY = 400
/** A connection that is silent for so long is closed. */
const IDLE_MILLIS = 10_000
const PORT_TRIES = 20

/** Puts the cluster's name server on UDP and TCP; rejects when the port is taken. */
export async function serveDns(live: Live, port: number): Promise<DnsServing> {
  const desk = new Desk(live)
  for (let tries = 1; ; tries++) {
    const streams = await listenTcp(desk, port)
    const taken = (streams.address() as AddressInfo).port
    try {
      const datagrams = await listenUdp(desk, taken)
      return { port: taken, close: () => closeBoth(streams, datagrams, desk) }
    } catch (error) {
      await new Promise((done) => streams.close(done))
      if (port !== 0 || tries === PORT_TRIES) throw error
    }
  }
}

async function closeBoth(streams: Server, datagrams: Datagrams, desk: Desk): Promise<void> {
  desk.close()
  datagrams.close()
  await new Promise((done) => streams.close(done))
}

/** Takes messages in, and asks the cluster. */
class Desk {
  readonly sockets = new Set<Socket>()
  private readonly waiting = new Map<Inquiry, (answer: Answer | null) => void>()
  private timer: NodeJS.Timeout | undefined

  constructor(private readonly live: Live) {}

  close(): void {
    clearTimeout(this.timer)
    for (const answer of this.waiting.values()) answer(null)
    for (const socket of this.sockets) socket.destroy()
  }

  /** What is sent back; undefined for nothing. */
  async answer(bytes: Buffer, protocol: 'UDP' | 'TCP'): Promise<Buffer | undefined> {
    const message = received(bytes)
    if (message.type === 'ignored') return undefined
    if (message.type === 'refused') return refusal(message.id, message.flags, message.rcode)
    const { query } = message
    if (query.opt && query.opt.ednsVersion !== 0) return badVersion(query)
    if (this.waiting.size >= MOST_UNDER_WAY) return undefined
    const { cluster } = this.live
    const server = nameServerOf(cluster)
    const ask = { question: query.question, server, byTcp: protocol === 'TCP' }
    const answer = await new Promise<Answer | null>((done) => {
      this.waiting.set(new Inquiry(cluster, ask), done)
      this.timer ??= setTimeout(() => this.look(), 1)
    })
    return answer ? replyTo(query, answer, protocol) : undefined
  }

  // Simulated time goes with the real one: a millisecond is longer than most answers take.
  private look(): void {
    this.live.catchUp()
    for (const [inquiry, answered] of this.waiting) {
      const answer = inquiry.poll()
      if (answer === undefined) continue
      this.waiting.delete(inquiry)
      answered(answer)
    }
    this.timer = this.waiting.size > 0 ? setTimeout(() => this.look(), 1) : undefined
  }
}

async function listenUdp(desk: Desk, port: number): Promise<Datagrams> {
  const socket = createSocket('udp4')
  socket.on('message', (bytes, { address, port: from }) => {
    void desk.answer(bytes, 'UDP').then((reply) => {
      if (reply) socket.send(reply, from, address)
    })
  })
  await new Promise<void>((done, fail) => {
    socket.once('error', fail)
    socket.bind(port, LOOPBACK, done)
  })
  // What cannot be sent back is lost, as datagrams are.
  socket.on('error', () => undefined)
  return socket
}

async function listenTcp(desk: Desk, port: number): Promise<Server> {
  const server = createServer((socket) => serveStream(desk, socket))
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(port, LOOPBACK, done)
  })
  return server
}

// Each message has its length before it (RFC 7766); several may come at once.
function serveStream(desk: Desk, socket: Socket): void {
  let waiting = Buffer.alloc(0)
  desk.sockets.add(socket)
  socket.setTimeout(IDLE_MILLIS, () => socket.destroy())
  socket.on('error', () => socket.destroy())
  socket.on('close', () => desk.sockets.delete(socket))
  socket.on('data', (chunk) => {
    waiting = Buffer.concat([waiting, chunk])
    while (waiting.length >= 2) {
      const end = 2 + waiting.readUInt16BE(0)
      if (waiting.length < end) return
      const message = waiting.subarray(2, end)
      waiting = waiting.subarray(end)
      void desk.answer(message, 'TCP').then((reply) => {
        if (reply && socket.writable) socket.write(Buffer.concat([lengthOf(reply), reply]))
      })
    }
  })
}

function lengthOf(message: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(message.length)
  return length
}
