import type { Call, Command } from '../../command'
import { CommandError } from '../../command'
import { failed, isNotFound } from '../../errors'
import { boolFlag, textFlag } from '../../flags/define'
import { isObject, type JsonObject } from '../../json'
import { apiVersionOf } from '../../resources/naming'
import { explanation } from './explanation'
import { Schemas } from './schemas'

/** `kubectl explain`. */
export const explain: Command = {
  name: 'explain',
  use:
    'TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group] ' +
    '[-o|--output=plaintext|plaintext-openapiv2]',
  short: 'Get documentation for a resource',
  long:
    'Describe fields and structure of various resources.\n\n' +
    ' What is told comes from the schemas that the server publishes. A field is named by the way ' +
    'to it: TYPE.FIELD.FIELD.',
  examples: [
    '# A Pod and its fields',
    'kubectl explain pods',
    '',
    '# With everything that is below',
    'kubectl explain pods --recursive',
    '',
    '# One field',
    'kubectl explain pods.spec.containers',
  ],
  flags: [
    textFlag('api-version', 'The version of the API, such as apps/v1'),
    textFlag('output', 'Format of the text: (plaintext, plaintext-openapiv2).', {
      default: 'plaintext',
      values: ['plaintext', 'plaintext-openapiv2'],
    }),
    boolFlag('recursive', 'Print the fields of fields, too.'),
  ],
  completes: 'resources',
  run,
}

async function run(call: Call): Promise<number> {
  const { flags, session, words, world } = call
  const [word] = words
  if (word === undefined) {
    throw failed(
      'You must specify the type of resource to explain. ' +
        'Use "kubectl api-resources" for a complete list of supported resources.',
    )
  }
  if (words.length > 1) throw failed('We accept only this format: explain RESOURCE')
  const output = flags.string('output')
  if (output !== 'plaintext' && output !== 'plaintext-openapiv2') {
    throw failed(`unrecognized format: ${output}`)
  }
  const { fields, resource } = await target(call, word)
  const { group, kind } = resource
  const version = flags.string('api-version') || apiVersionOf(resource)
  const known = await session.server.kind(version, kind)
  const document = known && (await documentOf(call, version))
  if (!document) {
    throw failed(`couldn't find resource for "${version}, Resource=${resource.plural}"`)
  }
  const schemas = new Schemas(componentsOf(document))
  const root = schemas.ofKind(kind, version)
  if (!root) {
    throw failed(`Couldn't find resource for "${version}, Kind=${kind}"`)
  }
  const options = { group, kind, version: version.split('/').at(-1) ?? '', fields }
  const text = explanation(schemas, root, { ...options, recursive: flags.bool('recursive') })
  world.stdout.write(text.text)
  if (text.missing !== undefined) throw failed(`field "${text.missing}" does not exist`)
  return 0
}

/** What the server publishes of a version; undefined when it publishes nothing. */
async function documentOf({ session }: Call, version: string): Promise<JsonObject | undefined> {
  const place = version.includes('/') ? `apis/${version}` : `api/${version}`
  try {
    return await session.server.get(`/openapi/v3/${place}`, { timeout: '32s' })
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

/** The resource that a word begins with, and the names of fields that follow it. */
async function target(call: Call, word: string) {
  const { server } = call.session
  const parts = word.split('.')
  // A group has dots, too: the longest beginning that names a resource is taken.
  for (let length = parts.length; length > 1; length--) {
    const name = parts.slice(0, length).join('.')
    const found = await server.find(name)
    if (found) return { resource: found, fields: parts.slice(length) }
  }
  const [first = '', ...fields] = parts
  const resource = await server.find(first)
  if (!resource) {
    throw new CommandError(`the server doesn't have a resource type "${first}"`)
  }
  return { resource, fields }
}

function componentsOf(document: JsonObject): JsonObject {
  const components = isObject(document['components']) ? document['components'] : {}
  return isObject(components['schemas']) ? components['schemas'] : {}
}
