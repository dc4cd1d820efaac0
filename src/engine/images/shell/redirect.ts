import { expand, expandText } from './expand'
import type { Runner } from './runner'
import type { Redirect } from './script'
import type { Output, Outputs, Session } from './session'

/** The shell's own streams. */
export const OWN: Outputs = { 1: { stream: 1 }, 2: { stream: 2 } }

interface Redirected {
  readonly outputs: Outputs
  readonly input: string | undefined
}

/**
 * What redirections make of a command's streams; a file that cannot be opened stops the command.
 */
export function redirect(
  redirects: readonly Redirect[],
  own: Outputs,
  current: Session,
  runner: Runner,
): Redirected | { readonly problem: true } {
  const { system } = runner
  let outputs = own
  let input: string | undefined
  for (const { stream, append, target, isHere } of redirects) {
    const name = expand(target, current, runner).join(' ')
    const path = name.startsWith('/') ? name : `${current.directory}/${name}`.replace('//', '/')
    if (isHere) input = expandText(target, current, runner)
    else if (stream === 0) {
      input = name === '/dev/null' ? '' : system.files.read(path)
      if (input !== undefined) continue
      system.complain(`sh: can't open ${name}: no such file\n`)
      return { problem: true }
    } else if (name === '&1' || name === '&2') {
      outputs = { ...outputs, [stream]: outputs[name === '&1' ? 1 : 2] }
    } else {
      const output = outputTo(name, path)
      outputs = { ...outputs, [stream]: output }
      const before = append ? (system.files.read(path) ?? '') : ''
      const problem = 'file' in output ? system.files.write(path, before) : undefined
      if (!problem) continue
      system.complain(`sh: can't create ${name}: ${spelled(problem)}\n`)
      return { problem: true }
    }
  }
  return { outputs, input }
}

const spelled = (problem: string): string =>
  problem === 'No such file or directory' ? 'nonexistent directory' : problem

const STREAMS: Readonly<Record<string, Output>> = {
  '/dev/stdout': { stream: 1 },
  '/proc/1/fd/1': { stream: 1 },
  '/dev/stderr': { stream: 2 },
  '/proc/1/fd/2': { stream: 2 },
}
const outputTo = (name: string, path: string): Output => STREAMS[name] ?? { file: path }
