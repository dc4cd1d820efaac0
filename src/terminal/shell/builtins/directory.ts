import { outputOf } from '../process'
import { ShellError } from '../stop'
import type { Builtin } from './builtin'

const cd: Builtin = (words, process) => {
  const { state, machine } = process
  const [given] = words.filter((word) => !/^-[LP]$/.test(word))
  if (words.length > 1) throw new ShellError('cd: too many arguments')
  const target = given === '-' ? state.get('OLDPWD') : (given ?? state.get('HOME'))
  if (target === undefined) throw new ShellError(`cd: ${given === '-' ? 'OLDPWD' : 'HOME'} not set`)
  const files = machine.disk.from(() => state.directory)
  const status = files.status(target === '' ? '.' : target)
  if (!status) throw new ShellError(`cd: ${target}: No such file or directory`)
  if (!status.directory) throw new ShellError(`cd: ${target}: Not a directory`)
  state.set('OLDPWD', state.directory)
  state.directory = files.path(target)
  state.set('PWD', state.directory)
  if (given === '-') outputOf(process).write(`${state.directory}\n`)
  return 0
}

const pwd: Builtin = (_, process) => {
  outputOf(process).write(`${process.state.directory}\n`)
  return 0
}

/** Commands about the working directory. */
export const directory: Readonly<Record<string, Builtin>> = { cd, pwd }
