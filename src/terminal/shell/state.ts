import type { CommandNode, CompoundList } from 'unbash'
import { Jobs } from './jobs'
import { DiscardError, ShellError } from './stop'

/** A variable: a text, or an array of them. */
export interface Variable {
  readonly value: string | readonly string[]
  readonly exported?: boolean
  readonly readonly?: boolean
}

/** A function, and the text in which its places are counted. */
export interface ShellFunction {
  readonly body: CommandNode | CompoundList
  readonly source: string
}

/** Options that `set` knows, by their letters. */
export type Option = 'e' | 'x' | 'u' | 'f' | 'pipefail'

/** What a shell remembers. A subshell has a copy of its own. */
export class State {
  readonly variables: Map<string, Variable>
  readonly functions: Map<string, ShellFunction>
  readonly aliases: Map<string, string>
  readonly options: Set<Option>
  readonly jobs = new Jobs()
  /** `$0`. */
  name = 'bash'
  positional: readonly string[] = []
  status = 0
  directory: string
  lastJob = 0
  /** The status of the last command substitution since this was cleared. */
  substituted: number | undefined
  /** What the locals of each function that runs stand before. */
  private readonly hidden: Map<string, Variable | undefined>[] = []

  constructor(from: {
    readonly variables: Iterable<readonly [string, Variable]>
    readonly functions?: Iterable<readonly [string, ShellFunction]>
    readonly aliases?: Iterable<readonly [string, string]>
    readonly options?: Iterable<Option>
    readonly directory: string
  }) {
    this.variables = new Map(from.variables)
    this.functions = new Map(from.functions ?? [])
    this.aliases = new Map(from.aliases ?? [])
    this.options = new Set(from.options ?? [])
    this.directory = from.directory
  }

  /** What a subshell begins with. */
  fork(): State {
    const child = new State(this)
    child.name = this.name
    child.positional = this.positional
    child.status = this.status
    child.lastJob = this.lastJob
    for (const each of this.hidden) child.hidden.push(new Map(each))
    return child
  }

  get(name: string): string | undefined {
    const value = this.variables.get(name)?.value
    return typeof value === 'string' ? value : value?.[0]
  }

  set(name: string, value: string | readonly string[]): void {
    const before = this.variables.get(name)
    if (before?.readonly) throw new DiscardError(`${name}: readonly variable`)
    this.variables.set(name, { ...before, value })
  }

  unset(name: string): void {
    if (this.variables.get(name)?.readonly) {
      throw new ShellError(`unset: ${name}: cannot unset: readonly variable`)
    }
    this.variables.delete(name)
  }

  mark(name: string, marks: { readonly exported?: boolean; readonly readonly?: boolean }): void {
    this.variables.set(name, { ...(this.variables.get(name) ?? { value: '' }), ...marks })
  }

  /** What programs see. */
  get environment(): Readonly<Record<string, string>> {
    const seen: [string, string][] = []
    for (const [name, { exported, value }] of this.variables) {
      if (exported && typeof value === 'string') seen.push([name, value])
    }
    return Object.fromEntries(seen)
  }

  get inFunction(): boolean {
    return this.hidden.length > 0
  }
  enterFunction(): void {
    this.hidden.push(new Map())
  }
  leaveFunction(): void {
    for (const [name, before] of this.hidden.pop() ?? []) this.restore(name, before)
  }
  /** Makes a variable the running function's own. */
  local(name: string): void {
    const hidden = this.hidden.at(-1)
    if (!hidden || hidden.has(name)) return
    hidden.set(name, this.variables.get(name))
    this.variables.delete(name)
  }
  restore(name: string, before: Variable | undefined): void {
    if (before) this.variables.set(name, before)
    else this.variables.delete(name)
  }
}
