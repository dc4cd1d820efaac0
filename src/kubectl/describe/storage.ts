import type { JsonObject } from '../json'
import { itemsOf } from '../resources/select'
import { type Context, describeEvents } from './events'
import { listAt, mapAt, textAt, textsAt } from './fields'
import { describeLabels, describeName } from './heading'
import { canonical } from './quantity'
import { Description } from './writer'

const shortModes: Readonly<Record<string, string>> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
}

/** Access modes in short, separated by commas. */
export const accessModes = (modes: readonly string[]): string =>
  modes.map((mode) => shortModes[mode] ?? mode).join(',')

/** Describes a PersistentVolumeClaim, and which Pods use it. */
export async function describeClaim(claim: JsonObject, context: Context): Promise<string> {
  const out = new Description()
  const volume = textAt(claim, 'spec', 'volumeName')
  describeName(out, claim)
  out.line(0, `StorageClass:\t${textAt(claim, 'spec', 'storageClassName')}`)
  const leaves = textAt(claim, 'metadata', 'deletionTimestamp') !== ''
  out.line(0, `Status:\t${leaves ? 'Terminating' : textAt(claim, 'status', 'phase')}`)
  out.line(0, `Volume:\t${volume}`)
  describeLabels(out, claim)
  out.line(0, `Finalizers:\t[${textsAt(claim, 'metadata', 'finalizers').join(' ')}]`)
  const modes = accessModes(textsAt(claim, 'status', 'accessModes'))
  const capacity = canonical(textAt(claim, 'status', 'capacity', 'storage'))
  out.line(0, `Capacity:\t${volume === '' ? '' : capacity}`)
  out.line(0, `Access Modes:\t${volume === '' ? '' : modes}`)
  out.line(0, `VolumeMode:\t${textAt(claim, 'spec', 'volumeMode')}`)
  const users = await usersOf(claim, context)
  out.line(0, `Used By:\t${users[0] ?? '<none>'}`)
  for (const user of users.slice(1)) out.line(0, `\t${user}`)
  await describeEvents(out, claim, context)
  return out.text()
}

async function usersOf(claim: JsonObject, { call }: Context): Promise<readonly string[]> {
  const name = textAt(claim, 'metadata', 'name')
  const path = `/api/v1/namespaces/${textAt(claim, 'metadata', 'namespace')}/pods`
  return itemsOf(await call.session.server.get(path, { limit: '500' }))
    .filter((pod) =>
      listAt(pod, 'spec', 'volumes').some(
        (each) => textAt(each, 'persistentVolumeClaim', 'claimName') === name,
      ),
    )
    .map((pod) => textAt(pod, 'metadata', 'name'))
}

const bounds = ['min', 'max', 'defaultRequest', 'default', 'maxLimitRequestRatio'] as const

/** The table of a LimitRange; within a Namespace each line begins with `indent`. */
export function limitLines(out: Description, range: JsonObject, indent: string): void {
  out.line(
    0,
    `${indent}Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\t` +
      'Max Limit/Request Ratio',
  )
  out.line(
    0,
    `${indent}----\t--------\t---\t---\t---------------\t-------------\t` +
      '-----------------------',
  )
  for (const limit of listAt(range, 'spec', 'limits')) {
    const names = new Set(bounds.flatMap((bound) => Object.keys(mapAt(limit, bound))))
    for (const name of [...names].sort()) {
      const cells = bounds.map((bound) => canonical(textAt(limit, bound, name)) || '-')
      out.line(0, `${indent}${[textAt(limit, 'type'), name, ...cells].join('\t')}`)
    }
  }
}

/** Describes a LimitRange. */
export async function describeLimitRange(range: JsonObject): Promise<string> {
  const out = new Description()
  describeName(out, range)
  limitLines(out, range, '')
  return out.text()
}
