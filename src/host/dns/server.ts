import type { Buffer } from 'node:buffer'
import { createSocket, type Socket as Datagrams } from 'node:dgram'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import type { Answer } from '../../engine/api/dns'
import type { Live } from '../serve/live'
import { Inquiry, nameServerOf } from './asking'
import { Frames, framed } from './frames'
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
/** A connection that says nothing for so long is closed: at its beginning, and later. */
const FIRST_MILLIS = 3_000
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
    if (message.type === 'refused') return refusal(message)
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
  // Who closes one half still hears the answers on the other.
  const server = createServer({ allowHalfOpen: true }, (socket) => serveStream(desk, socket))
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(port, LOOPBACK, done)
  })
  return server
}

// The questions of a connection are answered one after the other; meanwhile nothing more is read.
function serveStream(desk: Desk, socket: Socket): void {
  const frames = new Frames()
  let answered: Promise<void> = Promise.resolve()
  const answerAll = async (messages: readonly Buffer[]): Promise<void> => {
    for (const message of messages) {
      socket.setTimeout(IDLE_MILLIS)
      const reply = await desk.answer(message, 'TCP')
      if (reply && socket.writable) socket.write(framed(reply))
    }
    socket.resume()
  }
  desk.sockets.add(socket)
  socket.setTimeout(FIRST_MILLIS, () => socket.destroy())
  socket.on('error', () => socket.destroy())
  socket.on('close', () => desk.sockets.delete(socket))
  socket.on('data', (chunk) => {
    socket.pause()
    const messages = frames.push(chunk)
    answered = answered.then(() => answerAll(messages))
  })
  socket.on('end', () => {
    void answered.then(() => socket.end())
  })
}
