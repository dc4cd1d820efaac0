import type { Flags } from '../../command'
import { isList, isObject, type JsonObject, own } from '../../json'
import { listIn } from './container'

/** What a container for debugging may do (kubectl's profiles.go). */
export const profileNames: readonly string[] = [
  'legacy',
  'general',
  'baseline',
  'netadmin',
  'restricted',
  'sysadmin',
]

/** Where a container for debugging is put. */
export type Style = 'ephemeral' | 'copy' | 'node'

/** The container as its profile wants it. */
export function profiled(profile: string, style: Style, container: JsonObject): JsonObject {
  switch (profile) {
    case 'general':
      return style === 'node' ? bare(container) : withCapabilities(container, ['SYS_PTRACE'])
    case 'baseline':
      return bare(container)
    case 'netadmin':
      return withCapabilities(container, ['NET_ADMIN', 'NET_RAW'])
    case 'restricted':
      return { ...container, securityContext: RESTRICTED }
    case 'sysadmin':
      return { ...container, securityContext: { ...contextOf(container), privileged: true } }
    default:
      return container
  }
}

const RESTRICTED: JsonObject = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
}

function bare({ securityContext: _, ...container }: JsonObject): JsonObject {
  return container as JsonObject
}

const contextOf = (container: JsonObject): JsonObject => {
  const context = own(container, 'securityContext')
  return isObject(context) ? context : {}
}

function withCapabilities(container: JsonObject, added: readonly string[]): JsonObject {
  const context = contextOf(container)
  const before = own(context, 'capabilities')
  const capabilities = isObject(before) ? before : {}
  const add = own(capabilities, 'add')
  const all = [...(isList(add) ? add : []), ...added]
  return {
    ...container,
    securityContext: { ...context, capabilities: { ...capabilities, add: all } },
  }
}

/** A copy of a Pod's spec without what a copy for debugging does without. */
export function lessened(profile: string, spec: JsonObject, flags: Flags): JsonObject {
  if (profile === 'legacy') return spec
  const probes = ['liveness', 'readiness', 'startup'].filter((name) => !flags.bool(`keep-${name}`))
  const dropped = new Set(probes.map((name) => `${name}Probe`))
  const { initContainers, ...rest } = spec
  const keepsInit = flags.bool('keep-init-containers') && initContainers !== undefined
  return {
    ...rest,
    containers: listIn(spec, 'containers').map((each) =>
      Object.fromEntries(Object.entries(each).filter(([name]) => !dropped.has(name))),
    ),
    ...(keepsInit ? { initContainers } : {}),
    shareProcessNamespace: own(spec, 'shareProcessNamespace') ?? true,
  } as JsonObject
}

const HOST_NAMESPACES: JsonObject = { hostIPC: true, hostNetwork: true, hostPID: true }

/** What of the node a Pod for debugging it gets: its namespaces, and its files under `/host`. */
export function nodeAccess(profile: string): { readonly spec: JsonObject; readonly root: boolean } {
  const hasNamespaces = profile !== 'baseline' && profile !== 'restricted'
  const root = hasNamespaces && profile !== 'netadmin'
  return { spec: hasNamespaces ? HOST_NAMESPACES : {}, root }
}
