import type { Call, Command } from '../../command'
import { failed, ServerError, together } from '../../errors'
import { isObject, own } from '../../json'
import { pathTo } from '../../resources/naming'
import { type Info, itemsOf } from '../../resources/select'
import { isRolledOut, progress } from '../../rollouts/status'
import { rolledOut, rolloutFlags } from './arguments'

/** `kubectl rollout status` (kubectl's rollout_status.go). */
export const rolloutStatus: Command = {
  name: 'status',
  use: '(TYPE NAME | TYPE/NAME) [flags]',
  short: 'Show the status of the rollout',
  long:
    'Show the status of the rollout.\n\n It watches until the latest rollout is done; with ' +
    '--watch=false it tells of this moment only, and with\n --revision it ends when another ' +
    'revision is rolled out.',
  examples: ['kubectl rollout status deployment/web'],
  flags: [
    ...rolloutFlags,
    { name: 'revision', type: 'int64', usage: 'Only this revision; 0 is the latest.' },
    { name: 'timeout', type: 'duration', usage: 'How long to watch; zero is for ever.' },
    { name: 'watch', shorthand: 'w', type: 'bool', default: 'true', usage: 'Watch until done.' },
  ],
  completes: 'resources and names',
  run,
}

async function run(call: Call): Promise<number> {
  const { infos, errors } = await rolledOut(call)
  const failures = [...errors]
  for (const info of infos) {
    try {
      await follow(call, info)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw together(failures)
  if (infos.length === 0) {
    call.world.stderr.write(`No resources found in ${call.session.namespace} namespace.\n`)
  }
  return 0
}

async function follow(call: Call, { resource, namespace, name }: Info): Promise<void> {
  const { flags, session, world } = call
  const { kind } = resource
  const revision = flags.integer('revision')
  if (!isRolledOut(kind)) progress(kind, {}, revision)
  const show = (object: unknown): boolean => {
    const { line, done } = progress(kind, isObject(object) ? object : {}, revision)
    world.stdout.write(`${line}\n`)
    return done || !flags.bool('watch')
  }
  const path = pathTo(resource, namespace)
  const fieldSelector = `metadata.name=${name}`
  const query = { fieldSelector, limit: '500', resourceVersion: '0' }
  const list = await session.server.get(path, query)
  const [found] = itemsOf(list)
  if (found && show(found)) return
  const metadata = own(list, 'metadata')
  const resourceVersion = isObject(metadata) ? String(own(metadata, 'resourceVersion')) : '0'
  const from = { allowWatchBookmarks: 'true', fieldSelector, resourceVersion }
  const milliseconds = flags.duration('timeout') || Number.POSITIVE_INFINITY
  for await (const event of session.server.watch(path, from, { milliseconds })) {
    if (event.type === 'ERROR') throw new ServerError(event.object as never)
    if (event.type === 'DELETED') throw failed('object has been deleted')
    if (event.type !== 'BOOKMARK' && show(event.object)) return
  }
  if (!world.signal.aborted) throw failed('timed out waiting for the condition')
}
