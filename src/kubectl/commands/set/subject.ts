import type { Call, Command } from '../../command'
import { failed } from '../../errors'
import { selectorFlag } from '../../flags/definitions'
import { subjectsOf } from '../../generators/rbac'
import { isList, isObject, type JsonObject, own, same } from '../../json'
import type { Info } from '../../resources/select'
import { update } from '../../writing/updating'
import { selected, setFlags } from './arguments'

/** `kubectl set subject` (kubectl's set_subject.go). */
export const setSubject: Command = {
  name: 'subject',
  use:
    '(-f FILENAME | TYPE NAME) [--user=username] [--group=groupname] ' +
    '[--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none]',
  short: 'Update the user, group, or service account in a role binding or cluster role binding',
  long: 'Add users, groups and service accounts to a role binding or cluster role binding.',
  examples: ['kubectl set subject rolebinding admins --user=alice --group=operators'],
  flags: [
    ...setFlags,
    { name: 'group', type: 'strings', usage: 'Groups to add.' },
    selectorFlag,
    { name: 'serviceaccount', type: 'strings', usage: 'Service accounts to add.' },
    { name: 'user', type: 'strings', usage: 'Users to add.' },
  ],
  completes: 'resources and names',
  run,
}

async function run(call: Call): Promise<number> {
  const { flags, words } = call
  const selection = await selected(call, words, { selector: flags.string('selector') })
  const named = {
    users: flags.list('user'),
    groups: flags.list('group'),
    serviceAccounts: flags.list('serviceaccount'),
  }
  const subjects = subjectsOf(named)
  return update(call, selection, {
    operation: 'subjects updated',
    refusal: 'failed to patch subjects to rolebinding: ',
    change: (info) => changed(info, subjects),
    local: flags.bool('local'),
  })
}

function changed({ object, resource }: Info, added: readonly JsonObject[]): JsonObject {
  if (resource.kind !== 'RoleBinding' && resource.kind !== 'ClusterRoleBinding') {
    throw failed('setting subjects is only supported for RoleBinding/ClusterRoleBinding')
  }
  const given = own(object, 'subjects')
  const before = isList(given) ? given.filter(isObject) : []
  const fresh = added.filter((each) => !before.some((old) => same(old, each)))
  return { ...object, subjects: [...before, ...fresh] }
}
