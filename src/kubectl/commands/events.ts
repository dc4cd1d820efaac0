import type { WatchEvent } from '../../engine/api/request'
import type { Call, Command } from '../command'
import { interval, sortedEvents } from '../describe/events'
import { textAt } from '../describe/fields'
import { failed } from '../errors'
import { boolFlag, listFlag, textFlag } from '../flags/define'
import { allNamespacesFlag, chunkSizeFlag, outputFlags } from '../flags/definitions'
import { isObject, type JsonObject } from '../json'
import { formatOf, objectPrinter } from '../printers/formats'
import { sorted } from '../printers/json'
import { withoutManagedFields } from '../printers/result'
import { tableLayout, tabulated } from '../printers/tabwriter'
import { apiVersionOf } from '../resources/naming'
import { itemsOf } from '../resources/select'

/** `kubectl events`. */
export const events: Command = {
  name: 'events',
  use:
    '[(-o|--output=)json|yaml|name|go-template|go-template-file|template|templatefile|jsonpath|' +
    'jsonpath-as-json|jsonpath-file] [--for TYPE/NAME] [--watch] [--types=Normal,Warning]',
  short: 'List events',
  long: 'Show what has happened in a namespace, to an object, or everywhere; the latest last.',
  examples: [
    '# What has happened here',
    'kubectl events',
    '',
    '# What has happened to one Pod, and what will',
    'kubectl events --for pod/web-pod-13je7 --watch',
    '',
    '# Only what is worth a warning',
    'kubectl events --types=Warning',
  ],
  flags: [
    allNamespacesFlag,
    chunkSizeFlag,
    textFlag('for', 'Only Events about this object: TYPE/NAME'),
    boolFlag('no-headers', 'Leave out the headers.'),
    ...outputFlags,
    listFlag('types', 'Only Events of these types: Normal, Warning.', {
      values: ['Normal', 'Warning'],
    }),
    boolFlag('watch', 'Go on with what happens next.', { shorthand: 'w' }),
  ],
  completes: 'nothing',
  run,
}

async function run(call: Call): Promise<number> {
  const { flags, session, world } = call
  const everywhere = flags.bool('all-namespaces')
  for (const type of flags.list('types')) {
    if (!/^(normal|warning)$/i.test(type)) throw failed('valid --types are Normal or Warning')
  }
  const fieldSelector = await aboutText(call)
  const path = everywhere ? '/api/v1/events' : `/api/v1/namespaces/${session.namespace}/events`
  const query: Record<string, string> = fieldSelector === '' ? {} : { fieldSelector }
  const list = await session.server.get(path, { ...query, limit: '500' })
  const found = sortedEvents(itemsOf(list).filter((each) => isWanted(call, each)))
  const printer = printerOf(call)
  if (found.length === 0 && !flags.bool('watch')) {
    const where = everywhere ? '' : ` in ${session.namespace} namespace`
    world.stderr.write(`No events found${where}.\n`)
    return 0
  }
  world.stdout.write(printer(found))
  if (!flags.bool('watch')) return 0
  const resourceVersion = textAt(list, 'metadata', 'resourceVersion')
  const changes = session.server.watch(path, { ...query, resourceVersion }, { told: true })
  for await (const { object, type } of changes as AsyncIterable<WatchEvent>) {
    if (type === 'DELETED' || !isObject(object) || !isWanted(call, object)) continue
    world.stdout.write(printer([object]))
  }
  return 1
}

async function aboutText({ flags, session }: Call): Promise<string> {
  const about = flags.string('for')
  if (about === '') return ''
  const [type = '', name = '', ...more] = about.split('/')
  if (type === '' || name === '' || more.length > 0) {
    throw failed('--for must be in resource/name form')
  }
  const resource = await session.server.resource(type)
  const version = apiVersionOf(resource)
  return [
    `involvedObject.kind=${resource.kind}`,
    `involvedObject.apiVersion=${version}`,
    `involvedObject.name=${name}`,
  ].join(',')
}

function isWanted({ flags }: Call, event: JsonObject): boolean {
  const types = flags.list('types').map((type) => type.toLowerCase())
  return types.length === 0 || types.includes(textAt(event, 'type').toLowerCase())
}

function printerOf(call: Call): (events: readonly JsonObject[]) => string {
  // kubectl prints no names of a list of Events.
  if (formatOf(call).name === 'name') return () => ''
  if (formatOf(call).name !== '') {
    const print = objectPrinter(call)
    return (list) => {
      const items = list.map((each) => withoutManagedFields(call, each))
      const all = { apiVersion: 'v1', items, kind: 'List', metadata: {} }
      return print(sorted(all) as JsonObject)
    }
  }
  let headed = call.flags.bool('no-headers')
  const widths: number[] = []
  const everywhere = call.flags.bool('all-namespaces')
  const head = [...(everywhere ? ['NAMESPACE'] : []), ...columns].join('\t')
  return (list) => {
    const lines = list.map((each) => lineOf(each, everywhere, call.world.now()))
    const all = headed ? lines : [head, ...lines]
    headed = true
    return tabulated(`${all.join('\n')}\n`, tableLayout, widths)
  }
}

const columns = ['LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE']

const lineOf = (event: JsonObject, everywhere: boolean, now: number): string => {
  const kind = textAt(event, 'involvedObject', 'kind')
  return [
    ...(everywhere ? [textAt(event, 'metadata', 'namespace')] : []),
    interval(event, now),
    textAt(event, 'type'),
    textAt(event, 'reason'),
    `${kind}/${textAt(event, 'involvedObject', 'name')}`,
    textAt(event, 'message').trim(),
  ].join('\t')
}
