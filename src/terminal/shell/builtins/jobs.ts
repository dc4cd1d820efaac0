import { orStopped } from '../../streams'
import type { Job } from '../jobs'
import { complain, outputOf, type Process } from '../process'
import { checkStopped, ShellError, type SignalName, Stopped } from '../stop'
import type { Builtin } from './builtin'

const jobs: Builtin = (words, process) => {
  const all = process.state.jobs
  for (const job of all.all) {
    const pid = words.includes('-l') ? ` ${job.pid}` : ''
    const line = words.includes('-p') ? String(job.pid) : all.line(job).replace(/\]./, `$&${pid}`)
    outputOf(process).write(`${line}\n`)
  }
  if (!words.includes('-p')) all.takeEnded()
  return 0
}

function mustFind(name: string, process: Process, command: string): Job {
  const job = process.state.jobs.find(name)
  if (job) return job
  if (!name.startsWith('%') && command !== 'wait') {
    throw new ShellError(`${command}: ${name}: no such job`)
  }
  const why = name.startsWith('%') ? 'no such job' : 'is not a child of this shell'
  const what = name.startsWith('%') ? `${name}:` : `pid ${name}`
  throw new ShellError(`${command}: ${what} ${why}`, 127)
}

/** Waits for a job's end, unless this command itself is stopped. */
async function outcomeOf(job: Job, process: Process): Promise<number> {
  const status = await orStopped(job.done, process.signal)
  checkStopped(process.signal)
  process.state.jobs.remove(job)
  return status ?? 0
}

const wait: Builtin = async (words, process) => {
  const names = words.filter((word) => word !== '-n')
  if (names.length === 0) {
    for (const job of [...process.state.jobs.all]) await outcomeOf(job, process)
    return 0
  }
  let status = 0
  for (const name of names) status = await outcomeOf(mustFind(name, process, 'wait'), process)
  return status
}

const fg: Builtin = async ([name = '%%'], process) => {
  const job = process.state.jobs.find(name)
  if (!job) throw new ShellError(`fg: ${name === '%%' ? 'current' : name}: no such job`)
  outputOf(process).write(`${job.text}\n`)
  const stop = () => job.controller.abort(process.signal.reason)
  process.signal.addEventListener('abort', stop, { once: true })
  try {
    return await outcomeOf(job, process)
  } finally {
    process.signal.removeEventListener('abort', stop)
  }
}

const bg: Builtin = ([name = '%%'], process) => {
  const job = process.state.jobs.find(name)
  if (!job) throw new ShellError(`bg: ${name === '%%' ? 'current' : name}: no such job`)
  complain(process, `bg: job ${job.id} already in background`)
  return 0
}

const signals: Readonly<Record<string, SignalName>> = {
  '1': 'SIGHUP',
  '2': 'SIGINT',
  '9': 'SIGKILL',
  '15': 'SIGTERM',
  HUP: 'SIGHUP',
  INT: 'SIGINT',
  KILL: 'SIGKILL',
  TERM: 'SIGTERM',
}

const kill: Builtin = (words, process) => {
  const [first = '', ...rest] = words
  const named = first === '-s' ? rest[0] : first.startsWith('-') ? first.slice(1) : undefined
  const names = first === '-s' ? rest.slice(1) : named === undefined ? words : rest
  if (names.length === 0) {
    const use = 'kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]'
    outputOf(process, 2).write(`kill: usage: ${use}\n`)
    return 2
  }
  const signal = signals[(named ?? 'TERM').replace(/^SIG/, '')]
  if (!signal) throw new ShellError(`kill: ${named}: invalid signal specification`)
  let status = 0
  for (const name of names) {
    const job = process.state.jobs.find(name)
    if (job) {
      job.stoppedBy = signal
      job.controller.abort(new Stopped(signal))
      continue
    }
    const numeric = /^\d+$/.test(name)
    const ours = numeric || name.startsWith('%')
    const why = name.startsWith('%') ? 'no such job' : 'No such process'
    const what = numeric ? `(${name}) - ${why}` : `${name}: ${why}`
    complain(process, `kill: ${ours ? what : `${name}: arguments must be process or job IDs`}`)
    status = 1
  }
  return status
}

/** Commands about what runs in the background. */
export const jobControl: Readonly<Record<string, Builtin>> = { jobs, wait, fg, bg, kill }
