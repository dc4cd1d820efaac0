import type { Builtin } from './builtin'
import { control } from './control'
import { directory } from './directory'
import { jobControl } from './jobs'
import { conditions } from './test'
import { variables } from './variables'

/** What the shell does itself, by name. */
export const builtins: ReadonlyMap<string, Builtin> = new Map(
  [control, directory, jobControl, conditions, variables].flatMap((each) => Object.entries(each)),
)

/** Their names. */
export const builtinNames: readonly string[] = [...builtins.keys()]
