import type { Call, Command } from '../../command'
import { failed } from '../../errors'
import { fieldManagerFlag, outputFlags } from '../../flags/definitions'
import { isObject, type JsonObject, own } from '../../json'
import { quotedName } from '../../pod-template'
import type { Info } from '../../resources/select'
import { metadataIn } from '../../writing/annotation'
import { patchTo, update } from '../../writing/updating'
import { rolledOut, rolloutFlags } from './arguments'

const flags = [...rolloutFlags, ...outputFlags, fieldManagerFlag('kubectl-rollout')]

const specIn = (object: JsonObject): JsonObject => {
  const spec = own(object, 'spec')
  return isObject(spec) ? spec : {}
}

/** A verb that changes one field of each object. */
const changing = (
  definition: Omit<Command, 'run' | 'flags' | 'use'>,
  operation: string,
  change: (info: Info, call: Call) => JsonObject | Promise<JsonObject>,
): Command => ({
  ...definition,
  use: 'RESOURCE',
  flags,
  completes: 'resources and names',
  run: async (call) =>
    update(call, await rolledOut(call), {
      operation,
      change: (info) => change(info, call),
      local: false,
      dryRun: 'none',
    }),
})

/** `kubectl rollout pause`. */
export const rolloutPause = changing(
  {
    name: 'pause',
    short: 'Mark the provided resource as paused',
    long:
      'Mark the provided resource as paused.\n\n A paused deployment goes on as it is, whatever ' +
      'its template becomes, until it is resumed.',
    examples: ['kubectl rollout pause deployment/web'],
  },
  'paused',
  (info) => {
    if (info.resource.kind !== 'Deployment') {
      throw failed(`${quotedName(info)} pausing is not supported`)
    }
    const spec = specIn(info.object)
    if (own(spec, 'paused') === true) throw failed(`${quotedName(info)} is already paused`)
    return { ...info.object, spec: { ...spec, paused: true } }
  },
)

/** `kubectl rollout resume`. */
export const rolloutResume = changing(
  {
    name: 'resume',
    short: 'Resume a paused resource',
    long: 'Resume a paused resource.',
    examples: ['kubectl rollout resume deployment/web'],
  },
  'resumed',
  (info) => {
    if (info.resource.kind !== 'Deployment') {
      throw failed(`${quotedName(info)} resuming is not supported`)
    }
    const { paused, ...spec } = specIn(info.object)
    if (paused !== true) throw failed(`${quotedName(info)} is not paused`)
    return { ...info.object, spec }
  },
)

/** `kubectl rollout restart`. */
export const rolloutRestart = changing(
  {
    name: 'restart',
    short: 'Restart a resource',
    long: 'Restart a resource.\n\n Its Pods are replaced one after another, as by any rollout.',
    examples: [
      'kubectl rollout restart deployment/web',
      'kubectl rollout restart deployment --selector=app=web',
    ],
  },
  'restarted',
  async (info, call) => {
    const restarted = restart(info, call.world.now())
    if (Object.keys(await patchTo(call, info, restarted)).length > 0) return restarted
    throw failed(
      `failed to create patch for ${info.name}: if restart has already been triggered within the ` +
        'past second, please wait before attempting to trigger another',
    )
  },
)

function restart(info: Info, now: number): JsonObject {
  const { object, resource } = info
  if (!['Deployment', 'DaemonSet', 'StatefulSet'].includes(resource.kind)) {
    throw failed(`${quotedName(info)} restarting is not supported`)
  }
  const spec = specIn(object)
  if (own(spec, 'paused') === true) {
    throw failed(`${quotedName(info)} can't restart paused deployment (run rollout resume first)`)
  }
  const given = own(spec, 'template')
  const template = isObject(given) ? given : {}
  const metadata = metadataIn(template)
  const old = own(metadata, 'annotations')
  const restartedAt = `${new Date(now).toISOString().slice(0, 19)}Z`
  const annotations = {
    ...(isObject(old) ? old : {}),
    'kubectl.kubernetes.io/restartedAt': restartedAt,
  }
  return {
    ...object,
    spec: { ...spec, template: { ...template, metadata: { ...metadata, annotations } } },
  }
}
