import type { PolicyRule } from '../../resources/rbac/schema'
import type { Store } from '../store'
import { grantsOf } from './rules'
import type { User } from './user'

/** What somebody wants to do. */
export type Attempt =
  | {
      readonly verb: string
      readonly group: string
      readonly resource: string
      readonly subresource: string
      readonly namespace: string
      readonly name: string
    }
  | { readonly verb: string; readonly path: string }

/** Why a user may do something; undefined when nothing allows it (plugin/pkg/auth/rbac). */
export function whyAllowed(store: Store, user: User, attempt: Attempt): string | undefined {
  const namespace = 'path' in attempt ? '' : attempt.namespace
  return grantsOf(store, user, namespace).find(({ rules }) =>
    rules.some((rule) => covers(rule, attempt)),
  )?.why
}

const hasOne = (all: readonly string[] | undefined, wanted: string): boolean =>
  all !== undefined && (all.includes('*') || all.includes(wanted))

function covers(rule: PolicyRule, attempt: Attempt): boolean {
  if (!hasOne(rule.verbs, attempt.verb)) return false
  if ('path' in attempt) return (rule.nonResourceURLs ?? []).some((url) => leads(url, attempt.path))
  const { group, name, resource, subresource } = attempt
  const { resourceNames = [], resources = [] } = rule
  const whole = subresource === '' ? resource : `${resource}/${subresource}`
  const isMeant =
    hasOne(resources, whole) || (subresource !== '' && resources.includes(`*/${subresource}`))
  const isNamed = resourceNames.length === 0 || resourceNames.includes(name)
  return isMeant && isNamed && hasOne(rule.apiGroups, group)
}

const leads = (url: string, path: string): boolean =>
  url === path || (url.endsWith('*') && path.startsWith(url.slice(0, -1)))
