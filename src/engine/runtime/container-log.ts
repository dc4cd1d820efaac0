import type { ContainerLog } from './data-plane'
import { emptyLog, linesOf } from './log'
import { processName } from './processes'
import type { DataPlaneState } from './state'

/** The log of a container's latest run, or of the one before it, if there was one. */
export function containerLog(
  { sandboxes, logs, processes }: DataPlaneState,
  { pod, name }: { readonly pod: string; readonly name: string },
  before = false,
): ContainerLog | undefined {
  const lives = sandboxes.get(pod)?.lives.filter(({ container }) => container === name)
  const life = lives?.at(before ? -2 : -1)
  if (!life) return undefined
  const log = logs.get(life.process) ?? emptyLog
  return {
    process: processName(life.process),
    isRunning: processes.get(life.process) !== undefined,
    lines: linesOf(log, 0),
    partial: log.partial,
  }
}
