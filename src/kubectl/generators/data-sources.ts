import { configKey, environmentName } from '../../engine/api/names'
import { CommandError } from '../command'
import type { Files } from '../world'

/** Where the data of a ConfigMap or Secret is to come from. */
export interface DataSources {
  readonly literals: readonly string[]
  readonly files: readonly string[]
  readonly envFiles: readonly string[]
}

/** Adds one pair, or refuses it in the words of the kind. */
type Add = (key: string, value: string) => void

/** Reads the pairs of all sources in kubectl's order (its util package). */
export function readSources(sources: DataSources, files: Files, add: Add): void {
  for (const source of sources.files) fromFile(source, files, add)
  for (const literal of sources.literals) {
    const at = literal.indexOf('=')
    if (at <= 0) {
      throw new CommandError(`error: invalid literal source ${literal}, expected key=value`)
    }
    add(literal.slice(0, at), literal.slice(at + 1))
  }
  for (const path of sources.envFiles) fromEnvFile(path, files, add)
}

function fromFile(source: string, files: Files, add: Add): void {
  const parts = source.split('=')
  if (parts.length > 2) {
    throw new CommandError("error: key names or file paths cannot contain '='")
  }
  const [first = '', second] = parts
  if (second !== undefined && first === '') {
    throw new CommandError(`error: key name for file path ${second} missing`)
  }
  if (second === '') throw new CommandError(`error: file path for key name ${first} missing`)
  const path = second ?? first
  const listed = files.list(path)
  if (listed) {
    if (second !== undefined) {
      throw new CommandError('error: cannot give a key name for a directory path')
    }
    for (const name of listed.filter((each) => !each.endsWith('/'))) {
      if (configKey(name).length === 0) add(name, read(`${path.replace(/\/$/, '')}/${name}`, files))
    }
    return
  }
  add(second === undefined ? path.slice(path.lastIndexOf('/') + 1) : first, read(path, files))
}

function read(path: string, files: Files): string {
  const text = files.read(path)
  if (text === undefined) {
    throw new CommandError(`error: error reading ${path}: no such file or directory`)
  }
  return text
}

function fromEnvFile(path: string, files: Files, add: Add): void {
  for (const raw of read(path, files).split('\n')) {
    const line = raw.replace(/^\s+/, '').replace(/\r$/, '')
    if (line === '' || line.startsWith('#')) continue
    const at = line.indexOf('=')
    const key = at < 0 ? line : line.slice(0, at)
    const problems = environmentName(key)
    if (problems.length > 0) {
      throw new CommandError(`error: "${key}" is not a valid key name: ${problems.join(';')}`)
    }
    // A bare name takes its value from kubectl's own environment, which holds nothing of the kind.
    add(key, at < 0 ? '' : line.slice(at + 1))
  }
}
