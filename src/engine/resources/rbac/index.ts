import { ageColumn, column, createdColumn, nameColumn, wide } from '../columns'
import { defineResource, type ObjectFrom } from '../resource'
import { filled, mapShared, replaced } from '../sharing'
import {
  clusterRoleBinding as clusterRoleBindingSchema,
  clusterRole as clusterRoleSchema,
  RBAC,
  type RoleRef,
  roleBinding as roleBindingSchema,
  role as roleSchema,
  type Subject,
} from './schema'
import { checkBinding, checkRole } from './validate'

/** What may be done in a namespace. It is kept only: the simulated server lets everybody in. */
export type Role = ObjectFrom<'Role', typeof roleSchema.fields>
/** What may be done in the cluster. */
export type ClusterRole = ObjectFrom<'ClusterRole', typeof clusterRoleSchema.fields>
/** Who may do what a role says, in a namespace. */
export type RoleBinding = ObjectFrom<'RoleBinding', typeof roleBindingSchema.fields>
/** Who may do what a role says, in the cluster. */
export type ClusterRoleBinding = ObjectFrom<
  'ClusterRoleBinding',
  typeof clusterRoleBindingSchema.fields
>

const shared = {
  group: RBAC,
  version: 'v1',
  shortNames: [],
  categories: [],
  subresources: [],
  indexes: {},
  countsGenerations: false,
} as const

interface Bound {
  readonly roleRef: RoleRef
  readonly subjects?: readonly Subject[]
}

const defaultBinding = <Of extends Bound>(binding: Of): Of =>
  replaced(binding, {
    roleRef: filled(binding.roleRef ?? {}, { apiGroup: RBAC }),
    ...(binding.subjects && { subjects: mapShared(binding.subjects, defaultSubject) }),
  } as Partial<Of>)

const defaultSubject = (subject: Subject): Subject =>
  subject.kind === 'User' || subject.kind === 'Group'
    ? filled(subject, { apiGroup: RBAC })
    : subject

const named = ({ subjects = [] }: Bound, kind: string): string =>
  subjects
    .filter((each) => each.kind === kind)
    .map(({ name, namespace = '' }) => (kind === 'ServiceAccount' ? `${namespace}/${name}` : name))
    .join(', ')

/** Keeps Roles (rbac/v1). */
export const role = defineResource<Role>({
  ...shared,
  kind: 'Role',
  plural: 'roles',
  namespaced: true,
  schema: roleSchema,
  default: (object) => object,
  validate: (object, previous) => checkRole(object, previous, true),
  columns: [nameColumn, createdColumn],
})

/** Keeps ClusterRoles (rbac/v1). */
export const clusterRole = defineResource<ClusterRole>({
  ...shared,
  kind: 'ClusterRole',
  plural: 'clusterroles',
  namespaced: false,
  schema: clusterRoleSchema,
  default: (object) => object,
  validate: (object, previous) => checkRole(object, previous, false),
  columns: [nameColumn, createdColumn],
})

/** Keeps RoleBindings (rbac/v1). */
export const roleBinding = defineResource<RoleBinding>({
  ...shared,
  kind: 'RoleBinding',
  plural: 'rolebindings',
  namespaced: true,
  schema: roleBindingSchema,
  default: defaultBinding,
  validate: (object, previous) => checkBinding(object, previous, true),
  columns: [
    nameColumn,
    column('Role', ({ roleRef }) => `${roleRef.kind}/${roleRef.name}`),
    ageColumn,
    wide('Users', (object) => named(object, 'User')),
    wide('Groups', (object) => named(object, 'Group')),
    wide('ServiceAccounts', (object) => named(object, 'ServiceAccount')),
  ],
})

/** Keeps ClusterRoleBindings (rbac/v1). */
export const clusterRoleBinding = defineResource<ClusterRoleBinding>({
  ...shared,
  kind: 'ClusterRoleBinding',
  plural: 'clusterrolebindings',
  namespaced: false,
  schema: clusterRoleBindingSchema,
  default: defaultBinding,
  validate: (object, previous) => checkBinding(object, previous, false),
  columns: [
    nameColumn,
    column('Role', ({ roleRef }) => `${roleRef.kind}/${roleRef.name}`),
    ageColumn,
    wide('Users', (object) => named(object, 'User')),
    wide('Groups', (object) => named(object, 'Group')),
    wide('ServiceAccounts', (object) => named(object, 'ServiceAccount')),
  ],
})
