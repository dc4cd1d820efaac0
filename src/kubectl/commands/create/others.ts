import { ingress } from '../../generators/ingress'
import { checkBudget, podDisruptionBudget, priorityClass } from '../../generators/policy'
import { quota } from '../../generators/quota'
import { namespace, serviceAccount } from '../../generators/simple'
import {
  ingresses,
  namespaces,
  podDisruptionBudgets,
  priorityClasses,
  quotas,
  serviceAccounts,
} from '../../resources/known'
import { selectorObject } from '../../writing/selector'
import { ownNamespace } from '../../writing/send'
import { generated } from './generated'

const dryRun = '[--dry-run=server|client|none]'

/** `create namespace`. */
export const createNamespace = generated({
  name: 'namespace',
  aliases: ['ns'],
  use: `NAME ${dryRun}`,
  short: 'Create a namespace with the specified name',
  long: 'Create a namespace with the specified name.',
  examples: ['kubectl create namespace shop'],
  resource: namespaces,
  make: (_, name) => namespace({ name }),
})

/** `create serviceaccount`. */
export const createServiceAccount = generated({
  name: 'serviceaccount',
  aliases: ['sa'],
  use: `NAME ${dryRun}`,
  short: 'Create a service account with the specified name',
  long: 'Create a service account with the specified name.',
  examples: ['kubectl create serviceaccount robot'],
  resource: serviceAccounts,
  failure: 'serviceaccount:',
  make: (call, name) => serviceAccount({ name, namespace: ownNamespace(call) }),
})

/** `create ingress`. */
export const createIngress = generated({
  name: 'ingress',
  aliases: ['ing'],
  use: 'NAME --rule=host/path=service:port[,tls[=secret]] ',
  short: 'Create an ingress with the specified name',
  long: 'Create an ingress with the specified name.',
  examples: [
    '# Everything below / of one host to one Service',
    'kubectl create ingress shop --rule="shop.example.com/*=web:80"',
    '',
    '# With TLS by a secret, and a class',
    'kubectl create ingress shop --class=nginx --rule="shop.example.com/*=web:80,tls=shop"',
  ],
  flags: [
    { name: 'annotation', type: 'stringArray', usage: 'Annotation of the ingress: key=value.' },
    { name: 'class', type: 'string', usage: 'The class of the ingress.' },
    {
      name: 'default-backend',
      type: 'string',
      usage: 'Where everything else goes: servicename:serviceport.',
    },
    {
      name: 'rule',
      type: 'stringArray',
      usage:
        'host/path=service:port[,tls[=secret]]. A path with a * at its end means all that is ' +
        'below it.',
    },
  ],
  resource: ingresses,
  failure: 'ingress:',
  make: (call, name) =>
    ingress({
      name,
      namespace: ownNamespace(call),
      className: call.flags.string('class'),
      defaultBackend: call.flags.string('default-backend'),
      rules: call.flags.list('rule'),
      annotations: call.flags.list('annotation'),
    }),
})

/** `create quota`. */
export const createQuota = generated({
  name: 'quota',
  aliases: ['resourcequota'],
  use: `NAME [--hard=key1=value1,key2=value2] [--scopes=Scope1,Scope2] ${dryRun}`,
  short: 'Create a quota with the specified name',
  long: 'Create a resource quota with the specified name, limits and scopes.',
  examples: ['kubectl create quota small --hard=cpu=1,memory=1G,pods=2'],
  flags: [
    { name: 'hard', type: 'string', usage: 'Limits: resource=quantity, with commas between.' },
    { name: 'scopes', type: 'string', usage: 'Scopes, with commas between.' },
  ],
  resource: quotas,
  failure: 'quota:',
  make: (call, name) =>
    quota({
      name,
      namespace: ownNamespace(call),
      hard: call.flags.string('hard'),
      scopes: call.flags.string('scopes'),
    }),
})

/** `create poddisruptionbudget`. */
export const createBudget = generated({
  name: 'poddisruptionbudget',
  aliases: ['pdb'],
  use: `NAME --selector=SELECTOR --min-available=N ${dryRun}`,
  short: 'Create a pod disruption budget with the specified name',
  long: 'Create a pod disruption budget: how many Pods must stay, or how many may go.',
  examples: ['kubectl create poddisruptionbudget web --selector=app=web --min-available=1'],
  flags: [
    {
      name: 'max-unavailable',
      type: 'string',
      usage: 'How many Pods may be away: a number or a percentage.',
    },
    {
      name: 'min-available',
      type: 'string',
      usage: 'How many Pods must be there: a number or a percentage.',
    },
    { name: 'selector', type: 'string', usage: 'Which Pods: key=value pairs.' },
  ],
  resource: podDisruptionBudgets,
  failure: 'poddisruptionbudgets:',
  make: (call, name) => {
    const selector = call.flags.string('selector')
    const minAvailable = call.flags.string('min-available')
    const maxUnavailable = call.flags.string('max-unavailable')
    checkBudget(selector, minAvailable, maxUnavailable)
    return podDisruptionBudget({
      name,
      namespace: ownNamespace(call),
      selector: selectorObject(selector),
      minAvailable,
      maxUnavailable,
    })
  },
})

/** `create priorityclass`. */
export const createPriorityClass = generated({
  name: 'priorityclass',
  aliases: ['pc'],
  use: `NAME --value=VALUE --global-default=BOOL ${dryRun}`,
  short: 'Create a priority class with the specified name',
  long: 'Create a priority class with the specified name, value and description.',
  examples: ['kubectl create priorityclass high --value=1000 --description="goes first"'],
  flags: [
    { name: 'description', type: 'string', usage: 'When it is meant to be used.' },
    { name: 'global-default', type: 'bool', usage: 'The class of Pods that name none.' },
    {
      name: 'preemption-policy',
      type: 'string',
      default: 'PreemptLowerPriority',
      usage: 'Whether Pods of lower priority are put out.',
      values: ['PreemptLowerPriority', 'Never'],
    },
    { name: 'value', type: 'int32', usage: 'The priority.' },
  ],
  resource: priorityClasses,
  failure: 'priorityclass:',
  make: ({ flags }, name) =>
    priorityClass({
      name,
      value: flags.integer('value'),
      globalDefault: flags.bool('global-default'),
      description: flags.string('description'),
      preemptionPolicy: flags.string('preemption-policy'),
    }),
})
