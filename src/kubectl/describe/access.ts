import type { JsonObject } from '../json'
import { listAt, mapAt, textAt, textsAt } from './fields'
import { describeLabels } from './heading'
import { Description } from './writer'

/** One verb list on one resource or path, as rules are shown. */
interface Rule {
  readonly resource: string
  readonly paths: readonly string[]
  readonly names: readonly string[]
  readonly verbs: readonly string[]
  readonly order: string
}

const list = (texts: readonly string[]): string => `[${texts.join(' ')}]`

/** The rules of a role or a review, one a resource or a path, in kubectl's order. */
export function rulesOf(rules: readonly JsonObject[]): readonly Rule[] {
  return rules.flatMap(apart).sort((one, other) => (one.order < other.order ? -1 : 1))
}

function apart(rule: JsonObject): readonly Rule[] {
  const verbs = textsAt(rule, 'verbs')
  const names = textsAt(rule, 'resourceNames')
  const order = (group: string, resource: string, path: string) =>
    `Verbs:${list(verbs)},APIGroups:[${group}],Resources:[${resource}],` +
    `ResourceNames:${list(names)},NonResourceURLs:[${path}]`
  const resources = textsAt(rule, 'resources').flatMap((resource) =>
    textsAt(rule, 'apiGroups').map((group) => ({
      resource: withGroup(resource, group),
      paths: [],
      names,
      verbs,
      order: order(group, resource, ''),
    })),
  )
  const paths = textsAt(rule, 'nonResourceURLs').map((path) => ({
    resource: '',
    paths: [path],
    names,
    verbs,
    order: order('', '', path),
  }))
  return [...resources, ...paths]
}

function withGroup(resource: string, group: string): string {
  const [plural = '', subresource] = resource.split('/')
  const named = group === '' ? plural : `${plural}.${group}`
  return subresource === undefined ? named : `${named}/${subresource}`
}

/** A rule as cells of a line. */
export const ruleCells = ({ names, paths, resource, verbs }: Rule): string =>
  [resource, list(paths), list(names), list(verbs)].join('\t')

/** Describes a Role or a ClusterRole. */
export async function describeRole(role: JsonObject): Promise<string> {
  const out = new Description()
  out.line(0, `Name:\t${textAt(role, 'metadata', 'name')}`)
  describeLabels(out, role)
  out.line(0, 'PolicyRule:')
  out.line(1, 'Resources\tNon-Resource URLs\tResource Names\tVerbs')
  out.line(1, '---------\t-----------------\t--------------\t-----')
  for (const rule of rulesOf(listAt(role, 'rules'))) out.line(1, ruleCells(rule))
  return out.text()
}

/** Describes a RoleBinding or a ClusterRoleBinding. */
export async function describeBinding(binding: JsonObject): Promise<string> {
  const out = new Description()
  const role = mapAt(binding, 'roleRef')
  out.line(0, `Name:\t${textAt(binding, 'metadata', 'name')}`)
  describeLabels(out, binding)
  out.line(0, 'Role:')
  out.line(1, `Kind:\t${textAt(role, 'kind')}`)
  out.line(1, `Name:\t${textAt(role, 'name')}`)
  out.line(0, 'Subjects:')
  out.line(1, 'Kind\tName\tNamespace')
  out.line(1, '----\t----\t---------')
  for (const each of listAt(binding, 'subjects')) {
    out.line(1, ['kind', 'name', 'namespace'].map((key) => textAt(each, key)).join('\t'))
  }
  return out.text()
}
