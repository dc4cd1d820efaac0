import { parseDocument } from 'yaml'
import { goJsonFault } from '../../engine/api/go-json'
import type { Call, Command } from '../command'
import { failed, together } from '../errors'
import {
  dryRunFlag,
  fieldManagerFlag,
  filenameFlags,
  outputFlags,
  subresourceFlag,
} from '../flags/definitions'
import { localFlag } from '../flags/writing'
import { isList, isObject, type Json, type JsonObject, own, same } from '../json'
import { jsonPatch, mergePatch, strategicPatch } from '../patches'
import { type Info, select } from '../resources/select'
import { goYamlFault } from '../resources/yaml-fault'
import { type DryRun, dryRunOf } from '../writing/dry-run'
import { localSelection } from '../writing/local'
import { managerOf, writeQuery } from '../writing/query'
import { reporter } from '../writing/reporter'
import { patchObject } from '../writing/send'

/** `kubectl patch` (kubectl's patch.go). */
export const patch: Command = {
  name: 'patch',
  use: '(-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE]',
  short: 'Update fields of a resource',
  long:
    'Update fields of a resource using strategic merge patch, a JSON merge patch, or a JSON ' +
    'patch.\n\n JSON and YAML formats are accepted.',
  examples: [
    'kubectl patch node node-1 -p \'{"spec":{"unschedulable":true}}\'',
    '',
    '# By a merge patch: lists are replaced',
    'kubectl patch service web --type=merge -p \'{"spec":{"selector":{"app":"web"}}}\'',
    '',
    '# By a JSON patch',
    'kubectl patch service web --type=json -p \'[{"op":"replace","path":"/spec/type",' +
      '"value":"NodePort"}]\'',
    '',
    '# The size of a deployment',
    'kubectl patch deployment web --subresource=scale --type=merge -p \'{"spec":{"replicas":2}}\'',
  ],
  flags: [
    ...filenameFlags('identifying the resource to update'),
    ...outputFlags,
    dryRunFlag,
    fieldManagerFlag('kubectl-patch'),
    localFlag,
    { name: 'patch', shorthand: 'p', type: 'string', usage: 'The patch, as JSON or YAML.' },
    { name: 'patch-file', type: 'string', usage: 'A file with the patch.', values: 'files' },
    subresourceFlag('Patch what is below the object: status or scale.'),
    {
      name: 'type',
      type: 'string',
      default: 'strategic',
      usage: 'The type of patch being provided; one of [json merge strategic]',
      values: ['json', 'merge', 'strategic'],
    },
  ],
  completes: 'resources and names',
  run,
}

type Type = 'strategic' | 'merge' | 'json'
const types: readonly string[] = ['json', 'merge', 'strategic']

async function run(call: Call): Promise<number> {
  const { flags, words } = call
  const type = typeOf(call)
  const local = flags.bool('local')
  if (local && words.length > 0) throw failed('cannot specify --local and server resources')
  const read = bodyOf(call)
  const dryRun = dryRunOf(call)
  const subresource = flags.string('subresource')
  const selection = local
    ? await localSelection(call)
    : await select(call, { ...(subresource ? { subresource } : {}), limit: 0 })
  // The operation says all there is to say: a dry run is not told of.
  const report = reporter(call, 'none')
  const errors = [...selection.errors]
  for (const info of selection.infos) {
    try {
      const made = await patched(call, info, { type, ...read, dryRun, local, subresource })
      const operation = same(made, info.object) ? 'patched (no change)' : 'patched'
      report(operation, { resource: kindOf(made, info), object: made, name: info.name })
    } catch (error) {
      errors.push(error)
    }
  }
  if (errors.length > 0) throw together(errors)
  if (selection.infos.length === 0) throw failed('no objects passed to patch')
  return 0
}

function typeOf({ flags }: Call): Type {
  const type = flags.string('type')
  const [text, file] = [flags.string('patch'), flags.string('patch-file')]
  if (text !== '' && file !== '') throw failed('cannot specify --patch and --patch-file together')
  if (text === '' && file === '') {
    throw failed('must specify --patch or --patch-file containing the contents of the patch')
  }
  if (!types.includes(type)) {
    throw failed(`--type must be one of [${types.join(' ')}], not ${JSON.stringify(type)}`)
  }
  return type as Type
}

function bodyOf({ flags, world }: Call): Read {
  const file = flags.string('patch-file')
  const text = file === '' ? flags.string('patch') : world.files.read(file)
  if (text === undefined) {
    throw failed(`unable to read patch file: open ${file}: no such file or directory`)
  }
  return parsePatch(text)
}

type Read = Pick<Patching, 'body' | 'unreadable'>

/**
 * A patch as JSON or YAML; only the first document counts. What begins as JSON does is sent as it
 * stands (apimachinery's yaml, hasJSONPrefix).
 */
function parsePatch(text: string): Read {
  try {
    return { body: JSON.parse(text) as Json }
  } catch {
    if (/^\s*\{/.test(text)) return { body: null, unreadable: text }
    const document = parseDocument(text.split(/^---\s*$/m).find(isWritten) ?? '')
    const [fault] = document.errors
    if (!fault) return { body: document.toJS() as Json }
    const why = /[[{,]\s*$/.test(text)
      ? `yaml: line ${text.trimEnd().split('\n').length}: did not find expected node content`
      : goYamlFault(text, fault)
    throw failed(`unable to parse ${JSON.stringify(text)}: ${why}`)
  }
}

const isWritten = (text: string): boolean => text.trim() !== ''

interface Patching {
  readonly type: Type
  readonly body: Json
  readonly unreadable?: string
  readonly dryRun: DryRun
  readonly local: boolean
  readonly subresource: string
}

async function patched(call: Call, info: Info, patching: Patching): Promise<JsonObject> {
  const { type, body, dryRun, local, subresource, unreadable } = patching
  if (local || dryRun === 'client') return here(call, info, patching)
  const query = writeQuery(dryRun, { manager: managerOf(call) })
  return patchObject(call, info, {
    type,
    body,
    ...(unreadable === undefined ? {} : { unreadable }),
    query,
    ...(subresource === '' ? {} : { subresource }),
  })
}

async function here(
  call: Call,
  info: Info,
  { type, body, unreadable }: Patching,
): Promise<JsonObject> {
  if (unreadable !== undefined) throw failed(goJsonFault(unreadable))
  const { object, resource } = info
  if (type === 'json') {
    if (!isList(body)) throw failed('Invalid JSON Patch')
    return jsonPatch(object, body) as JsonObject
  }
  if (!isObject(body)) {
    throw failed('json: cannot unmarshal string into Go value of type map[string]interface {}')
  }
  if (type === 'merge') return mergePatch(object, body) as JsonObject
  return strategicPatch(object, body, await call.session.connection.patchSchema(resource))
}

// A Scale is not the resource that it belongs to.
function kindOf(object: JsonObject, { resource }: Info): { kind: string; group: string } {
  const kind = String(own(object, 'kind') ?? resource.kind)
  const version = String(own(object, 'apiVersion') ?? '')
  if (kind === resource.kind || version === '') return resource
  return { kind, group: version.includes('/') ? (version.split('/')[0] ?? '') : '' }
}
