import { FileError } from '../files'
import { orStopped, readUntilStopped, type Source, StoppableOutput } from '../streams'
import { complain, inputOf, type Laptop, outputOf, type Process, type ShellCall } from './process'
import { checkStopped, childOf, Stopped, stopOf } from './stop'
import { suggestion } from './suggestion'
import { inSubshell } from './words/substitute'

/** Runs a program by its name, or a script by its path. */
export async function runProgram(words: readonly string[], process: Process): Promise<number> {
  const [name = '', ...rest] = words
  if (name.includes('/')) return runFile(name, rest, process)
  const program = await process.machine.program(name)
  if (!program) return notFound(name, process)
  const laptop = laptopOf(process)
  const running = program(rest, laptop).catch((error: unknown) => failed(name, error, laptop))
  const status = await orStopped(running, process.signal)
  const last = status ?? (await Promise.race([running, process.machine.grace()]))
  await orStopped(outputOf(process).drain?.() ?? Promise.resolve(), process.signal)
  if (program.endsItself && typeof last === 'number') checkInterrupted(process.signal, last)
  checkStopped(process.signal)
  return status ?? 0
}

// Ctrl-C ends the line; what `$?` is then, is the program's to say where it has heard of it.
function checkInterrupted(signal: AbortSignal, code: number): void {
  if (signal.aborted && stopOf(signal).signalName === 'SIGINT') throw new Stopped('SIGINT', code)
}

/** A program that throws has a fault, or met a full disk; either is told, and nothing else ends. */
function failed(name: string, error: unknown, { stderr }: Laptop): number {
  if (error instanceof Stopped) return error.status
  stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`)
  return error instanceof FileError ? 1 : 70
}

function notFound(name: string, process: Process): number {
  const { machine, state } = process
  const absence = machine.absence(name)
  complain(process, absence ?? `${name}: command not found`)
  const names = [...machine.programs, ...state.functions.keys(), ...state.aliases.keys()]
  const near = absence === undefined ? suggestion(name, names) : undefined
  if (near !== undefined) outputOf(process, 2).write(`Did you mean '${near}'?\n`)
  return 127
}

async function runFile(path: string, words: readonly string[], process: Process): Promise<number> {
  const files = process.machine.disk.from(() => process.state.directory)
  const status = files.status(path)
  const [, program] = /^\/(?:usr\/(?:local\/)?)?bin\/([\w.-]+)$/.exec(path) ?? []
  if (program && (await process.machine.program(program))) {
    return runProgram([program, ...words], process)
  }
  if (!status || status.directory || !status.executable) {
    const why = !status ? 'No such file or directory' : 'Permission denied'
    complain(process, `${path}: ${status?.directory ? 'Is a directory' : why}`)
    return status ? 126 : 127
  }
  return runScript(files.mustRead(path), { name: path, words }, process)
}

/** Runs a script in a shell of its own. */
export async function runScript(
  text: string,
  { name = 'bash', words = [] }: ShellCall,
  process: Process,
): Promise<number> {
  const { state } = process
  const own = state.fork()
  own.name = name
  own.positional = words
  own.options.clear()
  own.aliases.clear()
  own.functions.clear()
  for (const [each, { exported }] of state.variables) if (!exported) own.variables.delete(each)
  return inSubshell({ ...process, state: own, loops: 0, tested: false }, (child) =>
    child.interpreter.script(text, child),
  )
}

/** What a program sees of the machine and of its process. */
export function laptopOf(process: Process): Laptop {
  const { machine, state, signal } = process
  const stdin = readUntilStopped(inputOf(process), signal)
  return {
    client: machine.client,
    stdin,
    stdout: new StoppableOutput(outputOf(process), signal),
    stderr: new StoppableOutput(outputOf(process, 2), signal),
    files: machine.disk.from(() => state.directory),
    environment: { ...state.environment, PWD: state.directory },
    signal,
    programs: machine.programs,
    get rows() {
      return process.rows()
    },
    now: machine.now,
    sleep: (milliseconds) => machine.sleep(milliseconds, signal),
    turn: machine.turn,
    random: machine.random,
    history: machine.history,
    restore: (text) => outputOf(process).write(text),
    ...(machine.edit ? { edit: machine.edit } : {}),
    run: (words, streams = {}) =>
      withStreams(process, streams, (child) => child.interpreter.words(words, child)),
    sh: (text, call = {}) => withStreams(process, call, (child) => runScript(text, call, child)),
  }
}

/** Runs something with other streams, until its signal is set. */
async function withStreams(
  process: Process,
  streams: ShellCall,
  run: (process: Process) => Promise<number>,
): Promise<number> {
  const descriptors = new Map(process.descriptors)
  const { stdin, stdout, stderr, environment } = streams
  if (stdin) descriptors.set(0, { input: stdin satisfies Source, name: 'pipe' })
  if (stdout) descriptors.set(1, { output: stdout, name: 'pipe' })
  if (stderr) descriptors.set(2, { output: stderr, name: 'pipe' })
  const state = process.state.fork()
  for (const [name, value] of Object.entries(environment ?? {})) {
    state.variables.set(name, { value, exported: true })
  }
  const { controller, free } = childOf(process.signal)
  const stop = () => controller.abort(streams.signal?.reason)
  if (streams.signal?.aborted) stop()
  streams.signal?.addEventListener('abort', stop, { once: true })
  try {
    const child = { ...process, descriptors, state, signal: controller.signal }
    return await inSubshell({ ...child, tested: true, loops: 0 }, run)
  } catch (error) {
    if (error instanceof Stopped) return error.status
    throw error
  } finally {
    free()
    streams.signal?.removeEventListener('abort', stop)
  }
}
