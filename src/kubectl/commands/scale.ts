import type { Call, Command, CommandError } from '../command'
import { failed, textOf, together } from '../errors'
import { dryRunFlag, filenameFlags, outputFlags, selectorFlag } from '../flags/definitions'
import { allFlag, resourceVersionFlag } from '../flags/writing'
import { isObject, type JsonObject, own } from '../json'
import { pathTo } from '../resources/naming'
import { type Info, select } from '../resources/select'
import { metadataIn } from '../writing/annotation'
import { type DryRun, dryRunOf } from '../writing/dry-run'
import { writeQuery } from '../writing/query'
import { reporter } from '../writing/reporter'
import { patchObject } from '../writing/send'

/** `kubectl scale` (kubectl's scale.go). */
export const scale: Command = {
  name: 'scale',
  use:
    '[--resource-version=version] [--current-replicas=count] --replicas=COUNT ' +
    '(-f FILENAME | TYPE NAME)',
  short: 'Set a new size for a deployment, replica set, or replication controller',
  long:
    'Set a new size for a deployment, replica set, replication controller, or stateful set.\n\n ' +
    'With --current-replicas or --resource-version the size is set only when that is how things ' +
    'are.',
  examples: [
    'kubectl scale --replicas=3 deployment/web',
    '',
    '# Only when there are two now',
    'kubectl scale --current-replicas=2 --replicas=3 deployment/web',
    '',
    'kubectl scale --replicas=5 deployment/web deployment/api',
  ],
  flags: [
    ...filenameFlags('identifying the resource to set a new size'),
    ...outputFlags,
    allFlag,
    {
      name: 'current-replicas',
      type: 'int',
      default: '-1',
      usage: 'Only when this is the size now; below zero does not ask.',
    },
    dryRunFlag,
    { name: 'replicas', type: 'int', usage: 'The new size.', required: true },
    resourceVersionFlag,
    selectorFlag,
    { name: 'timeout', type: 'duration', usage: 'How long to wait until the size is reached.' },
  ],
  completes: 'resources and names',
  run,
}

async function run(call: Call): Promise<number> {
  const { flags } = call
  if (flags.integer('replicas') < 0) {
    throw failed(
      'The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0',
    )
  }
  const dryRun = dryRunOf(call)
  const report = reporter(call, dryRun)
  const { infos, errors } = await select(call, {
    all: flags.bool('all'),
    selector: flags.string('selector'),
    limit: 0,
  })
  if (infos.length === 0) throw nothing(errors)
  for (const info of infos) {
    await resize(call, info, dryRun)
    report('scaled', { resource: info.resource, object: info.object })
  }
  if (errors.length > 0) throw together(errors)
  return 0
}

// What was looked for in vain is told in one breath, without the server's prefix.
function nothing(errors: readonly unknown[]): CommandError {
  const texts = errors.map((error) => textOf(error).replace(/^Error from server \(\w+\): /, ''))
  const [only = ''] = texts
  const said = texts.length > 1 ? ` [${texts.join(', ')}]` : only === '' ? '' : ` ${only}`
  return failed(`no objects passed to scale${said}`)
}

async function resize(call: Call, info: Info, dryRun: DryRun): Promise<void> {
  const { flags } = call
  if (dryRun === 'client') return
  const replicas = flags.integer('replicas')
  const query = writeQuery(dryRun)
  const conditional = flags.integer('current-replicas') >= 0 || flags.given('resource-version')
  if (conditional) await resizeIf(call, info, replicas)
  else {
    const body = { spec: { replicas } }
    await patchObject(call, info, { type: 'merge', body, query, subresource: 'scale' })
  }
  if (flags.duration('timeout') > 0) await reached(call, info, replicas)
}

async function resizeIf(call: Call, info: Info, replicas: number): Promise<void> {
  const { flags, session } = call
  const path = pathTo(info.resource, info.namespace, info.name, 'scale')
  const now = await session.server.get(path)
  const expected = flags.integer('current-replicas')
  const actual = replicasIn(now)
  if (expected >= 0 && expected !== actual) {
    throw failed(`Expected replicas to be ${expected}, was ${actual}`)
  }
  const version = flags.string('resource-version')
  const live = String(own(metadataIn(now), 'resourceVersion') ?? '')
  if (version !== '' && version !== live) {
    throw failed(`Expected resource version to be ${version}, was ${live}`)
  }
  const body = { ...now, spec: { ...specIn(now), replicas } }
  await session.server.send({ method: 'PUT', path, body })
}

const specIn = (object: JsonObject): JsonObject => {
  const spec = own(object, 'spec')
  return isObject(spec) ? spec : {}
}
const replicasIn = (object: JsonObject): number => Number(own(specIn(object), 'replicas') ?? 0)

/** Waits until the status shows the new size. */
async function reached(call: Call, info: Info, replicas: number): Promise<void> {
  const { session, world, flags } = call
  const end = world.now() + flags.duration('timeout')
  const path = pathTo(info.resource, info.namespace, info.name, 'scale')
  while (!world.signal.aborted) {
    const status = own(await session.server.get(path), 'status')
    if (isObject(status) && own(status, 'replicas') === replicas) return
    if (world.now() >= end) throw failed('timed out waiting for the condition')
    await world.sleep(100)
  }
}
