import type { ApiRequest } from '../../api/request'

/** Who sends a request. */
export interface User {
  readonly username: string
  readonly groups: readonly string[]
}

/** Whoever holds the administrator's kubeconfig, as kubeadm writes it. */
const administrator: User = {
  username: 'kubernetes-admin',
  groups: ['kubeadm:cluster-admins', 'system:authenticated'],
}

const AUTHENTICATED = 'system:authenticated'

/** Who sends a request: the administrator, or who the administrator is taken for (`--as`). */
export function userOf({ headers = {} }: ApiRequest): User {
  const username = headers['impersonate-user']
  if (username === undefined) return administrator
  const asked = (headers['impersonate-group'] ?? '').split(/,\s*/).filter((each) => each !== '')
  const groups = asked.length > 0 ? asked : groupsOf(username)
  return { username, groups: [...new Set([...groups, AUTHENTICATED])] }
}

/** The groups that a service account is in by its name. */
export function groupsOf(username: string): readonly string[] {
  const [, namespace] = /^system:serviceaccount:([^:]+):[^:]+$/.exec(username) ?? []
  if (namespace === undefined) return []
  return ['system:serviceaccounts', `system:serviceaccounts:${namespace}`]
}
