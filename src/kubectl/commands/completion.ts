import type { Command } from '../command'
import { misused } from '../errors'

const shells = ['bash', 'fish', 'powershell', 'zsh']

/** `kubectl completion`. */
export const completion: Command = {
  name: 'completion',
  use: 'SHELL',
  short: 'Output shell completion code for the specified shell (bash, zsh, fish, or powershell)',
  long:
    'Output shell completion code for the specified shell (bash, zsh, fish, or powershell).\n\n' +
    ' The terminal of this page completes kubectl without any such code: press Tab.',
  completes: 'nothing',
  async run({ path, words, world }) {
    const [shell = ''] = words
    if (words.length === 0) throw misused(path, 'Shell not specified.')
    if (words.length > 1) {
      throw misused(path, 'Too many arguments. Expected only the shell type.')
    }
    if (!shells.includes(shell)) throw misused(path, `Unsupported shell type "${shell}".`)
    world.stdout.write(
      '# The terminal of this page completes kubectl by itself: ' +
        `there is nothing to load for ${shell}.\n`,
    )
    return 0
  },
}
