import type { Call, Command } from '../../command'
import { failed } from '../../errors'
import { isObject, type JsonObject } from '../../json'
import { entries, writeKubeconfig } from '../../kubeconfig'
import { helpless } from './change'

const inner: Readonly<Record<string, string>> = {
  clusters: 'cluster',
  contexts: 'context',
  users: 'user',
}

/** `kubectl config set`. */
export const setProperty: Command = {
  name: 'set',
  use: 'PROPERTY_NAME PROPERTY_VALUE',
  short: 'Set an individual value in a kubeconfig file',
  examples: [
    '# The namespace of a context',
    'kubectl config set contexts.my-context.namespace shop',
  ],
  completes: 'nothing',
  async run(call) {
    const { words, world } = call
    const [name = '', value = ''] = words
    if (words.length !== 2) throw helpless(call, words)
    change(call, name, value)
    world.stdout.write(`Property "${name}" set.\n`)
    return 0
  },
}

/** `kubectl config unset`. */
export const unsetProperty: Command = {
  name: 'unset',
  use: 'PROPERTY_NAME',
  short: 'Unset an individual value in a kubeconfig file',
  examples: ['# No current context', 'kubectl config unset current-context'],
  completes: 'nothing',
  async run(call) {
    const { words, world } = call
    const [name = ''] = words
    if (words.length !== 1) throw helpless(call, words)
    change(call, name, undefined)
    world.stdout.write(`Property "${name}" unset.\n`)
    return 0
  },
}

/** Sets or takes away `current-context`, `contexts.NAME.namespace` and their like. */
function change(call: Call, property: string, value: string | undefined): void {
  const { document, path } = call.session.kubeconfig
  const [part = '', ...rest] = property.split('.')
  const field = rest.at(-1) ?? ''
  const name = rest.slice(0, -1).join('.')
  const changed = Object.hasOwn(inner, part)
    ? { [part]: changedEntries(document, part, { name, field, value }) }
    : { [part]: value ?? '' }
  if (!Object.hasOwn(inner, part) && !Object.hasOwn(document, part)) {
    throw failed(`unable to parse ${part} after [] at api.Config`)
  }
  writeKubeconfig(call.world, path, { ...document, ...changed })
}

function changedEntries(
  document: JsonObject,
  part: string,
  {
    field,
    name,
    value,
  }: { readonly name: string; readonly field: string; readonly value: string | undefined },
): readonly JsonObject[] {
  const key = inner[part] ?? ''
  const all = entries(document, part)
  // `unset contexts.NAME` takes the whole entry away.
  if (name === '') {
    if (value === undefined) return all.filter((each) => each['name'] !== field)
    throw failed(`unable to parse ${part}.${field}: invalid property`)
  }
  const before = all.find((each) => each['name'] === name)
  const old = isObject(before?.[key]) ? before[key] : {}
  const { [field]: _, ...others } = old
  const entry = { [key]: value === undefined ? others : { ...others, [field]: value }, name }
  return [...all.filter((each) => each['name'] !== name), entry]
}
