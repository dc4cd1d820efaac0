import type { Call, Command } from '../command'
import { CommandError } from '../command'
import { ruleCells, rulesOf } from '../describe/access'
import { listAt, mapAt, textAt, textsAt } from '../describe/fields'
import { failed } from '../errors'
import { boolFlag, textFlag } from '../flags/define'
import { allNamespacesFlag, outputFlags } from '../flags/definitions'
import type { JsonObject } from '../json'
import { formatOf, objectPrinter } from '../printers/formats'
import { sorted } from '../printers/json'
import { tableLayout, tabulated } from '../printers/tabwriter'

const canI: Command = {
  name: 'can-i',
  use: 'VERB [TYPE | TYPE/NAME | NONRESOURCEURL]',
  short: 'Check whether an action is allowed',
  long:
    'Check whether an action is allowed.\n\n' +
    " VERB is a verb of the API such as 'get', 'list' or 'delete'; TYPE is a resource, by any of " +
    'its names; NONRESOURCEURL is a path that begins with "/".',
  examples: [
    '# May I create Pods in any namespace?',
    'kubectl auth can-i create pods --all-namespaces',
    '',
    '# What may I do in this namespace?',
    'kubectl auth can-i --list',
  ],
  flags: [
    allNamespacesFlag,
    boolFlag('list', 'Print everything that is allowed.'),
    boolFlag('no-headers', 'Leave out the headers.'),
    boolFlag('quiet', 'Print nothing; the exit code tells.', { shorthand: 'q' }),
    textFlag('subresource', 'A subresource such as log or scale'),
  ],
  completes: 'nothing',
  run: check,
}

const verbs = new Set([
  ...['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'],
  ...['use', 'bind', 'impersonate', 'approve', 'sign', 'escalate', 'attest', '*'],
])

async function check(call: Call): Promise<number> {
  const { flags, words, world } = call
  if (flags.bool('list')) return listAllowed(call)
  const [verb = '', what = ''] = words
  if (words.length !== 2) {
    throw new CommandError(
      'error: you must specify two arguments: verb resource or verb resource/resourceName.\n' +
        "See 'kubectl auth can-i -h' for help and examples.",
    )
  }
  const attributes = what.startsWith('/')
    ? { nonResourceAttributes: { path: what, verb } }
    : { resourceAttributes: await attributesOf(call, verb, what) }
  if (!verbs.has(verb) && !what.startsWith('/')) {
    world.stderr.write(`Warning: verb '${verb}' is not a known verb\n\n`)
  }
  const review = await call.session.server.send({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    headers: { 'content-type': 'application/json' },
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: attributes,
    },
  })
  const allowed = mapAt(review, 'status')['allowed'] === true
  const reason = textAt(review, 'status', 'reason')
  if (!flags.bool('quiet')) {
    world.stdout.write(allowed ? 'yes\n' : `no${reason === '' ? '' : ` - ${reason}`}\n`)
  }
  return allowed ? 0 : 1
}

async function attributesOf(
  { flags, session, world }: Call,
  verb: string,
  what: string,
): Promise<JsonObject> {
  const [type = '', name = ''] = what.split('/')
  const resource = type === '*' ? undefined : await session.server.find(type)
  const everywhere = flags.bool('all-namespaces')
  if (!resource && type !== '*') {
    const [plural = '', ...group] = type.split('.')
    const of = group.length === 0 ? '' : ` in group '${group.join('.')}'`
    world.stderr.write(`Warning: the server doesn't have a resource type '${plural}'${of}\n\n`)
  }
  if (resource && !resource.namespaced && !everywhere) {
    const of = resource.group === '' ? '' : ` in group '${resource.group}'`
    const { plural } = resource
    world.stderr.write(`Warning: resource '${plural}' is not namespace scoped${of}\n\n`)
  }
  const [plural = '', ...rest] = type.split('.')
  const subresource = flags.string('subresource')
  return {
    verb,
    group: resource?.group ?? (type === '*' ? '*' : rest.join('.')),
    resource: resource?.plural ?? plural,
    ...(everywhere ? {} : { namespace: session.namespace }),
    ...(name === '' ? {} : { name }),
    ...(subresource === '' ? {} : { subresource }),
  }
}

async function listAllowed({ flags, session, world }: Call): Promise<number> {
  const review = await session.server.send({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
    headers: { 'content-type': 'application/json' },
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectRulesReview',
      spec: { namespace: session.namespace },
    },
  })
  const rows = rulesOf([
    ...listAt(review, 'status', 'resourceRules'),
    ...listAt(review, 'status', 'nonResourceRules'),
  ]).map(ruleCells)
  const header = ['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs'].join('\t')
  const lines = flags.bool('no-headers') ? rows : [header, ...rows]
  world.stdout.write(tabulated(`${lines.join('\n')}\n`, tableLayout))
  return 0
}

const whoami: Command = {
  name: 'whoami',
  use: '',
  short: 'Experimental: Check self subject attributes',
  long: 'Experimental: Check who you are to the server: your name and your groups.',
  flags: outputFlags,
  completes: 'nothing',
  async run(call) {
    const { session, world } = call
    const review = await session.server.send({
      method: 'POST',
      path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      headers: { 'content-type': 'application/json' },
      body: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
    })
    if (formatOf(call).name !== '') {
      const metadata = { creationTimestamp: null, ...mapAt(review, 'metadata') }
      world.stdout.write(objectPrinter(call)(sorted({ ...review, metadata }) as JsonObject))
      return 0
    }
    const user = mapAt(review, 'status', 'userInfo')
    const groups = textsAt(user, 'groups')
    const extra = mapAt(user, 'extra')
    const rows = [
      ...(textAt(user, 'username') === '' ? [] : [['Username', textAt(user, 'username')]]),
      ...(textAt(user, 'uid') === '' ? [] : [['UID', textAt(user, 'uid')]]),
      ...(groups.length === 0 ? [] : [['Groups', `[${groups.join(' ')}]`]]),
      ...Object.keys(extra)
        .sort()
        .map((key) => [`Extra: ${key}`, `[${textsAt(extra, key).join(' ')}]`]),
    ]
    const text = [['ATTRIBUTE', 'VALUE'], ...rows].map((row) => row.join('\t')).join('\n')
    world.stdout.write(tabulated(`${text}\n`, tableLayout))
    return 0
  },
}

const reconcile: Command = {
  name: 'reconcile',
  use: '-f FILENAME',
  short:
    'Reconciles rules for RBAC role, role binding, cluster role, and cluster role binding objects',
  async run() {
    throw failed('auth reconcile is not supported here')
  },
}

/** `kubectl auth`. */
export const auth: Command = {
  name: 'auth',
  use: '[flags]',
  short: 'Inspect authorization',
  long: 'Inspect authorization.',
  commands: [canI, reconcile, whoami],
}
