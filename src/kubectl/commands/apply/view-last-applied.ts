import type { Call, Command } from '../../command'
import { misused, together } from '../../errors'
import { filenameFlags, selectorFlag } from '../../flags/definitions'
import { allFlag } from '../../flags/writing'
import { isObject, type JsonObject } from '../../json'
import { prettyJson } from '../../printers/json'
import { goYaml } from '../../printers/yaml'
import { type Info, select } from '../../resources/select'
import { appliedText } from '../../writing/annotation'

/** `kubectl apply view-last-applied`. */
export const viewLastApplied: Command = {
  name: 'view-last-applied',
  use: '(TYPE [NAME | -l label] | TYPE/NAME | -f FILENAME)',
  short: 'View the latest last-applied-configuration annotations of a resource/object',
  long: 'Show what apply keeps of an object: the file as it was last applied.',
  examples: ['kubectl apply view-last-applied service/web'],
  flags: [
    ...filenameFlags('that contains the last-applied-configuration annotations'),
    allFlag,
    {
      name: 'output',
      shorthand: 'o',
      type: 'string',
      default: 'yaml',
      usage: 'Output format. Must be one of (yaml, json)',
      values: ['yaml', 'json'],
    },
    selectorFlag,
  ],
  completes: 'resources and names',
  run,
}

async function run(call: Call): Promise<number> {
  const { flags, world, path } = call
  const { infos, errors } = await select(call, {
    all: flags.bool('all'),
    selector: flags.string('selector'),
    limit: 0,
  })
  if (errors.length > 0) throw together(errors)
  const output = flags.string('output')
  if (!['yaml', 'json'].includes(output) && infos.some(configurationIn)) {
    throw misused(
      path,
      `Unexpected -o output mode: ${output}, the flag 'output' must be one of yaml|json`,
    )
  }
  for (const info of infos) {
    const applied = configurationIn(info)
    if (!applied) continue
    world.stdout.write(
      output === 'json' ? prettyJson(applied).replace(/^( +)/gm, halved) : goYaml(applied),
    )
  }
  return 0
}

// This verb alone indents its JSON by two.
const halved = (blanks: string): string => ' '.repeat(blanks.length / 2)

/** The file that an object was last applied from; undefined when it was made in another way. */
export function configurationIn({ object }: Info): JsonObject | undefined {
  const text = appliedText(object)
  const value: unknown = text === undefined ? undefined : JSON.parse(text)
  return isObject(value) ? value : undefined
}
