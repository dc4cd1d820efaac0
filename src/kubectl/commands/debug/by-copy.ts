import type { Call } from '../../command'
import { failed } from '../../errors'
import type { Json, JsonObject } from '../../json'
import { pods } from '../../resources/known'
import { pathTo } from '../../resources/naming'
import type { Info } from '../../resources/select'
import { annotationsIn, labelsIn } from '../../writing/annotation'
import { post } from '../../writing/send'
import { containerName, listIn, type Made, namesIn, specOf, wanted } from './container'
import { lessened, profiled } from './profiles'

/** Debugs a copy of a Pod, with a container more or one that is another. */
export async function debugByCopy(call: Call, info: Info): Promise<Made> {
  const { flags, session } = call
  const spec = copied(call, specOf(info.object))
  const existing = flags.string('container')
  const isOld = existing !== '' && namesIn(spec).includes(existing)
  const isNew = !isOld && flags.string('image') !== ''
  if (!isOld && !isNew && Object.keys(flags.map('set-image')).length === 0) {
    throw failed('you must specify image when creating new container')
  }
  const name = isNew ? containerName(call, spec) : isOld ? existing : ''
  const object: JsonObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: flags.string('copy-to'), namespace: info.namespace, ...kept(call, info) },
    spec:
      name === '' ? spec : lessened(flags.string('profile'), withTools(call, spec, name), flags),
  }
  const pod = await post(call, { resource: pods, namespace: info.namespace }, object)
  if (flags.bool('replace')) {
    await session.server.send({
      method: 'DELETE',
      path: pathTo(pods, info.namespace, info.name),
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: { kind: 'DeleteOptions', apiVersion: 'v1', gracePeriodSeconds: 0 },
    })
  }
  return { pod, container: name }
}

// The old profile keeps the annotations and drops the labels, whatever the flags say.
function kept({ flags }: Call, { object }: Info): JsonObject {
  const isOld = flags.string('profile') === 'legacy'
  const annotations = annotationsIn(object)
  const labels = labelsIn(object)
  return {
    ...(isOld || flags.bool('keep-annotations') ? { annotations } : {}),
    ...(!isOld && flags.bool('keep-labels') ? { labels } : {}),
  }
}

function copied({ flags }: Call, spec: JsonObject): JsonObject {
  const { ephemeralContainers: _, nodeName, ...rest } = spec
  const images = flags.map('set-image')
  const containers = listIn(spec, 'containers').map((each): Json => {
    const image = images[String(each['name'])] ?? images['*']
    return image === undefined ? each : { ...each, image }
  })
  return {
    ...rest,
    containers,
    ...(flags.bool('same-node') && nodeName !== undefined ? { nodeName } : {}),
    ...(flags.given('share-processes')
      ? { shareProcessNamespace: flags.bool('share-processes') }
      : {}),
  } as JsonObject
}

function withTools(call: Call, spec: JsonObject, name: string): JsonObject {
  const { flags } = call
  const tools = wanted(call)
  const changed = (container: JsonObject): JsonObject => {
    const { args, stdin: _, tty: __, ...rest } = container
    const keepsArgs = args !== undefined && tools['command'] === undefined
    const whole = { ...rest, ...(keepsArgs ? { args } : {}), ...tools } as JsonObject
    return profiled(flags.string('profile'), 'copy', whole)
  }
  const containers = listIn(spec, 'containers')
  const isThere = containers.some((each) => each['name'] === name)
  const fresh: JsonObject = { name, resources: {}, terminationMessagePolicy: 'File' }
  return {
    ...spec,
    containers: isThere
      ? containers.map((each) => (each['name'] === name ? changed(each) : each))
      : [...containers, changed(fresh)],
  }
}
