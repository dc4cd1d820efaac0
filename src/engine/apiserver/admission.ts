import type { KubeObject, ObjectKey } from '../api/object'
import { forbidden, notFound } from '../api/status'
import { type ObjectOf, resourceOf } from '../resources'
import { isMirror } from '../resources/pod/mirror'
import type { Resource } from '../resources/resource'
import { remembered } from '../resources/sharing'
import type { Draft } from './action'
import { checkOnlyDefault, LOWER, priorityOf, withDefaultClass } from './default-classes'
import type { ServerEnvironment } from './environment'
import { flat, randomSuffix } from './naming'
import { find, type Store } from './store'

type Pod = ObjectOf<'Pod'>
type PodSpec = Pod['spec']

/** Admits what is to be created, or refuses it (plugin/pkg/admission). */
export function admit(store: Store, resource: Resource, draft: Draft): void {
  if (draft.kind === 'PriorityClass') checkOnlyDefault(store, resource, draft)
  if (!resource.namespaced) return
  const namespace = draft.metadata.namespace ?? 'default'
  const namespaces = resourceOf('Namespace')
  if (!find(store, namespaces.plural, '', namespace)) throw notFound(namespaces, namespace)
  // A name that is generated is not known yet.
  const name = draft.metadata.name || (draft.metadata.generateName ?? '')
  checkNotTerminating(store, resource, { namespace, name })
  if (draft.kind === 'Pod' && !isMirror(draft)) checkAccount(store, resource, draft as Draft<Pod>)
}

/** Admits a change to what is there, or refuses it. */
export function admitUpdate(store: Store, resource: Resource, object: KubeObject): void {
  if (object.kind === 'PriorityClass') checkOnlyDefault(store, resource, object)
}

/** Nothing new comes into a namespace that is to go (namespace/lifecycle). */
export function checkNotTerminating(
  store: Store,
  resource: Resource,
  { namespace, name }: ObjectKey,
): void {
  const { plural } = resourceOf('Namespace')
  if (!find(store, plural, '', namespace)?.metadata.deletionTimestamp) return
  const cause = {
    reason: 'NamespaceTerminating',
    message: `namespace ${namespace} is being terminated`,
    field: 'metadata.namespace',
  }
  const why = `unable to create new content in namespace ${namespace}`
  throw forbidden(resource, name, `${why} because it is being terminated`, [cause])
}

// A namespace's own account comes a moment after it: what is applied with the namespace, at one
// instant, does not have to wait for it here.
function checkAccount(store: Store, resource: Resource, { metadata, spec }: Draft<Pod>): void {
  const account = spec?.serviceAccountName || spec?.serviceAccount || 'default'
  const { name = '', generateName = '', namespace = 'default' } = metadata
  const { plural } = resourceOf('ServiceAccount')
  if (account === 'default' || find(store, plural, namespace, account)) return
  const why =
    `error looking up service account ${namespace}/${account}: ` +
    `serviceaccount "${account}" not found`
  throw forbidden(resource, name || generateName, why)
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
export const completed = (store: Store, object: KubeObject, env: ServerEnvironment): KubeObject =>
  object.kind === 'Pod' ? completedPod(store, object as Pod, env) : withDefaultClass(store, object)

function completedPod(store: Store, given: Pod, env: ServerEnvironment): Pod {
  const urgency = priorityOf(store, given)
  const pod = urgency ? { ...given, spec: { ...given.spec, ...urgency } } : given
  // What comes from a file of its node has no account.
  if (isMirror(pod)) return pod
  const spec = completedSpec(pod.spec)
  if (spec.automountServiceAccountToken === false) return { ...pod, spec }
  const base = pod.metadata.generateName ?? pod.metadata.name
  const suffix = randomSuffix(env.streams(`token/${pod.metadata.namespace}/${base}`))
  return { ...pod, spec: withToken(spec, flat('kube-api-access-', suffix)) }
}

// The Pods of one template share it, as it is before each has a volume of its own.
const completedSpec = remembered((spec: PodSpec): PodSpec => {
  const account = spec.serviceAccountName ?? 'default'
  return Object.assign({}, spec, {
    serviceAccountName: account,
    serviceAccount: account,
    priority: spec.priority ?? 0,
    preemptionPolicy: spec.preemptionPolicy ?? LOWER,
    tolerations: tolerationsOf(spec),
  })
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

type Container = PodSpec['containers'][number]

// What each Pod gets of its own has its place in this already (`Object.assign`: see `managed`).
const roomy = remembered((spec: PodSpec): PodSpec => {
  const room = (container: Container): Container => {
    const { volumeMounts = [] } = container
    return Object.assign({}, container, { volumeMounts })
  }
  const { containers, initContainers, volumes = [] } = spec
  const all = Object.assign({}, spec, { containers: containers.map(room), volumes })
  return initContainers ? { ...all, initContainers: initContainers.map(room) } : all
})

function withToken(spec: PodSpec, name: string): PodSpec {
  const mount = { name, readOnly: true, mountPath: TOKEN_PATH }
  const mounted = (container: Container): Container => {
    const { volumeMounts: own = [] } = container
    const hasOwn = own.some(({ mountPath }) => mountPath === TOKEN_PATH)
    return hasOwn ? container : { ...container, volumeMounts: own.concat(mount) }
  }
  const complete: { -readonly [Field in keyof PodSpec]: PodSpec[Field] } = { ...roomy(spec) }
  const { containers, initContainers, volumes = [] } = complete
  complete.containers = containers.map(mounted)
  if (initContainers) complete.initContainers = initContainers.map(mounted)
  complete.volumes = volumes.concat({ name, projected: TOKEN_SOURCES })
  return complete
}
