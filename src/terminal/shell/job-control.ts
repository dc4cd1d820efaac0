import { nothing } from '../streams'
import type { Job } from './jobs'
import { outputOf, type Process } from './process'
import { childOf, Stopped } from './stop'
import { inSubshell } from './words/substitute'

/** Starts something in the background. */
export function startJob(
  text: string,
  process: Process,
  run: (process: Process) => Promise<number>,
): number {
  const { state, machine } = process
  const controller = process.interactive
    ? new AbortController()
    : childOf(process.signal).controller
  const child: Process = {
    ...process,
    signal: controller.signal,
    state: state.fork(),
    descriptors: new Map(process.descriptors).set(0, { input: nothing(), name: '/dev/null' }),
  }
  const pid = machine.nextPid()
  const job: Job = {
    id: state.jobs.nextId,
    pid,
    text,
    controller,
    done: ended(child, run).then((status) => {
      job.status = status
      return status
    }),
  }
  state.jobs.add(job)
  state.lastJob = pid
  if (process.interactive) outputOf(process, 2).write(`[${job.id}] ${pid}\n`)
  return 0
}

async function ended(
  process: Process,
  run: (process: Process) => Promise<number>,
): Promise<number> {
  try {
    return await inSubshell(process, run)
  } catch (error) {
    if (error instanceof Stopped) return error.status
    throw error
  }
}
