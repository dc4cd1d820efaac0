import type { Call } from '../../command'
import type { JsonObject } from '../../json'
import { pods } from '../../resources/known'
import { pathTo } from '../../resources/naming'
import type { Info } from '../../resources/select'
import { patchTypes } from '../../writing/send'
import { containerName, listIn, type Made, specOf, wanted } from './container'
import { profiled } from './profiles'

/** Puts a container into a Pod that runs. */
export async function debugInPod(call: Call, info: Info): Promise<Made> {
  const { flags, session } = call
  const spec = specOf(info.object)
  const name = containerName(call, spec)
  const target = flags.string('target')
  const container = profiled(flags.string('profile'), 'ephemeral', {
    name,
    resources: {},
    terminationMessagePolicy: 'File',
    ...wanted(call),
    ...(target === '' ? {} : { targetContainerName: target }),
  })
  const others = listIn(spec, 'ephemeralContainers').map((each) => ({ name: String(each['name']) }))
  const body: JsonObject = {
    spec: {
      '$setElementOrder/ephemeralContainers': [...others, { name }],
      ephemeralContainers: [container],
    },
  }
  const pod = await session.server.send({
    method: 'PATCH',
    path: pathTo(pods, info.namespace, info.name, 'ephemeralcontainers'),
    headers: { accept: 'application/json', 'content-type': patchTypes.strategic },
    body,
  })
  return { pod, container: name }
}
