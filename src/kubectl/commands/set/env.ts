import type { Call, Command } from '../../command'
import { failed } from '../../errors'
import { selectorFlag } from '../../flags/definitions'
import { isList, isObject, type Json, type JsonObject, own } from '../../json'
import {
  aboutObject,
  containersIn,
  fits,
  podSpecOf,
  withContainers,
  withPodSpec,
} from '../../pod-template'
import { type Info, type Selection, select } from '../../resources/select'
import { update } from '../../writing/updating'
import { selected, setFlags, splitPairs } from './arguments'
import { resolved } from './resolve'

/** `kubectl set env` (kubectl's set_env.go). */
export const setEnv: Command = {
  name: 'env',
  use: 'RESOURCE/NAME KEY_1=VAL_1 ... KEY_N=VAL_N',
  short: 'Update environment variables on a pod template',
  long:
    'Update environment variables on a pod template.\n\n A name with a hyphen at its end takes ' +
    'the variable away. With --list they are shown, and with --from they\n come from a ConfigMap ' +
    'or a Secret.',
  examples: [
    'kubectl set env deployment/web STORAGE_DIR=/local',
    'kubectl set env deployment/web --list',
    '',
    '# From a config map, with a prefix',
    'kubectl set env deployment/web --from=configmap/settings --prefix=APP_',
    '',
    '# Take one away',
    'kubectl set env deployment/web STORAGE_DIR-',
  ],
  flags: [
    ...setFlags,
    {
      name: 'containers',
      shorthand: 'c',
      type: 'string',
      default: '*',
      usage: 'Names of the containers to change; * stands for anything.',
    },
    { name: 'env', shorthand: 'e', type: 'stringArray', usage: 'A variable: KEY=VALUE.' },
    { name: 'from', type: 'string', usage: 'configmap/NAME or secret/NAME to take them from.' },
    { name: 'keys', type: 'strings', usage: 'Only these keys of --from.' },
    { name: 'list', type: 'bool', usage: 'Show the variables.' },
    {
      name: 'overwrite',
      type: 'bool',
      default: 'true',
      usage: 'Let variables that are there be changed.',
    },
    { name: 'prefix', type: 'string', usage: 'What the names of --from begin with.' },
    { name: 'resolve', type: 'bool', usage: 'With --list: what references stand for.' },
    selectorFlag,
  ],
  completes: 'resources and names',
  run,
}

interface Variables {
  readonly set: readonly JsonObject[]
  readonly remove: readonly string[]
}

const isChange = (word: string): boolean => word.includes('=') || word.endsWith('-')

async function run(call: Call): Promise<number> {
  const { flags, words } = call
  const { resources, changes } = splitPairs(words, isChange)
  const files = flags.list('filename').length > 0 || flags.string('kustomize') !== ''
  if (resources.length === 0 && !files) {
    throw failed(
      'one or more resources must be specified as <resource> <name> or <resource>/<name>',
    )
  }
  const given = variablesOf([...changes, ...flags.list('env')])
  const from = flags.string('from') === '' ? [] : await variablesFrom(call)
  const variables = { ...given, set: [...given.set, ...from] }
  const selection = await selected(call, resources, { selector: flags.string('selector') })
  if (flags.bool('list')) return list(call, selection, variables)
  return update(call, selection, {
    operation: 'env updated',
    refusal: 'failed to patch env update to pod template: ',
    change: (info) => changed(call, info, variables),
    local: flags.bool('local'),
  })
}

const VARIABLE = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/
const RULE =
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or " +
  "'.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or " +
  `'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')`

function variablesOf(words: readonly string[]): Variables {
  const set: JsonObject[] = []
  const remove: string[] = []
  for (const word of words) {
    const at = word.indexOf('=')
    if (at > 0) {
      const [name, value] = [word.slice(0, at), word.slice(at + 1)]
      if (!VARIABLE.test(name))
        throw failed(`${JSON.stringify(name)} is not a valid key name: ${RULE}`)
      set.push({ name, ...(value === '' ? {} : { value }) })
    } else if (word.endsWith('-')) remove.push(word.slice(0, -1))
    else throw failed(`environment variables must be of the form key=value and can only be ${word}`)
  }
  if (remove.some((name) => set.some((each) => each['name'] === name))) {
    throw failed('can not both modify and remove the same environment variable in the same command')
  }
  return { set, remove }
}

const references: Readonly<Record<string, string>> = {
  ConfigMap: 'configMapKeyRef',
  Secret: 'secretKeyRef',
}

async function variablesFrom(call: Call): Promise<readonly JsonObject[]> {
  const { flags, session } = call
  const { infos, errors } = await select(call, {
    ...{ words: [flags.string('from')], singleType: true },
  })
  if (errors.length > 0) throw errors[0]
  const keys = flags.list('keys')
  const found: JsonObject[] = []
  for (const { resource, object, name } of infos) {
    const reference = references[resource.kind]
    if (!reference) throw failed('unsupported resource specified in --from')
    const data = own(object, 'data')
    for (const key of Object.keys(isObject(data) ? data : {}).sort()) {
      if (keys.length > 0 && !keys.includes(key)) continue
      const variable = key.replace(/[^a-zA-Z0-9_]/g, '_').toUpperCase()
      if (variable !== key) session.server.warn(`key ${key} transferred to ${variable}`)
      const valueFrom = { [reference]: { key, name } }
      found.push({ name: flags.string('prefix') + variable, valueFrom })
    }
  }
  return found
}

const variablesIn = (container: JsonObject): readonly JsonObject[] => {
  const env = own(container, 'env')
  return isList(env) ? env.filter(isObject) : []
}

/** A container's variables with some set and some gone; `undefined` when none is left. */
function merged(container: JsonObject, { set, remove }: Variables): readonly Json[] | undefined {
  const before = variablesIn(container)
  const updated = before.map((old) => set.findLast((each) => each['name'] === old['name']) ?? old)
  const fresh = set.filter(
    (each, at) =>
      !before.some((old) => old['name'] === each['name']) &&
      set.findIndex((other) => other['name'] === each['name']) === at,
  )
  const all = [...updated, ...fresh].filter((each) => !remove.includes(String(each['name'])))
  return all.length > 0 ? all : undefined
}

function checkOverwrite(call: Call, info: Info, { set }: Variables): void {
  if (call.flags.bool('overwrite')) return
  for (const container of containersIn(podSpecOf(info))) {
    for (const old of variablesIn(container)) {
      const fresh = set.find((each) => each['name'] === old['name'])
      if (!fresh || own(fresh, 'value') === own(old, 'value')) continue
      throw aboutObject(
        info,
        `'${String(old['name'])}' already has a value (${String(old['value'] ?? '')}), ` +
          'and --overwrite is false',
      )
    }
  }
}

const kinds = ['initContainers', 'containers']

function changed(call: Call, info: Info, variables: Variables): JsonObject {
  checkOverwrite(call, info, variables)
  const spec = podSpecOf(info)
  const pattern = call.flags.string('containers')
  const all = kinds.flatMap((key) => containersIn(spec, key))
  if (!all.some((container) => fits(pattern, container))) {
    call.session.server.warn(
      `${info.resource.kind}/${info.name} does not have any containers matching "${pattern}"`,
    )
  }
  const change = (container: JsonObject): JsonObject => {
    if (!fits(pattern, container)) return container
    const env = merged(container, variables)
    const { env: _, ...rest } = container
    return env ? { ...rest, env } : rest
  }
  return withPodSpec(info, withContainers(spec, change, kinds))
}

async function list(call: Call, selection: Selection, variables: Variables): Promise<number> {
  const { flags, world } = call
  const pattern = flags.string('containers')
  for (const info of selection.infos) {
    const spec = podSpecOf(info)
    for (const container of kinds.flatMap((key) => containersIn(spec, key))) {
      if (!fits(pattern, container)) continue
      const { kind } = info.resource
      world.stdout.write(`# ${kind} ${info.name}, container ${String(container['name'])}\n`)
      for (const each of merged(container, variables) ?? []) {
        if (isObject(each)) world.stdout.write(await line(call, info, each))
      }
    }
  }
  if (selection.errors.length > 0) throw selection.errors[0]
  return 0
}

async function line(call: Call, info: Info, variable: JsonObject): Promise<string> {
  const name = String(variable['name'])
  const from = own(variable, 'valueFrom')
  if (!isObject(from)) return `${name}=${String(variable['value'] ?? '')}\n`
  if (call.flags.bool('resolve')) {
    const value = await resolved(call, info, from)
    if (value !== undefined) return `${name}=${value}\n`
  }
  return `# ${name} from ${described(from)}\n`
}

function described(from: JsonObject): string {
  const words: Readonly<Record<string, string>> = {
    configMapKeyRef: 'configmap',
    secretKeyRef: 'secret',
  }
  for (const [field, noun] of Object.entries(words)) {
    const reference = own(from, field)
    if (!isObject(reference)) continue
    return `${noun} ${String(reference['name'])}, key ${String(reference['key'])}`
  }
  const field = own(from, 'fieldRef')
  if (isObject(field)) return `field path ${String(field['fieldPath'])}`
  const resource = own(from, 'resourceFieldRef')
  if (!isObject(resource)) return 'invalid valueFrom'
  const container = own(resource, 'containerName')
  const prefix = container ? `${String(container)}/` : ''
  return `resource field ${prefix}${String(resource['resource'])}`
}
