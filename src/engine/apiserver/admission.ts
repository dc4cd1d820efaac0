import type { KubeObject } from '../api/object'
import { failure, notFound } from '../api/status'
import { type ObjectOf, resourceOf } from '../resources'
import type { Resource } from '../resources/resource'
import { remembered } from '../resources/sharing'
import type { ServerEnvironment } from './environment'
import { flat, randomSuffix } from './naming'
import { find, type Store } from './store'

type Pod = ObjectOf<'Pod'>
type PodSpec = Pod['spec']
type Namespace = ObjectOf<'Namespace'>

/** Admits what is created only where its namespace is there to stay (namespace/lifecycle). */
export function checkNamespace(store: Store, resource: Resource, object: KubeObject): void {
  if (!resource.namespaced) return
  const name = object.metadata.namespace ?? ''
  const namespaces = resourceOf('Namespace')
  const namespace = find(store, namespaces.plural, '', name) as Namespace | undefined
  if (!namespace) throw notFound(namespaces, name)
  if (!namespace.metadata.deletionTimestamp || resource.kind === 'Event') return
  const { group, plural } = resource
  const qualified = group === '' ? plural : `${plural}.${group}`
  throw failure(
    403,
    'Forbidden',
    `${qualified} "${object.metadata.name}" is forbidden: unable to create new content in ` +
      `namespace ${name} because it is being terminated`,
    {
      name: object.metadata.name,
      ...(group === '' ? {} : { group }),
      kind: plural,
      causes: [
        {
          reason: 'NamespaceTerminating',
          message: `namespace ${name} is being terminated`,
          field: 'metadata.namespace',
        },
      ],
    },
  )
}

const TOKEN_PATH = '/var/run/secrets/kubernetes.io/serviceaccount'

// One value for all Pods: what differs is only the volume's name.
const TOKEN_SOURCES = {
  defaultMode: 420,
  sources: [
    { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
    { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
    {
      downwardAPI: {
        items: [
          { path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } },
        ],
      },
    },
  ],
} as const

const toleration = (key: string) =>
  ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }) as const
const NOT_READY = toleration('node.kubernetes.io/not-ready')
const UNREACHABLE = toleration('node.kubernetes.io/unreachable')
const BOTH_TOLERATIONS = [NOT_READY, UNREACHABLE] as const

/**
 * Gives a Pod what every Pod gets (plugin/pkg/admission: serviceaccount, defaulttolerationseconds,
 * priority). It cannot become wrong by that, so it is checked before.
 */
export const completed = (object: KubeObject, env: ServerEnvironment): KubeObject =>
  object.kind === 'Pod' ? completedPod(object as Pod, env) : object

function completedPod(pod: Pod, env: ServerEnvironment): Pod {
  const spec = completedSpec(pod.spec)
  if (spec.automountServiceAccountToken === false) return { ...pod, spec }
  const base = pod.metadata.generateName ?? pod.metadata.name
  const suffix = randomSuffix(env.streams(`token/${pod.metadata.namespace}/${base}`))
  return { ...pod, spec: withToken(spec, flat('kube-api-access-', suffix)) }
}

// The Pods of one template share it, as it is before each has a volume of its own.
const completedSpec = remembered((spec: PodSpec): PodSpec => {
  const account = spec.serviceAccountName ?? 'default'
  return {
    ...spec,
    serviceAccountName: account,
    serviceAccount: account,
    priority: spec.priority ?? 0,
    preemptionPolicy: spec.preemptionPolicy ?? 'PreemptLowerPriority',
    tolerations: tolerationsOf(spec),
  }
})

function tolerationsOf(spec: PodSpec): NonNullable<PodSpec['tolerations']> {
  const given = spec.tolerations ?? []
  if (given.length === 0) return BOTH_TOLERATIONS
  const covers = (key: string): boolean =>
    given.some(
      (each) => (each.key === key || !each.key) && (!each.effect || each.effect === 'NoExecute'),
    )
  return [
    ...given,
    ...(covers(NOT_READY.key) ? [] : [NOT_READY]),
    ...(covers(UNREACHABLE.key) ? [] : [UNREACHABLE]),
  ]
}

function withToken(spec: PodSpec, name: string): PodSpec {
  const mount = { name, readOnly: true, mountPath: TOKEN_PATH }
  const mounted = (container: PodSpec['containers'][number]) => {
    const { volumeMounts: own = [] } = container
    const hasOwn = own.some(({ mountPath }) => mountPath === TOKEN_PATH)
    return hasOwn ? container : { ...container, volumeMounts: own.concat(mount) }
  }
  const { containers, initContainers, volumes = [] } = spec
  const complete: { -readonly [Field in keyof PodSpec]: PodSpec[Field] } = { ...spec }
  complete.containers = containers.map(mounted)
  if (initContainers) complete.initContainers = initContainers.map(mounted)
  complete.volumes = volumes.concat({ name, projected: TOKEN_SOURCES })
  return complete
}
