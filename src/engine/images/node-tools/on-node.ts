import { type Command, type CommandResult, failed } from '../commands/command'
import type { System } from '../image'
import type { NodeKernel } from '../kernel'

/** A command that only a node answers, and to root alone. */
export const onNode =
  (
    refusal: string,
    run: (args: readonly string[], kernel: NodeKernel, system: System) => CommandResult,
    code = 1,
  ): Command =>
  (args, system) => {
    const kernel = system.kernel?.()
    return kernel ? run(args, kernel, system) : failed(refusal, code)
  }
