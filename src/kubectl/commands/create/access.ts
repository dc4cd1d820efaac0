import type { Call, Flag } from '../../command'
import { CommandError } from '../../command'
import { failed } from '../../errors'
import {
  type BindingOptions,
  clusterRole,
  clusterRoleBinding,
  type RuleResource,
  role,
  roleBinding,
} from '../../generators/rbac'
import { clusterRoleBindings, clusterRoles, roleBindings, roles } from '../../resources/known'
import { ownNamespace } from '../../writing/send'
import { generated } from './generated'

const dryRun = '[--dry-run=server|client|none]'
const subjects: readonly Flag[] = [
  { name: 'user', type: 'stringArray', usage: 'Users that the role is given to.' },
  { name: 'group', type: 'stringArray', usage: 'Groups that the role is given to.' },
  {
    name: 'serviceaccount',
    type: 'stringArray',
    usage: 'Service accounts that the role is given to, as namespace:name.',
  },
]

const bindingOf = ({ flags, ...call }: Call, name: string, roleName: string): BindingOptions => ({
  name,
  namespace: ownNamespace({ flags, ...call }),
  role: roleName,
  clusterRole: flags.string('clusterrole'),
  users: flags.list('user'),
  groups: flags.list('group'),
  serviceAccounts: flags.list('serviceaccount'),
})

const subjectUse =
  '[--user=username] [--group=groupname] ' +
  `[--serviceaccount=namespace:serviceaccountname] ${dryRun}`

/** `create rolebinding`. */
export const createRoleBinding = generated({
  name: 'rolebinding',
  use: `NAME --clusterrole=NAME|--role=NAME ${subjectUse}`,
  short: 'Create a role binding for a particular role or cluster role',
  long: 'Give a role or cluster role to users, groups and service accounts in one namespace.',
  examples: ['kubectl create rolebinding admins --clusterrole=admin --user=alice'],
  flags: [
    ...subjects,
    { name: 'clusterrole', type: 'string', usage: 'The cluster role to give.' },
    { name: 'role', type: 'string', usage: 'The role to give.' },
  ],
  resource: roleBindings,
  failure: 'rolebinding:',
  make: (call, name) => roleBinding(bindingOf(call, name, call.flags.string('role'))),
})

/** `create clusterrolebinding`. */
export const createClusterRoleBinding = generated({
  name: 'clusterrolebinding',
  use: `NAME --clusterrole=NAME ${subjectUse}`,
  short: 'Create a cluster role binding for a particular cluster role',
  long: 'Give a cluster role to users, groups and service accounts everywhere.',
  examples: ['kubectl create clusterrolebinding admins --clusterrole=cluster-admin --user=alice'],
  flags: [
    ...subjects,
    { name: 'clusterrole', type: 'string', usage: 'The cluster role to give.', required: true },
  ],
  resource: clusterRoleBindings,
  failure: 'clusterrolebinding:',
  make: (call, name) => clusterRoleBinding({ ...bindingOf(call, name, ''), namespace: undefined }),
})

const rules: readonly Flag[] = [
  { name: 'verb', type: 'strings', usage: 'What may be done: get, list, watch …' },
  { name: 'resource', type: 'strings', usage: 'To what: pods, deployments.apps …' },
  { name: 'resource-name', type: 'stringArray', usage: 'Only to the objects of these names.' },
]

const ruleOf = async (call: Call, name: string) => ({
  name,
  namespace: ownNamespace(call),
  verbs: call.flags.list('verb'),
  resources: await resourcesOf(call),
  resourceNames: call.flags.list('resource-name'),
  nonResourceUrls: [] as readonly string[],
  aggregation: {},
})

const known = new Set([
  ...['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', 'use'],
  ...['bind', 'escalate', 'impersonate', 'approve', 'sign', 'attest', 'proxy', '*'],
])

function checkVerbs({ flags, session }: Call): void {
  for (const verb of flags.list('verb')) {
    if (!known.has(verb)) session.server.warn(`'${verb}' is not a standard resource verb`)
  }
}

async function resourcesOf({ flags, session }: Call): Promise<readonly RuleResource[]> {
  const found: RuleResource[] = []
  for (const word of flags.list('resource')) {
    const [type = '', subresource] = word.split('/')
    if (type === '*') {
      found.push({ group: '', resource: '*' })
      continue
    }
    const resource = await session.server.find(type)
    if (!resource) {
      throw new CommandError(`the server doesn't have a resource type "${type.split('.')[0]}"`)
    }
    const { plural, group } = resource
    found.push({ group, resource: subresource ? `${plural}/${subresource}` : plural })
  }
  return found
}

/** `create role`. */
export const createRole = generated({
  name: 'role',
  use:
    'NAME --verb=verb --resource=resource.group/subresource ' +
    `[--resource-name=resourcename] ${dryRun}`,
  short: 'Create a role with single rule',
  long: 'Create a role with a single rule.',
  examples: ['kubectl create role reader --verb=get,list,watch --resource=pods'],
  flags: rules,
  resource: roles,
  make: async (call, name) => {
    if (call.flags.list('verb').length === 0) throw failed('at least one verb must be specified')
    if (call.flags.list('resource').length === 0) {
      throw failed('at least one resource must be specified')
    }
    checkVerbs(call)
    return role(await ruleOf(call, name))
  },
})

/** `create clusterrole`. */
export const createClusterRole = generated({
  name: 'clusterrole',
  use: `NAME --verb=verb --resource=resource.group [--resource-name=resourcename] ${dryRun}`,
  short: 'Create a cluster role',
  long: 'Create a cluster role.',
  examples: ['kubectl create clusterrole reader --verb=get,list,watch --resource=pods,nodes'],
  flags: [
    ...rules,
    { name: 'non-resource-url', type: 'strings', usage: 'Paths that belong to no resource.' },
    {
      name: 'aggregation-rule',
      type: 'stringToString',
      usage: 'Labels of the cluster roles that are put together to this one.',
    },
  ],
  resource: clusterRoles,
  make: async (call, name) => {
    checkClusterRole(call)
    checkVerbs(call)
    return clusterRole({
      ...(await ruleOf(call, name)),
      namespace: undefined,
      nonResourceUrls: call.flags.list('non-resource-url'),
      aggregation: call.flags.map('aggregation-rule'),
    })
  },
})

function checkClusterRole({ flags }: Call): void {
  const urls = flags.list('non-resource-url')
  const [verbs, resources] = [flags.list('verb'), flags.list('resource')]
  const names = flags.list('resource-name')
  if (Object.keys(flags.map('aggregation-rule')).length > 0) {
    if (urls.length + verbs.length + resources.length + names.length === 0) return
    throw failed(
      'aggregation rule must be specified without nonResourceURLs, verbs, resources or ' +
        'resourceNames',
    )
  }
  if (verbs.length === 0) throw failed('at least one verb must be specified')
  if (resources.length === 0 && urls.length === 0) {
    throw failed('one of resource or nonResourceURL must be specified')
  }
  if (urls.some((url) => !url.startsWith('/'))) throw failed('nonResourceURL should start with /')
}
