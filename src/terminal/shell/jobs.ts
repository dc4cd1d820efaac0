import type { SignalName } from './stop'

/** A command in the background. */
export interface Job {
  readonly id: number
  readonly pid: number
  readonly text: string
  readonly controller: AbortController
  readonly done: Promise<number>
  /** Undefined while it runs. */
  status?: number
  stoppedBy?: SignalName
}

/** The background commands of one shell. */
export class Jobs {
  private readonly running: Job[] = []

  get all(): readonly Job[] {
    return this.running
  }
  get nextId(): number {
    return (this.running.at(-1)?.id ?? 0) + 1
  }
  add(job: Job): void {
    this.running.push(job)
  }
  remove(job: Job): void {
    const at = this.running.indexOf(job)
    if (at >= 0) this.running.splice(at, 1)
  }

  /** By `%1`, `%%`, `%+`, `%-`, `%text`, or a process's number. */
  find(name: string): Job | undefined {
    if (!name.startsWith('%')) return this.running.find(({ pid }) => String(pid) === name)
    const wanted = name.slice(1)
    if (wanted === '' || wanted === '%' || wanted === '+') return this.running.at(-1)
    if (wanted === '-') return this.running.at(-2) ?? this.running.at(-1)
    if (/^\d+$/.test(wanted)) return this.running.find(({ id }) => id === Number(wanted))
    return this.running.find(({ text }) => text.startsWith(wanted))
  }

  /** Lines about those that have ended, which are forgotten. */
  takeEnded(): readonly string[] {
    const ended = this.running.filter(({ status }) => status !== undefined)
    const lines = ended.map((job) => this.line(job))
    for (const job of ended) this.remove(job)
    return lines
  }

  /** As `jobs` tells it. */
  line(job: Job): string {
    const last = this.running.at(-1) === job ? '+' : this.running.at(-2) === job ? '-' : ' '
    const state = stateOf(job)
    const text = job.status === undefined ? `${job.text} &` : job.text
    return `[${job.id}]${last}  ${state.padEnd(24)}${text}`
  }
}

const stateOf = ({ status, stoppedBy }: Job): string => {
  if (status === undefined) return 'Running'
  if (stoppedBy === 'SIGTERM') return 'Terminated'
  if (stoppedBy === 'SIGKILL') return 'Killed'
  if (stoppedBy === 'SIGHUP') return 'Hangup'
  if (stoppedBy === 'SIGINT') return 'Interrupt'
  return status === 0 ? 'Done' : `Exit ${status}`
}
