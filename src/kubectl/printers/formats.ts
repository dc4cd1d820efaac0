import type { Call } from '../command'
import { failed } from '../errors'
import type { JsonObject } from '../json'
import { customColumnsPrinter } from './custom-columns'
import { goTemplatePrinter } from './go-template'
import { prettyJson } from './json'
import { jsonPathPrinter } from './jsonpath-printer'
import { goYaml } from './yaml'

/** `-o jsonpath={.a}`: the name of a format, and what it is given. */
export interface Format {
  readonly name: string
  readonly argument: string
}

/** Text of one object; a list is one, too. */
export type ObjectPrinter = (object: JsonObject) => string

const templates = ['go-template', 'template', 'go-template-file', 'templatefile']
const paths = ['jsonpath', 'jsonpath-as-json', 'jsonpath-file']

/** The formats that every verb that writes has. */
export const objectFormats: readonly string[] = [
  ...['go-template', 'go-template-file', 'json', 'jsonpath', 'jsonpath-as-json', 'jsonpath-file'],
  ...['name', 'template', 'templatefile', 'yaml'],
]

/** `-o` of a call. `--template` alone means `-o go-template`. */
export function formatOf({ flags }: Call): Format {
  const given = flags.string('output')
  if (given === '' && flags.string('template') !== '') {
    return { name: 'go-template', argument: flags.string('template') }
  }
  const prefixed = [...templates, ...paths, 'custom-columns', 'custom-columns-file'].find((name) =>
    given.startsWith(`${name}=`),
  )
  if (prefixed !== undefined) {
    return { name: prefixed, argument: given.slice(prefixed.length + 1) }
  }
  const lower = given.toLowerCase()
  const name = lower === 'yaml' || lower === 'json' ? lower : given
  return { name, argument: flags.string('template') }
}

/** Refuses a format that a verb does not have. */
export const unknownFormat = (call: Call, allowed: readonly string[]): Error =>
  failed(
    `unable to match a printer suitable for the output format "${call.flags.string('output')}", ` +
      `allowed formats are: ${[...allowed].sort().join(',')}`,
  )

/** Prints whole objects in the format of `-o`; throws when that is none of `allowed`. */
export function objectPrinter(
  call: Call,
  allowed: readonly string[] = objectFormats,
): ObjectPrinter {
  const { name, argument } = formatOf(call)
  switch (name) {
    case 'json':
      return prettyJson
    case 'yaml':
      return yamlDocuments()
    default:
      if (name.startsWith('custom-columns') && allowed.includes(name)) {
        return customColumnsPrinter(call, name, argument)
      }
      if (templates.includes(name)) return goTemplatePrinter(call, name, argument)
      if (paths.includes(name)) return jsonPathPrinter(call, name, argument)
      throw unknownFormat(call, allowed)
  }
}

// Every document after the first is set apart.
function yamlDocuments(): ObjectPrinter {
  let count = 0
  return (object) => `${count++ > 0 ? '---\n' : ''}${goYaml(object)}`
}
