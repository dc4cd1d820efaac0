import type { PolicyRule } from '../../../resources/rbac/schema'

const VERBS: Readonly<Record<string, string>> = {
  READ: 'get,list,watch',
  SEE: 'list,watch',
  WRITE: 'create,delete,deletecollection,patch,update',
  ALL: 'create,delete,deletecollection,get,list,patch,update,watch',
}

const GROUPS: Readonly<Record<string, string>> = {
  core: '',
  admissionregistration: 'admissionregistration.k8s.io',
  authentication: 'authentication.k8s.io',
  authorization: 'authorization.k8s.io',
  certificates: 'certificates.k8s.io',
  coordination: 'coordination.k8s.io',
  discovery: 'discovery.k8s.io',
  events: 'events.k8s.io',
  networking: 'networking.k8s.io',
  node: 'node.k8s.io',
  rbac: 'rbac.authorization.k8s.io',
  resource: 'resource.k8s.io',
  storage: 'storage.k8s.io',
}

/** What nearly everybody may: tell what happens. */
export const EVENTS = 'create,patch,update core,events events'

/**
 * Rules as a person says them, one a line: verbs, groups, resources and perhaps names behind a `#`;
 * or verbs, `urls` and paths.
 */
export const rulesOf = (...lines: readonly string[]): readonly PolicyRule[] => lines.map(ruleOf)

function ruleOf(line: string): PolicyRule {
  const [verbs = '', groups = '', what = '', names] = line.split(' ')
  const said = { verbs: (VERBS[verbs] ?? verbs).split(',') }
  if (groups === 'urls') return { nonResourceURLs: what.split(','), ...said }
  return {
    apiGroups: groups.split(',').map((group) => GROUPS[group] ?? group),
    ...(names && { resourceNames: names.slice(1).split(',') }),
    resources: what.split(','),
    ...said,
  }
}
