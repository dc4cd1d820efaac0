import type { Question } from '../../api/dns'
import type { LabelRequirement, LabelSelector } from '../../api/labels'
import type { KubernetesSettings } from '../kubernetes/settings'
import { serveZones } from '../kubernetes/zone'
import { searchedBy } from './autopath'
import {
  type Controller,
  definePlugin,
  integer,
  once,
  originsOf,
  SetupError,
  type Turn,
  zoneOf,
  zonesOf,
} from './plugin'

/** The plugin's own default; kubeadm says 30. */
const TTL = 5
const LONGEST_TTL = 3_600

type Settings = { -readonly [K in keyof KubernetesSettings]: KubernetesSettings[K] }

/** `kubernetes`: names of the cluster, from its Services, EndpointSlices and Namespaces. */
export const kubernetes = definePlugin({
  name: 'kubernetes',
  setup(controller) {
    let settings: Settings | undefined
    while (controller.next()) {
      if (settings) throw once()
      settings = stanzaOf(controller)
    }
    controller.process.needsApi = true
    const own = searchedBy(controller.lent.read('/etc/resolv.conf') ?? '')
    const ready: KubernetesSettings | undefined = settings
    if (!ready) return undefined
    return {
      name: 'kubernetes',
      serve: (question, turn, next) => serveZones(question, turn, next, ready),
      searchOf: (question, turn) => searchOf(question, turn, { settings: ready, own }),
    }
  },
})

interface Search {
  readonly settings: KubernetesSettings
  /** The server's own search list. */
  readonly own: readonly string[]
}

// What kubelets write for the Pod whose address the question comes from (autopath.go).
function searchOf(
  question: Question,
  turn: Turn,
  { settings, own }: Search,
): readonly string[] | undefined {
  const zone = zoneOf(settings.zones, question.name.toLowerCase())
  if (zone === undefined || settings.pods !== 'verified') return undefined
  turn.isPlain = false
  const address = turn.from.replace(/:\d+$/, '')
  const pod = turn.cluster.pods.list('Pod').find(({ status }) => status.podIP === address)
  if (!pod) return undefined
  const { namespace = '' } = pod.metadata
  return [`${namespace}.svc.${zone}`, `svc.${zone}`, zone, ...own, '']
}

const isReverse = (zone: string): boolean => /(^|\.)(in-addr|ip6)\.arpa\.$/.test(zone)

function stanzaOf(controller: Controller): Settings {
  const zones = originsOf(controller.remainingArgs(), controller.keys)
  const zone = zones.find((each) => !isReverse(each))
  if (zone === undefined) throw new SetupError('non-reverse zone name must be used')
  const settings: Settings = {
    zones,
    zone,
    ttl: TTL,
    pods: 'disabled',
    namespaces: [],
    namespaceLabels: undefined,
    labels: undefined,
    fallthrough: [],
    endpointPodNames: false,
    noEndpoints: false,
    ignoreEmptyService: false,
  }
  while (controller.nextBlock()) readProperty(controller, settings)
  if (settings.namespaces.length > 0 && settings.namespaceLabels) {
    throw controller.error('namespaces and namespace_labels cannot both be set')
  }
  return settings
}

// How the API server is reached: here there is one, and it is found.
const OF_THE_API = [
  'endpoint',
  'tls',
  'kubeconfig',
  'startup_timeout',
  'apiserver_qps',
  'apiserver_burst',
  'apiserver_max_inflight',
  'multicluster',
]

function readProperty(controller: Controller, settings: Settings): void {
  const property = controller.text
  const args = controller.remainingArgs()
  const [first] = args
  const needsNone = ['endpoint_pod_names', 'noendpoints'].includes(property)
  if (needsNone && first !== undefined) throw controller.argumentError()
  const needsSome = ['pods', 'namespaces', 'labels', 'namespace_labels', 'ttl', 'ignore']
  if (needsSome.includes(property) && first === undefined) throw controller.argumentError()
  switch (property) {
    case 'endpoint_pod_names':
      settings.endpointPodNames = true
      return
    case 'noendpoints':
      settings.noEndpoints = true
      return
    case 'pods':
      settings.pods = podsMode(args, controller)
      return
    case 'namespaces':
      settings.namespaces = [...settings.namespaces, ...args]
      return
    case 'labels':
      settings.labels = selectorOf(args.join(' '), 'label')
      return
    case 'namespace_labels':
      settings.namespaceLabels = selectorOf(args.join(' '), 'namespace_label')
      return
    case 'fallthrough':
      settings.fallthrough = args.length > 0 ? args.flatMap(zonesOf) : ['.']
      return
    case 'ttl':
      settings.ttl = ttlOf(first ?? '', controller)
      return
    case 'ignore':
      if (first !== 'empty_service') {
        throw new SetupError(`unable to parse ignore value: '${first}'`)
      }
      settings.ignoreEmptyService = true
      return
    default:
      if (!OF_THE_API.includes(property)) throw controller.error(`unknown property '${property}'`)
  }
}

function podsMode(args: readonly string[], controller: Controller): Settings['pods'] {
  const [mode, more] = args
  if (more !== undefined) throw controller.argumentError()
  if (mode === 'disabled' || mode === 'insecure' || mode === 'verified') return mode
  throw new SetupError(
    `wrong value for pods: ${mode},  must be one of: disabled, verified, insecure`,
  )
}

function ttlOf(text: string, controller: Controller): number {
  const ttl = integer(text)
  if (ttl >= 0 && ttl <= LONGEST_TTL) return ttl
  throw controller.error(`ttl must be in range [0, ${LONGEST_TTL}]: ${ttl}`)
}

const LABEL = '[A-Za-z0-9](?:[-A-Za-z0-9_./]*[A-Za-z0-9])?'
const PAIR = new RegExp(`^(${LABEL})\\s*(==?|!=)\\s*(${LABEL}|)$`)
const SET = new RegExp(`^(${LABEL})\\s+(in|notin)\\s+\\(([^()]*)\\)$`)
const PRESENT = new RegExp(`^(!?)\\s*(${LABEL})$`)

// A selector as `kubectl get -l` takes it.
function selectorOf(text: string, what: string): LabelSelector {
  const parts = text.split(/,(?![^(]*\))/).map((part) => part.trim())
  return { matchExpressions: parts.map((part) => requirementOf(part, text, what)) }
}

function requirementOf(part: string, whole: string, what: string): LabelRequirement {
  const pair = PAIR.exec(part)
  if (pair) {
    const [, key = '', sign, value = ''] = pair
    return { key, operator: sign === '!=' ? 'NotIn' : 'In', values: [value] }
  }
  const set = SET.exec(part)
  if (set) {
    const [, key = '', word, list = ''] = set
    const values = list.split(',').map((each) => each.trim())
    return { key, operator: word === 'in' ? 'In' : 'NotIn', values }
  }
  const present = PRESENT.exec(part)
  if (present) {
    const [, not, key = ''] = present
    return { key, operator: not === '!' ? 'DoesNotExist' : 'Exists' }
  }
  const why = `couldn't parse the selector string "${whole}"`
  throw new SetupError(`unable to parse ${what} selector value: '${whole}': ${why}`)
}
