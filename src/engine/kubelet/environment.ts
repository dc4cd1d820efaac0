import { textOfBase64 } from '../api/base64'
import { milliOf, unitsOf } from '../api/quantity'
import type { Reader } from '../apiserver/reader'
import type { ConfigMap, Pod, Secret, Service } from '../resources'
import type { Container } from '../resources/pod/container'
import type { EnvVar } from '../resources/pod/environment'
import { expand } from './expansion'
import { ALLOCATABLE } from './node'
import { environmentOf, variableOf } from './service-variables'

type Variables = Readonly<Record<string, string>>
type Wrong = { readonly error: string }
type ValueFrom = NonNullable<EnvVar['valueFrom']>

/** What a container's environment is made from besides its own spec. */
export interface Surroundings {
  readonly reader: Reader
  readonly services: readonly Service[]
  readonly pod: Pod
  /** The Pod's own addresses, and its node's; of each the first is the usual one. */
  readonly podIPs: NonNullable<Pod['status']['podIPs']>
  readonly hostIPs: NonNullable<Pod['status']['hostIPs']>
}

/**
 * A container's environment: from ConfigMaps and Secrets, then its own variables, then those of
 * Services where no other has the name (pkg/kubelet/kubelet_pods.go, makeEnvironmentVariables).
 */
export function containerEnvironment(
  container: Container,
  given: Variables,
  around: Surroundings,
): { readonly environment: Variables } | Wrong {
  if (!container.env && !container.envFrom) {
    return { environment: environmentOf(given, around.services) }
  }
  const own: Record<string, string> = { ...given }
  const wrong = takeSources(own, container, around)
  if (wrong) return wrong
  const mapped = (name: string) => own[name] ?? variableOf(around.services, name)
  for (const variable of container.env ?? []) {
    const value = variableValue(variable, mapped, container, around)
    if (typeof value === 'object') return value
    if (value !== undefined) own[variable.name] = value
  }
  return { environment: environmentOf(own, around.services) }
}

const NAME = /^[^=]+$/

function takeSources(
  own: Record<string, string>,
  { envFrom = [] }: Container,
  { reader, pod }: Surroundings,
): Wrong | undefined {
  const namespace = pod.metadata.namespace ?? ''
  for (const { prefix = '', configMapRef, secretRef } of envFrom) {
    const { name = '', optional } = configMapRef ?? secretRef ?? {}
    const kind = configMapRef ? 'ConfigMap' : 'Secret'
    const object = reader.get(kind, namespace, name)
    if (!object && !optional) return { error: `${kind.toLowerCase()} "${name}" not found` }
    const data = object ? textsOf(object) : {}
    for (const key of Object.keys(data).sort()) {
      if (NAME.test(key)) own[prefix + key] = data[key] ?? ''
    }
  }
  return undefined
}

function textsOf(object: ConfigMap | Secret): Variables {
  const { data = {} } = object
  if (object.kind === 'ConfigMap') return data
  return Object.fromEntries(Object.keys(data).map((key) => [key, textOfBase64(data[key] ?? '')]))
}

function variableValue(
  { value = '', valueFrom }: EnvVar,
  mapped: (name: string) => string | undefined,
  container: Container,
  around: Surroundings,
): string | undefined | Wrong {
  if (!valueFrom) return expand(value, mapped)
  const { configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef } = valueFrom
  if (configMapKeyRef) return keyOf('ConfigMap', configMapKeyRef, around)
  if (secretKeyRef) return keyOf('Secret', secretKeyRef, around)
  if (fieldRef) return fieldOf(fieldRef.fieldPath, around)
  return resourceFieldRef ? resourceOf(resourceFieldRef, container, around) : ''
}

function keyOf(
  kind: 'ConfigMap' | 'Secret',
  reference: { readonly name?: string; readonly key: string; readonly optional?: boolean },
  { reader, pod }: Surroundings,
): string | undefined | Wrong {
  const { name = '', key, optional } = reference
  const namespace = pod.metadata.namespace ?? ''
  const object = reader.get(kind, namespace, name)
  const value = object && textsOf(object)[key]
  if (value !== undefined || optional) return value
  if (!object) return { error: `${kind.toLowerCase()} "${name}" not found` }
  return { error: `couldn't find key ${key} in ${kind} ${namespace}/${name}` }
}

/** A field of a Pod, as the downward API names it. */
export function fieldOf(
  path: string,
  { pod, podIPs, hostIPs }: Pick<Surroundings, 'pod' | 'podIPs' | 'hostIPs'>,
): string {
  const { metadata, spec } = pod
  const key = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(path)
  if (key) return metadata[key[1] as 'labels' | 'annotations']?.[key[2] ?? ''] ?? ''
  const fields: Variables = {
    'metadata.name': metadata.name,
    'metadata.namespace': metadata.namespace ?? '',
    'metadata.uid': metadata.uid,
    'spec.nodeName': spec.nodeName ?? '',
    'spec.serviceAccountName': spec.serviceAccountName ?? '',
    'status.hostIP': hostIPs[0]?.ip ?? '',
    'status.hostIPs': hostIPs.map(({ ip }) => ip).join(','),
    'status.podIP': podIPs[0]?.ip ?? '',
    'status.podIPs': podIPs.map(({ ip }) => ip).join(','),
  }
  return fields[path] ?? ''
}

const AVAILABLE: Variables = ALLOCATABLE

// What a container may use in units of the divisor: its limit, else all that the node has for Pods.
function resourceOf(
  { resource, containerName, divisor }: NonNullable<ValueFrom['resourceFieldRef']>,
  container: Container,
  { pod }: Surroundings,
): string {
  const [which = '', name = ''] = resource.split('.')
  const { containers, initContainers = [] } = pod.spec
  const named = [...containers, ...initContainers].find((each) => each.name === containerName)
  const { limits, requests } = (named ?? container).resources
  const amount = which === 'limits' ? (limits?.[name] ?? AVAILABLE[name]) : requests?.[name]
  const measure = name === 'cpu' ? milliOf : unitsOf
  return String(Math.ceil(measure(amount ?? '0') / (measure(divisor) || measure('1'))))
}
