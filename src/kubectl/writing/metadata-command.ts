import { labelValue } from '../../engine/api/names'
import type { Call, Command } from '../command'
import { failed, misused, together } from '../errors'
import {
  allNamespacesFlag,
  dryRunFlag,
  fieldManagerFlag,
  fieldSelectorFlag,
  filenameFlags,
  outputFlags,
  selectorFlag,
} from '../flags/definitions'
import { allFlag, localFlag, resourceVersionFlag } from '../flags/writing'
import type { Json, JsonObject } from '../json'
import { mergePatch } from '../patches'
import { type Info, select } from '../resources/select'
import { annotationsIn, labelsIn, metadataIn } from './annotation'
import { type DryRun, dryRunOf } from './dry-run'
import { localSelection } from './local'
import { managerOf, writeQuery } from './query'
import { reporter } from './reporter'
import { patchObject } from './send'

/** What `label` and `annotate` do alike: they write pairs into the metadata of objects. */
export interface MetadataVerb {
  readonly verb: 'label' | 'annotate'
  readonly noun: 'label' | 'annotation'
  readonly field: 'labels' | 'annotations'
  readonly manager: string
}

/** Pairs to set, and keys to remove. */
interface Changes {
  readonly set: ReadonlyMap<string, string>
  readonly remove: readonly string[]
}

/** The flags of both verbs. */
export const metadataFlags = ({ noun, manager }: MetadataVerb): Command['flags'] => [
  ...filenameFlags(`identifying the resource to update the ${noun}s`),
  ...outputFlags,
  allFlag,
  allNamespacesFlag,
  dryRunFlag,
  fieldManagerFlag(manager),
  fieldSelectorFlag,
  { name: 'list', type: 'bool', usage: `Show the ${noun}s that an object has, or would have.` },
  localFlag,
  { name: 'overwrite', type: 'bool', usage: `Let ${noun}s that are there be changed.` },
  resourceVersionFlag,
  selectorFlag,
]

interface Writing {
  readonly verb: MetadataVerb
  readonly changes: Changes
  readonly dryRun: DryRun
}

/** Runs either verb (kubectl's label.go and annotate.go). */
export async function runMetadata(call: Call, verb: MetadataVerb): Promise<number> {
  const { flags } = call
  const { resources, pairs } = split(call)
  checkWords(call, verb, { resources, pairs })
  const changes = changesOf(verb, pairs)
  const dryRun = dryRunOf(call)
  reporter(call, dryRun)
  if (flags.bool('list') && flags.string('output') !== '') {
    throw failed('--list and --output may not be specified together')
  }
  const local = flags.bool('local')
  const selection = local ? await localSelection(call) : await selected(call, resources)
  const errors = [...selection.errors]
  const many = selection.infos.length > 1
  for (const info of selection.infos) {
    try {
      if (flags.bool('list')) list(call, verb, { info, changes, many })
      else await write(call, info, { verb, changes, dryRun })
    } catch (error) {
      errors.push(error)
    }
  }
  if (errors.length > 0) throw together(errors)
  return 0
}

const selected = ({ flags, ...call }: Call, words: readonly string[]) =>
  select(
    { flags, ...call },
    {
      words,
      selector: flags.string('selector'),
      fieldSelector: flags.string('field-selector'),
      all: flags.bool('all'),
      allNamespaces: flags.bool('all-namespaces'),
      limit: 0,
    },
  )

// Words up to the first change are resources; every word after it must be a change, too.
function split({ words, path }: Call): { resources: string[]; pairs: string[] } {
  const isChange = (word: string) => word.endsWith('-') || (word.includes('=') && word[0] !== '=')
  const at = words.findIndex(isChange)
  const [resources, pairs] = at < 0 ? [words, []] : [words.slice(0, at), words.slice(at)]
  if (pairs.some((word) => !isChange(word))) {
    throw misused(path, `all resources must be specified before label changes: ${words.join(' ')}`)
  }
  return { resources: [...resources], pairs: [...pairs] }
}

function checkWords(
  { flags }: Call,
  { noun }: MetadataVerb,
  {
    resources,
    pairs,
  }: { readonly resources: readonly string[]; readonly pairs: readonly string[] },
): void {
  const files = flags.list('filename').length > 0 || flags.string('kustomize') !== ''
  if (flags.bool('all') && flags.string('selector') !== '') {
    throw failed('cannot set --all and --selector at the same time')
  }
  if (flags.bool('local')) {
    if (resources.length > 0 || !files) {
      throw failed(
        'can only use local files by -f pod.yaml or --filename=pod.json when --local=true is set',
      )
    }
  } else if (resources.length < 1 && !files) {
    throw failed(
      'one or more resources must be specified as <resource> <name> or <resource>/<name>',
    )
  }
  if (pairs.length < 1 && !flags.bool('list')) {
    throw failed(`at least one ${noun} update is required`)
  }
}

function changesOf({ noun }: MetadataVerb, pairs: readonly string[]): Changes {
  const set = new Map<string, string>()
  const remove: string[] = []
  for (const pair of pairs) {
    const at = pair.indexOf('=')
    if (at < 0) remove.push(pair.slice(0, -1))
    else set.set(pair.slice(0, at), checkedValue(noun, pair, pair.slice(at + 1)))
  }
  const both = remove.filter((key) => set.has(key))
  if (both.length > 0) {
    throw failed(
      noun === 'label'
        ? 'can not both modify and remove a label in the same command'
        : 'can not both modify and remove the following annotation(s) in the same command: ' +
            both.join(','),
    )
  }
  return { set, remove }
}

function checkedValue(noun: MetadataVerb['noun'], pair: string, value: string): string {
  if (noun === 'annotation') return value
  if (value.includes('=')) throw failed(`invalid label spec: ${pair}`)
  const problems = labelValue(value)
  if (problems.length > 0) {
    throw failed(`invalid label value: ${JSON.stringify(pair)}: ${problems.join(';')}`)
  }
  return value
}

const pairsIn = ({ field }: MetadataVerb, object: JsonObject): JsonObject =>
  field === 'labels' ? labelsIn(object) : annotationsIn(object)

// What rollout history shows may always be written anew.
const changeCause = 'kubernetes.io/change-cause'

function checkOverwrite(call: Call, verb: MetadataVerb, info: Info, { set }: Changes): void {
  if (call.flags.bool('overwrite')) return
  const pairs = pairsIn(verb, info.object)
  const clashes = [...set]
    .filter(([key, value]) => pairs[key] !== undefined && pairs[key] !== value)
    .filter(([key]) => key !== changeCause)
    .map(([key]) => `'${key}' already has a value (${String(pairs[key])})`)
  const [first] = clashes
  if (first === undefined) return
  throw failed(
    verb.noun === 'label'
      ? `${first}, and --overwrite is false`
      : '--overwrite is false but found the following declared annotation(s): ' +
          clashes.join('; '),
  )
}

/** The object with the pairs changed, and the merge patch that makes it so. */
function changed(call: Call, verb: MetadataVerb, info: Info, changes: Changes) {
  const before = pairsIn(verb, info.object)
  const patch: { [key: string]: Json } = {}
  for (const key of changes.remove) if (key in before) patch[key] = null
  for (const [key, value] of changes.set) if (before[key] !== value) patch[key] = value
  const version = call.flags.string('resource-version')
  const metadata = {
    ...(Object.keys(patch).length > 0 || (verb.noun === 'annotation' && !hasField(verb, info))
      ? { [verb.field]: patch }
      : {}),
    ...(version === '' ? {} : { resourceVersion: version }),
  }
  const body = Object.keys(metadata).length > 0 ? { metadata } : {}
  return { body, patch, object: mergePatch(info.object, body) as JsonObject }
}

const hasField = ({ field }: MetadataVerb, { object }: Info): boolean => field in metadataIn(object)

async function write(call: Call, info: Info, writing: Writing): Promise<void> {
  const { verb, changes, dryRun } = writing
  checkOverwrite(call, verb, info, changes)
  const { body, patch, object } = changed(call, verb, info, changes)
  const pairs = pairsIn(verb, info.object)
  if (verb.noun === 'label') {
    for (const key of changes.remove) {
      if (!(key in pairs)) call.world.stdout.write(`label "${key}" not found.\n`)
    }
  }
  const stays = dryRun === 'client' || call.flags.bool('local')
  const query = writeQuery(dryRun, { manager: managerOf(call) })
  const made = stays ? object : await patchObject(call, info, { type: 'merge', body, query })
  const result = { resource: info.resource, object: made }
  // Every object has a printer of its own: no document is set apart from the one before.
  reporter(call, dryRun)(operationOf(verb, changes, patch), result)
}

function operationOf({ noun }: MetadataVerb, { set }: Changes, patch: JsonObject): string {
  if (noun === 'annotation') return 'annotated'
  if (Object.keys(patch).length === 0) return 'not labeled'
  return [...set.keys()].length === 0 ? 'unlabeled' : 'labeled'
}

interface Listing {
  readonly info: Info
  readonly changes: Changes
  readonly many: boolean
}

function list(call: Call, verb: MetadataVerb, { info, changes, many }: Listing): void {
  const { stdout } = call.world
  if (changes.set.size > 0 || changes.remove.length > 0) {
    checkOverwrite(call, verb, info, changes)
  }
  const { object } = changed(call, verb, info, changes)
  const pairs = Object.entries(pairsIn(verb, object)).sort(([a], [b]) => (a < b ? -1 : 1))
  if (many) {
    const { kind, group } = info.resource
    stdout.write(`Listing ${verb.field} for ${kind}.${group}/${info.name}:\n`)
  }
  for (const [key, value] of pairs) stdout.write(`${many ? ' ' : ''}${key}=${String(value)}\n`)
}
