import { lent, type Program, type Programs, programOf } from './program'

/**
 * An entry point that becomes what its arguments say: `commandOf` makes a command of the whole
 * command line; `missing` is what it says when there is no such program.
 */
export function becoming(
  programs: () => Programs,
  commandOf: (argv: readonly string[]) => readonly string[],
  missing: (name: string) => string,
): Program {
  return {
    catches: () => true,
    reads: () => true,
    start(system) {
      const command = commandOf(system.argv)
      const [name = ''] = command
      const program = programOf(programs(), name)
      if (program) return program.start(lent(system, command))
      system.complain(missing(name))
      system.exit(127)
      return undefined
    },
    receive(memory, message, system) {
      const command = commandOf(system.argv)
      return programOf(programs(), command[0] ?? '')?.receive(
        memory,
        message,
        lent(system, command),
      )
    },
  }
}

/** The arguments as they are; flags alone are the server's. */
export const orServer =
  (server: string) =>
  ([, ...args]: readonly string[]): readonly string[] =>
    args[0]?.startsWith('-') ? [server, ...args] : args

/** How the shell of an entry point says that there is no such program. */
export const notFoundAt =
  (line: number) =>
  (name: string): string =>
    `/usr/local/bin/docker-entrypoint.sh: exec: line ${line}: ${name}: not found\n`
