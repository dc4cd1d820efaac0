import type { KubeObject } from '../../api/object'
import { isObject } from './shape'

const ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration'

/** What kubectl has applied to an object by itself, when it has. */
export function lastAppliedIn({ metadata }: KubeObject): KubeObject | undefined {
  const text = metadata.annotations?.[ANNOTATION]
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) && isObject(value['metadata'])
      ? (value as object as KubeObject)
      : undefined
  } catch {
    return undefined
  }
}

/** An object whose annotation says what has been applied last (lastappliedupdater.go). */
export function withLastApplied(object: KubeObject, configuration: KubeObject): KubeObject {
  const { annotations } = object.metadata
  const text = `${JSON.stringify(inOrder(configuration))}\n`
  return {
    ...object,
    metadata: { ...object.metadata, annotations: { ...annotations, [ANNOTATION]: text } },
  }
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (!isObject(value)) return value
  const names = Object.keys(value).sort()
  return Object.fromEntries(names.map((name) => [name, inOrder(value[name])]))
}
