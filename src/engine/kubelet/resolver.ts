import type { Pod } from '../resources'
import { outsideResolver } from '../runtime/outside'
import type { ResolverConfig } from '../runtime/runtime'
import type { SortedMap } from '../sim'

/** kubeadm's: what kubelets are told with `clusterDNS` and `clusterDomain`. */
const CLUSTER_DNS = '10.96.0.10'
const CLUSTER_DOMAIN = 'cluster.local'
const NDOTS = 5
const MOST_NAMESERVERS = 3
const MOST_SEARCHES = 32
const LONGEST_SEARCH = 2048
const LONGEST_HOSTNAME = 63
const LONGEST_FQDN = 64

/** What a Pod finds in `/etc/resolv.conf`, and what its kubelet had to leave out. */
export interface Resolver {
  readonly config: ResolverConfig
  /** Texts of `DNSConfigForming` Events. */
  readonly warnings: readonly string[]
}

/** A Pod's resolv.conf by its `dnsPolicy` and `dnsConfig` (pkg/kubelet/network/dns). */
export function resolverOf({ metadata, spec }: Pick<Pod, 'metadata' | 'spec'>): Resolver {
  const base = baseOf(spec.dnsPolicy, spec.hostNetwork === true, metadata.namespace ?? 'default')
  const { dnsConfig, hostAliases } = spec
  if (hostAliases) {
    const { hostAliases: _, ...rest } = spec
    const { config, warnings } = resolverOf({ metadata, spec: rest })
    return { config: { ...config, hosts: hostsIn(hostAliases) }, warnings }
  }
  if (!dnsConfig) return { config: base, warnings: [] }
  const options = mergedOptions(optionsOf(base), dnsConfig.options)
  return limited({
    nameservers: merged(base.nameservers, dnsConfig.nameservers),
    search: merged(base.search, dnsConfig.searches),
    ndots: ndotsIn(options),
    ...(dnsConfig.options ? { options } : {}),
  })
}

const optionsOf = ({ ndots, options }: ResolverConfig): readonly string[] =>
  options ?? (ndots === 1 ? [] : [`ndots:${ndots}`])

type PodOptions = NonNullable<NonNullable<Pod['spec']['dnsConfig']>['options']>

// An option of a name that is there takes its place.
function mergedOptions(base: readonly string[], more: PodOptions = []): readonly string[] {
  const options = new Map(base.map((option) => [option.split(':', 1).join(), option]))
  for (const { name, value } of more) {
    if (name) options.set(name, value === undefined ? name : `${name}:${value}`)
  }
  return [...options.values()]
}

const MOST_NDOTS = 15

// What is no number is read as 0, as resolvers do; above fifteen, glibc says, is fifteen.
function ndotsIn(options: readonly string[]): number {
  const text = options.find((option) => option.startsWith('ndots:'))?.slice('ndots:'.length)
  if (text === undefined) return 1
  return Math.min(Number(/^\d+/.exec(text)?.[0] ?? 0), MOST_NDOTS)
}

function baseOf(policy: string, isOnHost: boolean, namespace: string): ResolverConfig {
  const isClusterFirst =
    policy === 'ClusterFirstWithHostNet' || (policy === 'ClusterFirst' && !isOnHost)
  if (policy === 'None') return { nameservers: [], search: [], ndots: 1 }
  return isClusterFirst ? clusterFirst(namespace) : outsideResolver
}

/** The resolver of a namespace's Pods, as it is unless they say otherwise. */
export function clusterFirst(namespace: string): ResolverConfig {
  const domains = [`${namespace}.svc.${CLUSTER_DOMAIN}`, `svc.${CLUSTER_DOMAIN}`, CLUSTER_DOMAIN]
  return {
    nameservers: [CLUSTER_DNS],
    search: [...domains, ...outsideResolver.search],
    ndots: NDOTS,
  }
}

// The first line that has a name counts.
const hostsIn = (
  aliases: NonNullable<Pod['spec']['hostAliases']>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    aliases.toReversed().flatMap(({ ip, hostnames = [] }) => hostnames.map((name) => [name, ip])),
  )

const merged = (base: readonly string[], more: readonly string[] = []): readonly string[] => [
  ...new Set([...base, ...more]),
]

function limited(config: ResolverConfig): Resolver {
  const warnings: string[] = []
  let { nameservers, search } = config
  if (nameservers.length > MOST_NAMESERVERS) {
    nameservers = nameservers.slice(0, MOST_NAMESERVERS)
    const line = nameservers.join(' ')
    warnings.push(
      'Nameserver limits were exceeded, some nameservers have been omitted, the applied ' +
        `nameserver line is: ${line}`,
    )
  }
  const fitting = search.filter(
    (_, index) =>
      index < MOST_SEARCHES && search.slice(0, index + 1).join(' ').length <= LONGEST_SEARCH,
  )
  if (fitting.length < search.length) {
    search = fitting
    warnings.push(
      'Search Line limits were exceeded, some search paths have been omitted, the applied ' +
        `search line is: ${search.join(' ')}`,
    )
  }
  return { config: { ...config, nameservers, search }, warnings }
}

/** The resolver of a Pod, the same object for all Pods that resolve alike. */
export function sharedResolver(
  pod: Pod,
  known: SortedMap<ResolverConfig>,
): Resolver & { readonly known: SortedMap<ResolverConfig> } {
  const { metadata, spec } = pod
  if (spec.dnsConfig || spec.hostAliases) return { ...resolverOf(pod), known }
  const key = `${spec.dnsPolicy} ${spec.hostNetwork === true} ${metadata.namespace}`
  const config = known.get(key)
  if (config) return { config, warnings: [], known }
  const resolver = resolverOf(pod)
  return { ...resolver, known: known.set(key, resolver.config) }
}

const shortened = (name: string): string =>
  name.length > LONGEST_HOSTNAME ? name.slice(0, LONGEST_HOSTNAME).replace(/[-.]+$/, '') : name

/** A Pod's own host name; or why it cannot have the one it asks for. */
export function hostnameOf(
  { metadata, spec }: Pod,
  node: string,
): { readonly hostname: string } | { readonly error: string } {
  if (spec.hostNetwork) return { hostname: node }
  const hostname = spec.hostname || shortened(metadata.name)
  if (!spec.setHostnameAsFQDN || !spec.subdomain) return { hostname }
  const fqdn = `${hostname}.${spec.subdomain}.${metadata.namespace}.svc.${CLUSTER_DOMAIN}`
  if (fqdn.length <= LONGEST_FQDN) return { hostname: fqdn }
  return {
    error:
      `failed to construct FQDN from pod hostname and cluster domain, FQDN ${fqdn} is too long ` +
      `(${LONGEST_FQDN} characters is the max, ${fqdn.length} characters requested)`,
  }
}
