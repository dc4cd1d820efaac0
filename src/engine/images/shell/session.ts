import type { Command, Redirect, Script } from './parse'

/** Where a running script stands: plain data, from the outermost list to the innermost. */
export type Frame =
  | { readonly type: 'script'; readonly script: Script; readonly next: number }
  | {
      readonly type: 'loop'
      readonly loop: Command & { readonly type: 'loop' }
      readonly in: 'condition' | 'body'
    }
  | {
      readonly type: 'for'
      readonly loop: Command & { readonly type: 'for' }
      readonly values: readonly string[]
    }
  | { readonly type: 'if'; readonly command: Command & { readonly type: 'if' } }

/** A shell's memory. */
export interface Session {
  readonly frames: readonly Frame[]
  /** `$?` */
  readonly status: number
  readonly variables: Readonly<Record<string, string>>
  /** Files that were written since the container began; undefined for one that was removed. */
  readonly files: Readonly<Record<string, string | undefined>>
  /** The program in the foreground. */
  readonly child?: Child
}

/** A program that a shell waits for. */
export interface Child {
  readonly argv: readonly string[]
  readonly memory: unknown
  readonly outputs: Outputs
}

/** Where the two streams of a command go: to the log, or to a file. */
export interface Outputs {
  readonly 1: Output
  readonly 2: Output
}

/** The log, or a file by name. */
export type Output = { readonly file?: string }

const LOG: Output = {}
const LOGS = new Set(['/dev/stdout', '/dev/stderr', '/proc/1/fd/1', '/proc/1/fd/2'])

/** A shell about to run a script. */
export const session = (
  script: Script,
  variables: Session['variables'] = {},
  files: Session['files'] = {},
): Session => ({ frames: [{ type: 'script', script, next: 0 }], status: 0, variables, files })

/** What redirections make of a command's streams, and the files as they leave them. */
export function redirected(
  session: Session,
  redirects: readonly Redirect[],
  targets: readonly string[],
): { outputs: Outputs; session: Session } {
  let outputs: Outputs = { 1: LOG, 2: LOG }
  let files = session.files
  redirects.forEach(({ stream, append }, index) => {
    const target = targets[index] ?? ''
    if (target === '&1' || target === '&2') {
      outputs = { ...outputs, [stream]: outputs[target === '&1' ? 1 : 2] }
      return
    }
    const output = LOGS.has(target) ? LOG : { file: target }
    outputs = { ...outputs, [stream]: output }
    if (output.file !== undefined && !append) files = { ...files, [output.file]: '' }
  })
  return { outputs, session: files === session.files ? session : { ...session, files } }
}

/** Text added to a stream: to the log by `print`, or to a file of the session. */
export function written(
  session: Session,
  output: Output,
  text: string,
  print: (text: string) => void,
): Session {
  const { file } = output
  if (text === '' || file === '/dev/null') return session
  if (file === undefined) {
    print(text)
    return session
  }
  return { ...session, files: { ...session.files, [file]: (session.files[file] ?? '') + text } }
}
