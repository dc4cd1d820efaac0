import { sameJson } from '../../api/equality'
import {
  type FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from '../../api/field-error'
import { dns1123Subdomain } from '../../api/names'
import type { ObjectMeta } from '../../api/object'
import { checkText, type Report } from '../checks'
import { checkMetadata, type Naming } from '../metadata'
import { type PolicyRule, RBAC, type RoleRef, type Subject } from './schema'

// Names of roles may have colons: they are what a path can hold (ValidatePathSegmentName).
function segment(name: string): readonly string[] {
  if (name === '.' || name === '..') return [`may not be '${name}'`]
  return ['/', '%'].filter((each) => name.includes(each)).map((each) => `may not contain '${each}'`)
}

const naming = (namespaced: boolean): Naming => ({ rule: segment, namespaced })

interface RoleLike {
  readonly metadata: ObjectMeta
  readonly rules?: readonly PolicyRule[]
}

/** Everything wrong with a role (apis/rbac/validation, ValidateRole). */
export function checkRole(
  { metadata, rules = [] }: RoleLike,
  previous: RoleLike | undefined,
  namespaced: boolean,
): readonly FieldError[] {
  const report: FieldError[] = []
  checkMetadata(report, metadata, naming(namespaced), previous?.metadata)
  for (const [index, rule] of rules.entries()) {
    checkRule(report, `rules[${index}]`, { rule, namespaced })
  }
  return report
}

function checkRule(
  report: Report,
  field: string,
  { namespaced, rule }: { readonly namespaced: boolean; readonly rule: PolicyRule },
): void {
  const { apiGroups = [], nonResourceURLs = [], resourceNames = [], resources = [], verbs } = rule
  if ((verbs ?? []).length === 0) {
    report.push(required(`${field}.verbs`, 'verbs must contain at least one value'))
  }
  if (nonResourceURLs.length > 0) {
    if (namespaced) {
      const detail = 'namespaced rules cannot apply to non-resource URLs'
      report.push(invalid(`${field}.nonResourceURLs`, nonResourceURLs, detail))
    }
    if (apiGroups.length > 0 || resources.length > 0 || resourceNames.length > 0) {
      const detail = 'rules cannot apply to both regular resources and non-resource URLs'
      report.push(invalid(`${field}.nonResourceURLs`, nonResourceURLs, detail))
    }
    return
  }
  if (apiGroups.length === 0) {
    const detail = 'resource rules must supply at least one api group'
    report.push(required(`${field}.apiGroups`, detail))
  }
  if (resources.length === 0) {
    const detail = 'resource rules must supply at least one resource'
    report.push(required(`${field}.resources`, detail))
  }
}

interface BindingLike {
  readonly metadata: ObjectMeta
  readonly roleRef: RoleRef
  readonly subjects?: readonly Subject[]
}

/** Everything wrong with a binding (apis/rbac/validation, ValidateRoleBinding). */
export function checkBinding(
  { metadata, roleRef, subjects = [] }: BindingLike,
  previous: BindingLike | undefined,
  namespaced: boolean,
): readonly FieldError[] {
  const report: FieldError[] = []
  checkMetadata(report, metadata, naming(namespaced), previous?.metadata)
  const { apiGroup, kind, name } = roleRef
  if (apiGroup !== RBAC) report.push(notSupported('roleRef.apiGroup', apiGroup, [RBAC]))
  const kinds = namespaced ? ['Role', 'ClusterRole'] : ['ClusterRole']
  if (!kinds.includes(kind)) report.push(notSupported('roleRef.kind', kind, kinds))
  if (!name) report.push(required('roleRef.name'))
  else checkText(report, 'roleRef.name', name, segment)
  for (const [index, subject] of subjects.entries()) {
    checkSubject(report, `subjects[${index}]`, { subject, namespaced })
  }
  if (previous && !sameJson(roleRef, previous.roleRef)) {
    const shown = { APIGroup: apiGroup, Kind: kind, Name: name }
    report.push(invalid('roleRef', shown, 'cannot change roleRef'))
  }
  return report
}

const SUBJECTS = ['ServiceAccount', 'User', 'Group'] as const

function checkSubject(
  report: Report,
  field: string,
  { namespaced, subject }: { readonly namespaced: boolean; readonly subject: Subject },
): void {
  const { apiGroup = '', kind, name, namespace } = subject
  if (!name) report.push(required(`${field}.name`))
  if (kind === 'ServiceAccount') {
    if (name) checkText(report, `${field}.name`, name, dns1123Subdomain)
    if (apiGroup !== '') report.push(notSupported(`${field}.apiGroup`, apiGroup, ['']))
    if (!namespaced && !namespace) report.push(required(`${field}.namespace`))
  } else if (kind === 'User' || kind === 'Group') {
    if (apiGroup !== RBAC) report.push(notSupported(`${field}.apiGroup`, apiGroup, [RBAC]))
    if (namespace) {
      report.push(forbiddenField(`${field}.namespace`, 'may not be set for this kind of subject'))
    }
  } else report.push(notSupported(`${field}.kind`, kind, SUBJECTS))
}
