import type { ProcessMessage, SeenProcess, Signal, System, Terminal } from '../image'
import { type Budget, Lent, type Program, programOf } from '../program'
import { seenIn } from './numbers'
import type { Runner } from './runner'
import { type Child, type Output, type Session, withUnread } from './session'
import { signalNumbers } from './traps'

/** A child about to begin, with what it finds in its environment and at its input. */
export interface Start {
  readonly child: Child
  readonly assigned: Readonly<Record<string, string>>
  /** The whole of its input, when it comes from a file or a here-document. */
  readonly input: string | undefined
}

const NOT_FOUND = 127

/** Whether a shell is bash: it says some things in its own way. */
const isBash = ({ argv }: System): boolean => argv[0]?.endsWith('bash') === true

const notFound = (name: string, system: System): string =>
  isBash(system)
    ? `bash: ${system.argv[1] === '-c' ? 'line 1: ' : ''}${name}: command not found\n`
    : `sh: ${name}: not found\n`

interface Delivery {
  readonly to: number
  readonly message: ProcessMessage
}

/** The programs of a shell while one message is taken in: starts, lets hear, and ends them. */
export class Children {
  private readonly deliveries: Delivery[] = []
  private readonly codes = new Map<number, number>()

  constructor(
    private current: Session,
    private readonly runner: Runner,
  ) {}

  /** Starts the commands of a pipe; the last begins first, so that somebody reads. */
  start(starts: readonly Start[]): Session {
    const next = Math.max(...starts.map(({ child }) => child.number)) + 1
    this.current = { ...this.current, next }
    for (const { child, assigned, input } of starts.toReversed()) {
      this.add(input === undefined ? child : { ...child, hasOwnInput: false })
      this.begin(child.number, assigned)
      if (input === undefined) this.handOver(child)
      else this.deliver(child.number, ...asMessages(input))
    }
    this.settle()
    return this.current
  }

  /** Lets one child take in a message. */
  hear(number: number, message: ProcessMessage): Session {
    this.deliver(number, message)
    this.settle()
    return this.current
  }

  /** Sends a signal to a child: the kernel ends it, unless it has an answer of its own. */
  kill(number: number, signal: Signal): Session {
    const child = this.find(number)
    if (signal !== 'SIGKILL' && child && this.programOf(child)?.catches?.(child.argv)) {
      return this.hear(number, { type: 'signal', signal })
    }
    this.exit(number, 128 + signalNumbers[signal])
    this.bury(number)
    this.settle()
    return this.current
  }
  /** The same, by its place among those that are seen. */
  killAt(place: number, signal: Signal): void {
    const child = this.current.children[place]
    if (child) this.kill(child.number, signal)
  }
  /** What runs in the shell, as `ps` shows it. */
  seen(shell: number): readonly SeenProcess[] {
    return seenIn(this.current, shell)
  }

  /** What a child writes. */
  write(output: Output, text: string): void {
    const { system } = this.runner
    if (text === '') return
    if ('pipe' in output) this.deliver(output.pipe, { type: 'input', text })
    else if ('file' in output) {
      system.files.write(output.file, (system.files.read(output.file) ?? '') + text)
    } else if (output.stream === 1) system.print(text)
    else system.complain(text)
  }
  exit(number: number, code: number): void {
    if (!this.codes.has(number)) this.codes.set(number, code)
  }
  expect(number: number, answer: number): number {
    this.change(number, (child) => ({ ...child, awaits: [...child.awaits, answer] }))
    return answer
  }

  private add(child: Child): void {
    const children = [...this.current.children, child].sort((a, b) => a.number - b.number)
    this.current = { ...this.current, children }
  }
  private find(number: number): Child | undefined {
    return this.current.children.find((child) => child.number === number)
  }
  private change(number: number, step: (child: Child) => Child): void {
    const children = this.current.children.map((child) =>
      child.number === number ? step(child) : child,
    )
    this.current = { ...this.current, children }
  }
  private deliver(to: number, ...messages: readonly ProcessMessage[]): void {
    for (const message of messages) this.deliveries.push({ to, message })
  }

  private begin(number: number, assigned: Start['assigned']): void {
    const child = this.find(number)
    if (!child) return
    const system = new ChildSystem(this.runner.system, {
      child,
      children: this,
      own: this.variables(assigned),
      budget: this.runner.budget,
    })
    const program = this.programOf(child)
    if (!program) {
      this.runner.system.complain(notFound(child.argv[0] ?? '', this.runner.system))
      this.exit(number, NOT_FOUND)
    } else this.remember(number, program.start(system))
    this.bury(number)
  }

  // What was typed ahead is read by whoever reads first.
  private handOver({ number, hasOwnInput }: Child): void {
    const input = this.current.input ?? this.current.unread
    const child = this.find(number)
    if (!input || !child || !hasOwnInput || !this.reads(child)) return
    if (input.text === '' && !input.hasEnded) return
    this.current = withUnread(this.current, { ...input, text: '' })
    if (input.text !== '') this.deliver(number, { type: 'input', text: input.text })
    if (input.hasEnded) this.deliver(number, { type: 'end' })
  }

  /** Whether a child takes what comes on standard input. */
  reads(child: Child): boolean {
    return child.script !== undefined || this.programOf(child)?.reads?.(child.argv) === true
  }

  private programOf({ argv, script }: Child): Program | undefined {
    if (!script) return programOf(this.runner.found(), argv[0] ?? '')
    const { nested } = this.runner
    const { functions, positional, variables } = this.current
    const within = (system: System): Runner => ({ ...this.runner, system })
    return {
      start: (system) =>
        nested.start(
          script,
          { variables, functions, positional, directory: system.directory },
          within(system),
        ),
      receive: (memory, message, system) =>
        nested.receive(memory as Session, message, within(system)),
    }
  }

  private variables(assigned: Start['assigned']): Start['assigned'] {
    return { ...this.current.variables, ...assigned }
  }

  private settle(): void {
    for (let next = this.deliveries.shift(); next; next = this.deliveries.shift()) {
      const { to, message } = next
      const child = this.find(to)
      if (!child || this.codes.has(to)) continue
      const own = this.current.variables
      const system = new ChildSystem(this.runner.system, {
        child,
        children: this,
        own,
        budget: this.runner.budget,
      })
      const memory = this.programOf(child)?.receive(child.memory, message, system)
      this.remember(to, memory)
      this.bury(to)
    }
  }

  private remember(number: number, memory: unknown): void {
    this.change(number, (child) => ({ ...child, memory }))
  }

  // Who reads its output sees the end of it; who wrote to it has nobody left to write to.
  private bury(number: number): void {
    const code = this.codes.get(number)
    const child = this.find(number)
    if (code === undefined || !child) return
    // The kernel closes what a program leaves open.
    for (const each of child.awaits) this.runner.system.close(each)
    const children = this.current.children.filter(
      (each) => each !== child && !writesTo(each, number),
    )
    const status = child.counts === 'yes' ? code : code === 0 ? 1 : 0
    const own = child.isShared ? sharedBy(child.memory as Session | undefined) : {}
    const counted = child.counts === 'no' ? {} : { status }
    this.current = { ...this.current, ...own, children, ...counted }
    const [output] = [child.outputs[1]]
    if ('pipe' in output) this.deliver(output.pipe, { type: 'end' })
  }
}

// What a part of the shell has set, when it is over.
const sharedBy = (part: Session | undefined): Partial<Session> => {
  if (!part) return {}
  const { directory, functions, positional, variables } = part
  return { directory, functions, positional, variables }
}

const writesTo = ({ outputs }: Child, number: number): boolean =>
  'pipe' in outputs[1] && outputs[1].pipe === number

const asMessages = (text: string): readonly ProcessMessage[] => [
  ...(text === '' ? [] : [{ type: 'input', text } as const]),
  { type: 'end' },
]

interface Lending {
  readonly child: Child
  readonly children: Children
  readonly own: Readonly<Record<string, string>>
  readonly budget: Budget
}

// What a child finds: the shell's own system, with its streams led elsewhere.
class ChildSystem extends Lent {
  constructor(
    system: System,
    private readonly lending: Lending,
  ) {
    super(system, lending.child.argv, lending.budget)
  }

  override get environment(): Readonly<Record<string, string>> {
    const { environment } = this.base
    // A large cluster has thousands of variables: they are only copied when there is one to add.
    for (const _ in this.lending.own) return { ...environment, ...this.lending.own }
    return environment
  }
  override get directory(): string {
    return this.lending.child.directory
  }
  override get hasInput(): boolean {
    return !this.lending.child.hasOwnInput || this.base.hasInput
  }
  override get terminal(): Terminal | undefined {
    return 'stream' in this.lending.child.outputs[1] ? this.base.terminal : undefined
  }
  override print(text: string): void {
    this.lending.children.write(this.lending.child.outputs[1], text)
  }
  override complain(text: string): void {
    this.lending.children.write(this.lending.child.outputs[2], text)
  }
  override processes(): readonly SeenProcess[] {
    const { base, lending } = this
    const shell = base.pid ?? 1
    const others = base.processes().filter((each) => each.shell !== shell)
    return [...others, ...lending.children.seen(shell)]
  }
  override signal(process: number, signal: Signal): boolean {
    const shell = this.base.pid ?? 1
    const own = this.lending.children.seen(shell).findIndex(({ id }) => id === process)
    if (own < 0) return this.base.signal(process, signal)
    this.lending.children.killAt(own, signal)
    return true
  }
  override exit(code: number): void {
    this.lending.children.exit(this.lending.child.number, code)
  }
  override fetch(request: Parameters<System['fetch']>[0]): number {
    return this.lending.children.expect(this.lending.child.number, this.base.fetch(request))
  }
  override ask(request: Parameters<System['ask']>[0]): number {
    return this.lending.children.expect(this.lending.child.number, this.base.ask(request))
  }
  override connect(request: Parameters<System['connect']>[0]): number {
    return this.lending.children.expect(this.lending.child.number, this.base.connect(request))
  }
  override lookUp(host: string): number {
    return this.lending.children.expect(this.lending.child.number, this.base.lookUp(host))
  }
  override ping(request: Parameters<System['ping']>[0]): number {
    return this.lending.children.expect(this.lending.child.number, this.base.ping(request))
  }
  override sleep(span: number, tag = ''): void {
    this.base.sleep(span, `${this.lending.child.number}|${tag}`)
  }
}
