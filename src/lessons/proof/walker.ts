import type { Cluster } from '../../engine'
import type { Goal, Verdict } from '../../engine/api/goal'
import type { Cursor } from '../../engine/api/request'
import type { SessionChunk } from '../../engine/api/session'
import type { Traffic } from '../../engine/api/traffic'
import { milliseconds, seconds } from '../../engine/sim'
import { open } from '../../host/opening'
import { type Channel, type Client, kubectl } from '../../kubectl'
import { FileSystem, laptopPrograms, type Machine, Shell } from '../../terminal'
import type { Act, LessonStep, Way } from '../lesson'
import { scenarioOf } from '../scenario-of'

const STEP = milliseconds(50)
/** Nothing that a lesson says takes longer. */
const PATIENCE = seconds(600)
const HOME = '/home/learner'
const MANIFEST = 'manifest.yaml'

/** What a line printed, and how it ended. */
export interface Printed {
  readonly code: number
  readonly text: string
}

/** Somebody who walks a step: a cluster, a terminal, a pane, a list of clients. */
export class Walker {
  private output = ''
  private readonly shell: Shell
  private readonly disk: FileSystem
  /** Who waits for time to pass, and until when. */
  private waiting: { readonly until: number; readonly go: () => void }[] = []

  private constructor(
    readonly cluster: Cluster,
    private manifest: string,
    private traffic: readonly Traffic[],
  ) {
    this.disk = new FileSystem({
      home: HOME,
      kept: {},
      mounts: () => new Map([[`${HOME}/${MANIFEST}`, this.mounted()]]),
      now: () => this.unix(),
    })
    const output = {
      isTerminal: true,
      columns: 80,
      write: (text: string) => {
        this.output += text
      },
    }
    this.shell = new Shell({
      machine: this.machine(),
      descriptors: new Map([
        [0, { input: keyboard, name: 'tty' }],
        [1, { output, name: 'tty' }],
        [2, { output, name: 'tty' }],
      ]),
      environment: { HOME, USER: 'learner', HOSTNAME: 'laptop' },
      directory: HOME,
    })
  }

  /** Opens a step's start, and waits as a reader would. */
  static async begin({ start }: LessonStep): Promise<Walker> {
    const scenario = scenarioOf(start, 'en')
    const { cluster } = await open(scenario)
    cluster.advance(cluster.now + seconds(5))
    return new Walker(cluster, scenario.manifest, scenario.traffic)
  }

  /** Somebody else who begins where this one stands, with a terminal of their own. */
  fork(): Walker {
    return new Walker(this.cluster.fork(), this.manifest, this.traffic)
  }

  /** Does one thing after the other; throws when one cannot be done. */
  async go(way: Way): Promise<void> {
    for (const act of way) await this.act(act)
  }

  /** Runs a line of the terminal to its end. */
  async run(line: string): Promise<Printed> {
    const from = this.output.length
    const code = await this.toItsEnd(this.shell.run(line), line)
    return { code, text: this.output.slice(from) }
  }

  /** Whether all of these goals are reached. */
  holds(goals: readonly Goal[]): boolean {
    return this.judge(goals).every(({ isReached }) => isReached)
  }

  /** How goals are judged now. */
  judge(goals: readonly Goal[]): readonly Verdict[] {
    const path = '/playground/v1/judge'
    const response = this.cluster.request({ method: 'POST', path, body: { goals } })
    if (response.status !== 200 || !('body' in response)) throw new Error(JSON.stringify(response))
    return response.body as readonly Verdict[]
  }

  private async act(act: Act): Promise<void> {
    const { cluster } = this
    if ('line' in act) await this.mustRun(act.line)
    else if ('replace' in act) {
      if (!this.manifest.includes(act.replace)) throw new Error(`nowhere: ${act.replace}`)
      this.manifest = this.manifest.replace(act.replace, () => act.by)
      await this.mustRun(`kubectl apply -f ${MANIFEST}`)
    } else if ('client' in act) this.setClient(act)
    else if ('node' in act) cluster.setFault(act.node, act.fault)
    else if ('pod' in act) cluster.setPodFault(act.pod, act.fault)
    else cluster.advance(cluster.now + seconds(act.seconds))
  }

  private async mustRun(line: string): Promise<void> {
    const { code, text } = await this.run(line)
    if (code !== 0) throw new Error(`${line}\n${text}`)
  }

  private setClient({ client, set }: Extract<Act, { client: string }>): void {
    if (!this.traffic.some(({ name }) => name === client)) throw new Error(`no client ${client}`)
    this.traffic = this.traffic.map((each) => (each.name === client ? { ...each, ...set } : each))
    this.cluster.setTraffic(this.traffic)
  }

  /** Lets time pass until something is done. */
  private async toItsEnd<Found>(promise: Promise<Found>, what: string): Promise<Found> {
    const { cluster } = this
    const end = cluster.now + PATIENCE
    const run = { isDone: false }
    const found = promise.finally(() => {
      run.isDone = true
    })
    await turn()
    while (!run.isDone) {
      if (cluster.now > end) throw new Error(`does not end: ${what}`)
      cluster.advance(cluster.now + STEP)
      const due = this.waiting.filter(({ until }) => until <= cluster.now)
      this.waiting = this.waiting.filter(({ until }) => until > cluster.now)
      for (const { go } of due) go()
      await turn()
    }
    return found
  }

  private until(instant: number, signal?: AbortSignal): Promise<void> {
    return new Promise((go) => {
      this.waiting.push({ until: instant, go })
      signal?.addEventListener('abort', () => go(), { once: true })
    })
  }

  private unix(): number {
    return this.cluster.options.epoch * 1_000 + Math.floor(this.cluster.now / 1_000)
  }

  private mounted() {
    return {
      read: () => this.manifest,
      write: (text: string) => {
        this.manifest = text
      },
    }
  }

  private machine(): Machine {
    const all = new Map([...laptopPrograms, ['kubectl', kubectl] as const])
    let pid = 4_210
    return {
      client: this.client(),
      disk: this.disk,
      program: async (name) => all.get(name),
      programs: [...all.keys()].sort(),
      absence: () => undefined,
      now: () => this.unix(),
      sleep: (time, signal) => this.until(this.cluster.now + milliseconds(time), signal),
      turn,
      grace: turn,
      random: () => 4,
      nextPid: () => ++pid,
      history: () => [],
    }
  }

  private client(): Client {
    const { cluster } = this
    return {
      request: async (request) => cluster.request(request),
      stream: (request) => {
        const response = cluster.request(request)
        return 'stream' in response
          ? this.follow(response.stream)
          : told({ type: 'ERROR', object: response.body })
      },
      connect: async (request) => {
        const response = cluster.request(request)
        if (!('stream' in response)) return response.body as never
        const { stream } = response
        const session = stream.type === 'session' ? stream.session : 0
        const chunks = this.follow(stream) as AsyncGenerator<SessionChunk>
        const channel: Channel = { chunks, send: (input) => cluster.send(session, input) }
        return channel
      },
    }
  }

  private async *follow(from: Cursor): AsyncGenerator<unknown> {
    let cursor: Cursor | undefined = from
    while (cursor) {
      const polled: ReturnType<Cluster['poll']> = this.cluster.poll(cursor)
      yield* polled.events
      cursor = polled.cursor
      if (cursor) await this.until(this.cluster.now + STEP)
    }
  }
}

async function* told(event: unknown): AsyncGenerator<unknown> {
  yield event
}

/** Nobody types while a line runs. */
const keyboard = {
  isTerminal: true,
  read: () => new Promise<undefined>(() => undefined),
  unread: () => undefined,
}

/** A turn of the event loop, in which whoever can go on does. */
const turn = (): Promise<void> =>
  new Promise((done) => {
    // A timer waits a millisecond, and there are thousands of turns.
    const { port1, port2 } = new MessageChannel()
    const onmessage = () => {
      port1.close()
      done()
    }
    // Node and browsers type it differently, and mean the same.
    Object.assign(port1, { onmessage })
    port2.postMessage(undefined)
  })
