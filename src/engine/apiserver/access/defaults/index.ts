import { sameJson } from '../../../api/equality'
import type { KubeObject, Labels } from '../../../api/object'
import { type ClusterRole, resourceOf } from '../../../resources'
import { RBAC } from '../../../resources/rbac/schema'
import type { Resource } from '../../../resources/resource'
import { remembered } from '../../../resources/sharing'
import { timestamp } from '../../../sim'
import { fixedUid } from '../../naming'
import { listed, put, type Store } from '../../store'
import { type Bound, bindings, broughtBindings } from './bindings'
import { controllers } from './controllers'
import { rulesOf } from './notation'
import { people } from './people'
import { brought, system } from './system'

type Rules = NonNullable<ClusterRole['rules']>

/** Who was there first: an object without the server's part of its metadata. */
interface Default {
  readonly name: string
  readonly labels?: Labels
  readonly isKept: boolean
  readonly content: object
}

const MARK = 'kubernetes.io/bootstrapping'
const KEPT = { [MARK]: 'rbac-defaults' }
const AGGREGATED = 'rbac.authorization.k8s.io/aggregate-to-'

/**
 * The store with the roles, or the bindings, that the API server makes sure of when it starts. They
 * are put into the store itself only when one of them, or another of their kind, is written: most
 * clusters never see that, and keep nothing of them.
 */
export function withDefaults(store: Store, resource: Resource, epoch: number): Store {
  const all = defaultsOf[resource.kind]
  if (!all || isThere(store, resource)) return store
  const creationTimestamp = timestamp(epoch, 0)
  const apiVersion = `${RBAC}/v1`
  const { kind } = resource
  let whole = store
  for (const [index, { content, isKept, labels, name }] of all().entries()) {
    const metadata = {
      name,
      uid: fixedUid(`${kind}/${name}`),
      resourceVersion: '',
      creationTimestamp,
      ...(labels && { labels }),
      ...(isKept && { annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'true' } }),
    }
    const object: KubeObject = { apiVersion, kind, metadata, ...content }
    whole = put({ ...whole, revision: FIRST + index }, resource, object).store
  }
  // They have been there from the beginning: nobody hears that they come.
  return { ...whole, revision: store.revision, changes: store.changes }
}

// The server makes them when there is hardly anything else.
const FIRST = 40

const isThere = (store: Store, { plural }: Resource): boolean =>
  listed(store, plural, '').some(({ metadata }) => metadata.labels?.[MARK] !== undefined)

// A role that is put together has each rule once (clusterroleaggregation).
function together(...parts: readonly Rules[]): Rules {
  const all: Rules[number][] = []
  for (const rule of parts.flat()) {
    if (!all.some((each) => sameJson(each, rule))) all.push(rule)
  }
  return all
}

const partOf = (to: string): Rules => rulesOf(...(people[`system:aggregate-to-${to}`] ?? []))

function aggregated(): readonly Default[] {
  const view = together(partOf('view'))
  const edit = together(partOf('edit'), view)
  const admin = together(edit, partOf('admin'))
  const role = (name: string, rules: Rules, upTo?: string): Default => ({
    name,
    labels: { ...KEPT, ...(upTo && { [AGGREGATED + upTo]: 'true' }) },
    isKept: true,
    content: {
      aggregationRule: {
        clusterRoleSelectors: [{ matchLabels: { [AGGREGATED + name]: 'true' } }],
      },
      rules,
    },
  })
  return [role('admin', admin), role('edit', edit, 'admin'), role('view', view, 'edit')]
}

const clusterRoles = (): readonly Default[] => [
  ...aggregated(),
  ...Object.entries(people).map(([name, lines]) => {
    const to = name.slice('system:aggregate-to-'.length)
    return { ...roleOf(name, lines), labels: { ...KEPT, [AGGREGATED + to]: 'true' } }
  }),
  ...Object.entries(system).map(([name, lines]) => roleOf(name, lines)),
  ...Object.entries(controllers).map(([name, lines]) => roleOf(controllerRole(name), lines)),
  ...Object.entries(brought).map(([name, lines]) => ({
    name,
    isKept: false,
    content: { rules: rulesOf(...lines) },
  })),
]

const controllerRole = (name: string): string => `system:controller:${name}`

const roleOf = (name: string, lines: readonly string[]): Default => ({
  name,
  labels: KEPT,
  isKept: true,
  content: { rules: rulesOf(...lines) },
})

const clusterRoleBindings = (): readonly Default[] => [
  ...bindings.map((each) => bindingOf(each, true)),
  ...Object.keys(controllers).map((name) => {
    const role = controllerRole(name)
    return bindingOf([role, role, ['ServiceAccount', name]], true)
  }),
  ...broughtBindings.map((each) => bindingOf(each, false)),
]

function bindingOf([name, role, ...whom]: Bound, isKept: boolean): Default {
  const subjects = whom.map(([kind, subject]) =>
    kind === 'ServiceAccount'
      ? { kind, name: subject, namespace: 'kube-system' }
      : { apiGroup: RBAC, kind, name: subject },
  )
  const roleRef = { apiGroup: RBAC, kind: 'ClusterRole', name: role }
  return {
    name,
    ...(isKept && { labels: KEPT }),
    isKept,
    content: { roleRef, ...(subjects.length > 0 && { subjects }) },
  }
}

const defaultsOf: Readonly<Record<string, () => readonly Default[]>> = {
  ClusterRole: clusterRoles,
  ClusterRoleBinding: clusterRoleBindings,
}

/** The store as who decides over access sees it, made once for all requests between two writes. */
export const withRoles = remembered(
  (store: Store): Store =>
    withDefaults(
      withDefaults(store, resourceOf('ClusterRole'), 0),
      resourceOf('ClusterRoleBinding'),
      0,
    ),
)
