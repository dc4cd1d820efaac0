import { builtinNames, type Machine, type ShellState } from '../../terminal'
import type { CompletionSource } from '../../terminal/prompt'

/** What Tab looks among, in one shell. */
export function sourceFor(state: ShellState, machine: Machine): CompletionSource {
  const files = machine.disk.from(() => state.directory)
  return {
    commands: [
      ...machine.programs,
      ...builtinNames,
      ...state.functions.keys(),
      ...state.aliases.keys(),
    ].filter((name) => /^\w/.test(name)),
    variables: [...state.variables.keys()].filter((name) => /^[A-Za-z_]/.test(name)),
    aliases: state.aliases,
    kubectl: async (words) => {
      const { completeKubectl } = await import('../../kubectl')
      const { client } = machine
      const { environment } = state
      const found = await completeKubectl(words, { client, files, environment })
      return found.map(({ text }) => text)
    },
    list: (directory) => {
      const tilde = directory.replace(/^~(?=\/|$)/, state.get('HOME') ?? '~')
      return files.list(tilde) ?? []
    },
  }
}
