import type { Client, Output, Program } from '../kubectl'
import { fakeClient } from '../kubectl/fixture'
import { FileSystem, type Kept, type Mounted } from './files'
import { laptopPrograms } from './programs'
import type { LaptopProgram, Machine } from './shell/process'
import { Shell } from './shell/shell'
import { textSource } from './streams'

/** What a tested shell is given. */
export interface TestSetting {
  readonly kept?: Kept
  readonly mounts?: ReadonlyMap<string, Mounted>
  readonly programs?: Readonly<Record<string, LaptopProgram | Program>>
  readonly stdin?: string
  readonly client?: Client
}

/** A shell on a clock that a test moves, and all that it has said. */
export class TestShell {
  output = ''
  readonly disk: FileSystem
  readonly shell: Shell
  private time = Date.UTC(2026, 0, 5, 9, 0, 0)
  private readonly sleepers: { readonly at: number; readonly wake: () => void }[] = []

  constructor(setting: TestSetting = {}) {
    const { kept = {}, mounts = new Map(), programs = {}, stdin = '', client } = setting
    this.disk = new FileSystem({
      home: '/home/learner',
      kept,
      mounts: () => mounts,
      now: () => this.time,
    })
    const output: Output = {
      isTerminal: true,
      columns: 80,
      write: (text) => {
        this.output += text
      },
    }
    const input = textSource(stdin)
    this.shell = new Shell({
      machine: this.machine(programs, client),
      descriptors: new Map([
        [0, { input, name: 'tty' }],
        [1, { output, name: 'tty' }],
        [2, { output, name: 'tty' }],
      ]),
      environment: { HOME: '/home/learner', USER: 'learner', HOSTNAME: 'laptop' },
      directory: '/home/learner',
    })
  }

  /** Runs a text to its end; what it said. */
  async run(text: string): Promise<string> {
    const from = this.output.length
    await this.shell.run(text)
    return this.output.slice(from)
  }

  /** Lets the clock run to the next instant that somebody waits for, again and again. */
  async advance(milliseconds: number): Promise<void> {
    const until = this.time + milliseconds
    for (;;) {
      await settled()
      const next = this.sleepers.sort((a, b) => a.at - b.at)[0]
      if (!next || next.at > until) break
      this.sleepers.shift()
      this.time = next.at
      next.wake()
    }
    this.time = until
  }

  private machine(
    programs: NonNullable<TestSetting['programs']>,
    client: Client = fakeClient(() => undefined),
  ): Machine {
    const all = new Map<string, LaptopProgram>([...laptopPrograms, ...Object.entries(programs)])
    let pid = 4_210
    return {
      client,
      disk: this.disk,
      program: async (name) => all.get(name),
      programs: [...all.keys()].sort(),
      absence: (name) => (name === 'scp' ? 'scp: no network leaves this page' : undefined),
      now: () => this.time,
      sleep: (span, signal) =>
        new Promise((wake) => {
          if (signal.aborted) wake()
          this.sleepers.push({ at: this.time + span, wake })
          signal.addEventListener('abort', () => wake(), { once: true })
        }),
      turn,
      grace: turn,
      random: () => 4,
      nextPid: () => ++pid,
      history: () => ['kubectl get pods', 'history'],
    }
  }
}

/** A turn of the event loop: no time is waited for. */
const turn = (): Promise<void> => new Promise((done) => setTimeout(done))

/** Until nothing is left to be done at once. */
export const settled = async (): Promise<void> => {
  for (let round = 0; round < 5; round++) await turn()
}
