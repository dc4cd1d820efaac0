import type { Call } from '../command'

/** Whether a session gets a terminal: only when there is one on this side (exec.go, SetupTTY). */
export function terminalWanted({ flags, world }: Call, tty: boolean): boolean {
  if (!tty || !flags.bool('stdin')) return false
  if (world.stdin.isTerminal) return true
  if (!flags.bool('quiet')) {
    world.stderr.write('Unable to use a TTY - input is not a terminal or the right kind of file\n')
  }
  return false
}
