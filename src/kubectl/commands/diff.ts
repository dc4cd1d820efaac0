import { described, liveOf } from '../applying/client-side'
import { differenceOf } from '../applying/difference'
import type { Call, Command } from '../command'
import { CommandError } from '../command'
import { failed, misused, ServerError, textOf, together } from '../errors'
import { fieldManagerFlag, filenameFlags, selectorFlag } from '../flags/definitions'
import { isObject, type Json, type JsonObject, own } from '../json'
import { goYaml } from '../printers/yaml'
import type { Info } from '../resources/select'
import { unifiedDiff } from '../unified-diff'
import { metadataIn, withAppliedText, withoutManagers } from '../writing/annotation'
import { fileObjects, requireFiles } from '../writing/files'
import { managerOf, writeQuery } from '../writing/query'
import { patchObject, post } from '../writing/send'

/** `kubectl diff` (kubectl's diff.go), which prints what `diff -u -N` would. */
export const diff: Command = {
  name: 'diff',
  use: '-f FILENAME',
  short: 'Diff the live version against a would-be applied version',
  long:
    'Show what apply would change: the object as it is against the object as the server would ' +
    'have it.\n\n Exit status: 0 No differences were found. 1 Differences were found. >1 Kubectl ' +
    'or diff failed with an error.',
  examples: ['kubectl diff -f web.yaml', 'cat web.yaml | kubectl diff -f -'],
  flags: [
    ...filenameFlags('contains the configuration to diff'),
    {
      name: 'concurrency',
      type: 'int',
      default: '1',
      usage: 'How many objects are looked at side by side.',
    },
    fieldManagerFlag('kubectl-client-side-apply'),
    { name: 'force-conflicts', type: 'bool', usage: 'With --server-side: take fields over.' },
    { name: 'prune', type: 'bool', usage: 'Also show what pruning would delete.' },
    { name: 'prune-allowlist', type: 'stringArray', usage: 'Kinds to prune.' },
    selectorFlag,
    { name: 'server-side', type: 'bool', usage: 'Let the server reckon what changes.' },
    {
      name: 'show-managed-fields',
      type: 'bool',
      usage: 'Show managedFields, too.',
    },
  ],
  completes: 'files',
  run: (call) => run(call).catch(failure),
}

const FAILED = 2

// 1 is kept for differences.
function failure(error: unknown): never {
  throw new CommandError(textOf(error), FAILED)
}

async function run(call: Call): Promise<number> {
  const { words, path, flags, world } = call
  if (words.length > 0) throw misused(path, `Unexpected args: [${words.join(' ')}]`)
  requireFiles(call)
  if (flags.bool('force-conflicts') && !flags.bool('server-side')) {
    throw failed('--force-conflicts only works with --server-side')
  }
  const selector = flags.string('selector')
  const { infos, errors } = await fileObjects(call, { validate: false, selector })
  if (errors.length > 0) throw together(errors)
  if (infos.length === 0) throw failed('no objects passed to diff')
  const found: Comparison[] = []
  for (const info of infos) found.push(await compared(call, info))
  const folders = { live: folder(call, 'LIVE'), merged: folder(call, 'MERGED') }
  const time = fileTime(world.now())
  const texts = [...found]
    .sort((one, other) => (one.file < other.file ? -1 : 1))
    .map((each) => differenceText(each, folders, time))
  world.stdout.write(texts.join(''))
  return texts.some((text) => text !== '') ? 1 : 0
}

interface Comparison {
  /** What the file is called in both folders. */
  readonly file: string
  readonly before: string
  readonly after: string
}

const folder = ({ world }: Call, name: string): string =>
  `/tmp/${name}-${1_000_000_000 + world.random(3_000_000_000)}`

const fileTime = (now: number): string =>
  `${new Date(now).toISOString().replace('T', ' ').slice(0, 23)}000000 +0000`

function differenceText(
  { file, before, after }: Comparison,
  { live, merged }: { readonly live: string; readonly merged: string },
  time: string,
): string {
  const hunks = unifiedDiff(before, after)
  if (hunks === '') return ''
  const [from, to] = [`${live}/${file}`, `${merged}/${file}`]
  return `diff -u -N ${from} ${to}\n--- ${from}\t${time}\n+++ ${to}\t${time}\n${hunks}`
}

async function compared(call: Call, info: Info): Promise<Comparison> {
  const live = await liveOf(call, info)
  const merged = await wouldBe(call, info, live)
  const { group, version, kind } = info.resource
  const [before, after] = kind === 'Secret' ? masked(live, merged) : [live, merged]
  const whole = call.flags.bool('show-managed-fields')
  const text = (object: JsonObject | undefined) =>
    object ? goYaml(whole ? object : withoutManagers(object)) : ''
  const place = [group, version, kind, info.namespace, info.name]
  return {
    file: (group === '' ? place.slice(1) : place).join('.').replaceAll(':', '-'),
    before: text(before),
    after: text(after),
  }
}

/** What the server would have if the file were applied now. */
async function wouldBe(call: Call, info: Info, live: JsonObject | undefined): Promise<JsonObject> {
  const { flags } = call
  const serverSide = flags.bool('server-side')
  const named = flags.given('field-manager') || !serverSide
  const query = writeQuery('server', { manager: named ? managerOf(call) : 'kubectl' })
  if (serverSide) {
    const force = String(flags.bool('force-conflicts'))
    return patchObject(call, info, { type: 'apply', body: info.object, query: { ...query, force } })
  }
  if (!live) return post(call, info, info.object, query)
  const wanted = withAppliedText(info.object, undefined)
  const patch = await differenceOf(call.session.connection, info.resource, { wanted, live })
  const version = own(metadataIn(live), 'resourceVersion') ?? ''
  const body = { ...patch, metadata: { ...metadataIn(patch), resourceVersion: version } }
  try {
    return await patchObject(call, info, { type: 'strategic', body, query })
  } catch (error) {
    if (!(error instanceof ServerError)) throw error
    throw error.status.reason === 'Conflict' ? conflict(info, error) : error
  }
}

const conflict = (info: Info, error: ServerError): CommandError =>
  failed(`${described(info)}: ${error.said}`)

/** Secrets are compared without being shown (kubectl's Masker). */
function masked(
  before: JsonObject | undefined,
  after: JsonObject,
): readonly [JsonObject | undefined, JsonObject] {
  const old = dataIn(before)
  const fresh = dataIn(after)
  const mask = (mine: JsonObject, other: JsonObject, word: string): Json =>
    Object.fromEntries(
      Object.keys(mine).map((key) => [
        key,
        own(other, key) === undefined || own(other, key) === mine[key] ? '***' : `*** (${word})`,
      ]),
    )
  return [
    before && 'data' in before ? { ...before, data: mask(old, fresh, 'before') } : before,
    'data' in after ? { ...after, data: mask(fresh, old, 'after') } : after,
  ]
}

const dataIn = (object: JsonObject | undefined): JsonObject => {
  const data = object ? own(object, 'data') : undefined
  return isObject(data) ? data : {}
}
