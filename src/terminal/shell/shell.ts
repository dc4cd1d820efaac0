import { parse } from 'unbash'
import type { Descriptors } from '../streams'
import { runWords } from './command'
import { runStatements } from './evaluate'
import { complain, type Interpreter, type Machine, type Process } from './process'
import { State } from './state'
import { Exit, LoopControl, Return, ShellError, Stopped } from './stop'
import { isUnfinished, refuseErrors } from './syntax'
import { expandOne, expandPattern, expandText, piecesOf } from './words/expand'

const interpreter: Interpreter = {
  run: runStatements,
  words: runWords,
  text: expandOne,
  pattern: expandPattern,
  pieces: piecesOf,
  document: expandText,
  script: (source, process) => {
    const script = parse(source)
    refuseErrors(script, source)
    return runStatements(script.commands, { ...process, source })
  },
}

/** What a shell begins with. */
export interface ShellOptions {
  readonly machine: Machine
  readonly descriptors: Descriptors
  readonly environment: Readonly<Record<string, string>>
  readonly directory: string
  readonly rows?: () => number
}

/** A shell that somebody types into: line by line, with what it remembers. */
export class Shell {
  readonly state: State
  /** Set while the shell takes no more lines: `exit` was called. */
  ended = false
  private controller: AbortController | undefined

  constructor(private readonly options: ShellOptions) {
    const { environment, directory } = options
    this.state = new State({
      variables: Object.entries(environment).map(([name, value]) => [
        name,
        { value, exported: true },
      ]),
      directory,
    })
    this.state.variables.set('PWD', { value: directory, exported: true })
    this.state.variables.set('$', { value: String(options.machine.nextPid()) })
  }

  /** Whether a text needs another line before it can be run. */
  isUnfinished(text: string): boolean {
    return isUnfinished(text)
  }

  /** Runs what was typed, and returns its status. */
  async run(source: string): Promise<number> {
    const controller = new AbortController()
    this.controller = controller
    const process = this.process(source, controller.signal)
    const { state } = this
    try {
      state.status = await interpreter.script(source, process)
    } catch (error) {
      state.status = this.caught(error, process)
    } finally {
      this.controller = undefined
    }
    return state.status
  }

  /** Ctrl-C; false when nothing runs. */
  interrupt(): boolean {
    this.controller?.abort(new Stopped('SIGINT'))
    return this.controller !== undefined
  }

  /** The terminal is closed: everything that it started ends. */
  hangUp(): void {
    this.controller?.abort(new Stopped('SIGHUP'))
    for (const { controller } of this.state.jobs.all) controller.abort(new Stopped('SIGHUP'))
  }

  /** Lines about background commands that have ended since this was last asked. */
  notices(): readonly string[] {
    return this.state.jobs.takeEnded()
  }

  private process(source: string, signal: AbortSignal): Process {
    const { machine, descriptors, rows = () => 24 } = this.options
    return {
      interpreter,
      machine,
      state: this.state,
      descriptors,
      signal,
      source,
      tested: false,
      loops: 0,
      depth: 0,
      aliased: [],
      interactive: true,
      rows,
    }
  }

  private caught(error: unknown, process: Process): number {
    if (error instanceof Exit) {
      this.ended = true
      return error.status
    }
    if (error instanceof Stopped || error instanceof Return) return error.status
    if (error instanceof LoopControl) return 0
    const status = error instanceof ShellError ? error.status : 1
    complain(process, error instanceof Error ? error.message : String(error))
    return status
  }
}
