import type { Instant } from '../../sim'
import type { System } from '../image'
import { Lent, type Program, programOf } from '../program'
import type { Found } from './runner'

interface Memory {
  readonly started: Instant
  /** What the program that is timed remembers. */
  readonly own: unknown
}

/** `time COMMAND`: runs a command, and tells on standard error how long it took. */
export const time = (found: Found): Program<Memory | undefined> => ({
  reads: (argv) => programOf(found(), argv[1] ?? '')?.reads?.(argv.slice(1)) === true,
  catches: (argv) => programOf(found(), argv[1] ?? '')?.catches?.(argv.slice(1)) === true,
  start(system) {
    const [, name = ''] = system.argv
    const started = system.now
    const program = programOf(found(), name)
    if (program) return { started, own: program.start(new Timed(system, started)) }
    if (name !== '') system.complain(`time: can't execute '${name}': No such file or directory\n`)
    system.complain(spent(0))
    system.exit(name === '' ? 0 : 127)
    return undefined
  },
  receive(memory, message, system) {
    const program = programOf(found(), system.argv[1] ?? '')
    if (!memory || !program) return memory
    const { started, own } = memory
    return { started, own: program.receive(own, message, new Timed(system, started)) }
  },
})

// A program that is timed: before it ends, its time is told.
class Timed extends Lent {
  constructor(
    system: System,
    private readonly started: Instant,
  ) {
    super(system, system.argv.slice(1))
  }

  override exit(code: number): void {
    this.complain(spent(this.now - this.started))
    super.exit(code)
  }
}

function spent(micros: number): string {
  const hundredths = Math.floor(micros / 10_000)
  const minutes = Math.floor(hundredths / 6_000)
  const seconds = ((hundredths % 6_000) / 100).toFixed(2)
  return `real\t${minutes}m ${seconds}s\nuser\t0m 0.00s\nsys\t0m 0.00s\n`
}
