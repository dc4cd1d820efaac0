import type { Call } from '../command'
import { misused } from '../errors'
import { helpText } from '../help/text'

/** What a verb with verbs below it does by itself, where that goes to standard output. */
export async function showHelp(call: Call, code: number): Promise<number> {
  const [word] = call.words
  if (word !== undefined) throw misused(call.path, `unknown command ${JSON.stringify(word)}`)
  call.world.stdout.write(helpText([call.root, call.command]))
  return code
}
