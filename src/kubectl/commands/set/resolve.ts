import type { Call } from '../../command'
import { unbase64 } from '../../generators/encoding'
import { isObject, type JsonObject, own } from '../../json'
import { configMaps, secrets } from '../../resources/known'
import { pathTo } from '../../resources/naming'
import type { Info } from '../../resources/select'

/** What a variable's source holds; undefined when it is none that can be looked up here. */
export async function resolved(
  call: Call,
  info: Info,
  from: JsonObject,
): Promise<string | undefined> {
  const configMap = own(from, 'configMapKeyRef')
  const secret = own(from, 'secretKeyRef')
  const reference = isObject(configMap) ? configMap : secret
  if (!isObject(reference)) return fieldOf(info, from)
  const kind = isObject(configMap) ? configMaps : secrets
  const path = pathTo(kind, info.namespace, String(reference['name']))
  const data = own(await call.session.server.get(path), 'data')
  const value = isObject(data) ? own(data, String(reference['key'])) : undefined
  if (typeof value !== 'string') return undefined
  return kind === secrets ? unbase64(value) : value
}

function fieldOf({ object }: Info, from: JsonObject): string | undefined {
  const field = own(from, 'fieldRef')
  const path = isObject(field) ? own(field, 'fieldPath') : undefined
  if (typeof path !== 'string') return undefined
  let value: unknown = object
  for (const part of path.split('.')) value = isObject(value) ? own(value, part) : undefined
  return value === undefined ? undefined : String(value)
}
