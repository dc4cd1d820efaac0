import type { Command } from '../command'
import { failed, misused } from '../errors'
import { globalFlags } from '../flags/global'
import { flagList, helpText, usageText } from '../help/text'

/** `kubectl help`. */
export const help: Command = {
  name: 'help',
  use: '[command] [flags]',
  short: 'Help about any command',
  long:
    'Help provides help for any command in the application.\n' +
    'Simply type kubectl help [path to command] for full details.',
  completes: 'nothing',
  async run({ root, words, world }) {
    const path: Command[] = [root]
    for (const word of words) {
      const next: Command | undefined = path
        .at(-1)
        ?.commands?.find(({ aliases = [], name }) => name === word || aliases.includes(word))
      if (!next && path.length === 1) {
        const shown = words.map((each) => `\`${each}\``).join(' ')
        world.stderr.write(`Unknown help topic [${shown}]\n\n\n${usageText([root])}`)
        return 0
      }
      if (next) path.push(next)
    }
    world.stdout.write(helpText(path))
    return 0
  },
}

/** `kubectl options`. */
export const optionsCommand: Command = {
  name: 'options',
  use: '[flags]',
  short: 'Print the list of flags inherited by all commands',
  examples: ['# Flags that every command takes', 'kubectl options'],
  completes: 'nothing',
  async run({ world }) {
    const list = flagList(globalFlags)
    world.stdout.write(`The following options can be passed to any command:\n\n${list}\n`)
    return 0
  },
}

/** `kubectl alpha`, which has nothing to offer. */
export const alpha: Command = {
  name: 'alpha',
  use: '',
  short: 'Commands for features in alpha',
  async run({ world }) {
    world.stderr.write('No alpha commands are available in this version of kubectl\n')
    return 0
  },
}

const pluginList: Command = {
  name: 'list',
  use: '[flags]',
  short: 'List all visible plugin executables on a user’s PATH',
  flags: [{ name: 'name-only', type: 'bool', usage: 'Names only, without their paths.' }],
  completes: 'nothing',
  async run({ path, words }) {
    if (words.length > 0) throw misused(path, `unexpected arguments: [${words.join(' ')}]`)
    throw failed('unable to find any kubectl plugins in your PATH')
  },
}

/** `kubectl plugin`. */
export const plugin: Command = {
  name: 'plugin',
  use: '[flags]',
  short: 'Provides utilities for interacting with plugins',
  long:
    'Provides utilities for interacting with plugins.\n\n' +
    ' A plugin is a program on the PATH whose name begins with kubectl-. There are none here.',
  examples: ['# All plugins that there are', 'kubectl plugin list'],
  commands: [pluginList],
}
