import type { ClusterRoleBinding, RoleBinding } from '../../resources'
import type { PolicyRule } from '../../resources/rbac/schema'
import { readerOf } from '../reader'
import type { Store } from '../store'
import { withRoles } from './defaults'
import type { User } from './user'

/** Rules that a user has, and by which binding. */
export interface Grant {
  readonly rules: readonly PolicyRule[]
  readonly why: string
}

function allowedBy(
  binding: string,
  { role, whom }: { readonly role: string; readonly whom: string },
) {
  return `RBAC: allowed by ${binding} of ${role} to ${whom}`
}

/** All that a user has in a namespace, or, without one, in the whole cluster. */
export function grantsOf(store: Store, user: User, namespace: string): readonly Grant[] {
  const seen = withRoles(store)
  const reader = readerOf(seen)
  const local = namespace === '' ? [] : reader.list('RoleBinding', namespace)
  return [...reader.list('ClusterRoleBinding'), ...local].flatMap((binding) =>
    grantBy(seen, binding, user),
  )
}

function grantBy(
  store: Store,
  { kind, metadata, roleRef, subjects = [] }: ClusterRoleBinding | RoleBinding,
  user: User,
): readonly Grant[] {
  const subject = subjects.find((each) => isMeant(each, user, metadata.namespace))
  if (!subject) return []
  const { namespace = '' } = metadata
  const reader = readerOf(store)
  const role =
    roleRef.kind === 'Role'
      ? reader.get('Role', namespace, roleRef.name)
      : reader.get('ClusterRole', '', roleRef.name)
  const name = namespace === '' ? metadata.name : `${metadata.name}/${namespace}`
  const whom =
    subject.kind === 'ServiceAccount'
      ? `${subject.name}/${subject.namespace ?? namespace}`
      : subject.name
  const why = allowedBy(`${kind} "${name}"`, {
    role: `${roleRef.kind} "${roleRef.name}"`,
    whom: `${subject.kind} "${whom}"`,
  })
  return [{ why, rules: role?.rules ?? [] }]
}

type Subject = NonNullable<RoleBinding['subjects']>[number]

function isMeant(subject: Subject, { groups, username }: User, namespace = ''): boolean {
  const { kind, name } = subject
  if (kind === 'User') return name === username
  if (kind === 'Group') return groups.includes(name)
  return username === `system:serviceaccount:${subject.namespace ?? namespace}:${name}`
}
