import type { Call, Command } from '../command'
import { CommandError } from '../command'
import { failed, misused, together } from '../errors'
import {
  dryRunFlag,
  fieldManagerFlag,
  outputFlags,
  selectorFlag,
  validateFlag,
} from '../flags/definitions'
import { allFlag } from '../flags/writing'
import { isList, isObject, type JsonObject, own } from '../json'
import { parseTaints, type Taint, type Taints, taintName } from '../nodes/taints'
import { type Info, select } from '../resources/select'
import { dryRunOf } from '../writing/dry-run'
import { managerOf, validationOf, writeQuery } from '../writing/query'
import { reporter } from '../writing/reporter'
import { patchObject } from '../writing/send'
import { patchTo } from '../writing/updating'

/** `kubectl taint` (kubectl's taint.go). */
export const taint: Command = {
  name: 'taint',
  use: 'NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N',
  short: 'Update the taints on one or more nodes',
  long:
    'Update the taints on one or more nodes.\n\n  *  A taint is key=value:effect; the value may ' +
    'be left out.\n  *  The effect must be NoSchedule, PreferNoSchedule or NoExecute.\n  *  ' +
    'A hyphen at the end takes a taint away, with or without its effect.',
  examples: [
    'kubectl taint nodes node-2 dedicated=special:NoSchedule',
    '',
    '# Take it away',
    'kubectl taint nodes node-2 dedicated:NoSchedule-',
    'kubectl taint nodes node-2 dedicated-',
  ],
  flags: [
    ...outputFlags,
    allFlag,
    dryRunFlag,
    fieldManagerFlag('kubectl-taint'),
    { name: 'overwrite', type: 'bool', usage: 'Let taints that are there be changed.' },
    selectorFlag,
    validateFlag,
  ],
  completes: 'nodes',
  run,
}

async function run(call: Call): Promise<number> {
  const { flags, path } = call
  const { resources, specs } = split(call)
  const taints = parseTaints(specs, (message) => misused(path, message))
  await check(call, resources, taints)
  const validation = validationOf(call)
  const dryRun = dryRunOf(call)
  const selection = await select(call, {
    words: resources,
    all: flags.bool('all'),
    selector: flags.string('selector'),
    limit: 0,
  })
  // A dry run is not told of here.
  const report = reporter(call, 'none')
  const errors = [...selection.errors]
  for (const info of selection.infos) {
    try {
      const { operation, object } = changed(call, info, taints)
      const body = await patchTo(call, info, object)
      const query = writeQuery(dryRun, { manager: managerOf(call), validation })
      const made =
        dryRun === 'client'
          ? object
          : await patchObject(call, info, { type: 'strategic', body, query })
      report(operation, { resource: info.resource, object: made })
    } catch (error) {
      errors.push(error)
    }
  }
  if (errors.length > 0) throw together(errors)
  return 0
}

const isTaint = (word: string): boolean => /[=:]/.test(word) || word.endsWith('-')

function split({ words }: Call) {
  const at = words.findIndex(isTaint)
  const resources = at < 0 ? words : words.slice(0, at)
  const specs = at < 0 ? [] : words.slice(at)
  const late = specs.find((word) => !isTaint(word))
  if (late !== undefined) {
    throw failed(`all resources must be specified before taint changes: ${late}`)
  }
  if (resources.length < 1) {
    throw failed('one or more resources must be specified as <resource> <name>')
  }
  if (specs.length < 1) throw failed('at least one taint update is required')
  return { resources, specs }
}

async function check(
  { flags, session }: Call,
  [type = '', ...names]: readonly string[],
  { add, remove }: Taints,
): Promise<void> {
  const resource = await session.server.find(type)
  if (!resource) throw new CommandError(`the server doesn't have a resource type "${type}"`)
  if (resource.kind !== 'Node') {
    throw failed(`invalid resource type ${type}, only node types are supported`)
  }
  const both = remove.filter((gone) =>
    add.some(
      ({ key, effect }) => key === gone.key && (gone.effect === '' || effect === gone.effect),
    ),
  )
  if (both.length > 0) {
    const listed = both.map(({ key, effect }) => `${key}=${effect}`).join(',')
    throw failed(
      `can not both modify and remove the following taint(s) in the same command: ${listed}`,
    )
  }
  if (!flags.bool('all') && flags.string('selector') === '' && names.length === 0) {
    throw failed("at least one resource name must be specified since 'all' parameter is not set")
  }
}

const taintsIn = (object: JsonObject): readonly JsonObject[] => {
  const spec = own(object, 'spec')
  const taints = isObject(spec) ? own(spec, 'taints') : undefined
  return isList(taints) ? taints.filter(isObject) : []
}

const isSame = (old: JsonObject, { key, effect }: Taint): boolean =>
  old['key'] === key && old['effect'] === effect

function changed(call: Call, { object, name }: Info, { add, remove }: Taints) {
  const overwrite = call.flags.bool('overwrite')
  const before = taintsIn(object)
  const there = add.filter((each) => before.some((old) => isSame(old, each)))
  if (!overwrite && there.length > 0) {
    const keys = there.map(({ key }) => key).join(',')
    throw failed(
      `node ${name} already has ${keys} taint(s) with same effect(s) and --overwrite is false`,
    )
  }
  const fresh = add.map(({ key, value, effect }) => ({
    key,
    ...(value === '' ? {} : { value }),
    effect,
  }))
  const kept = before.filter((old) => !add.some((each) => isSame(old, each)))
  const all: readonly JsonObject[] = [...fresh, ...kept]
  const goes = (old: JsonObject, { key, effect }: Taint) =>
    old['key'] === key && (effect === '' || old['effect'] === effect)
  const unknown = remove.filter((gone) => !all.some((old) => goes(old, gone)))
  if (unknown.length > 0) {
    throw together(unknown.map((each) => failed(`taint "${taintName(each)}" not found`)))
  }
  const taints = all.filter((old) => !remove.some((gone) => goes(old, gone)))
  const spec = own(object, 'spec')
  const { taints: _, ...rest } = isObject(spec) ? spec : {}
  const modified = overwrite || (add.length > 0 && remove.length > 0)
  const operation = modified ? 'modified' : add.length > 0 ? 'tainted' : 'untainted'
  return {
    operation,
    object: { ...object, spec: { ...rest, ...(taints.length > 0 ? { taints } : {}) } },
  }
}
