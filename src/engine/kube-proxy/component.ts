import type { Component, ComponentContext } from '../apiserver/component'
import type { Change } from '../apiserver/store'
import type { StaleFlows } from '../network/conntrack'
import type { HealthChecks } from '../network/health-check'
import type { Ruleset } from '../network/rules'
import { SERVICE_NAME_LABEL } from '../resources/endpointslice'
import { type Instant, milliseconds, seconds } from '../sim'
import type { Compilation, ProxyPlace } from './compilation'
import { allChecks, type ChecksByService, checksAfter, healthOf } from './health-checks'
import { compileAll } from './modes'
import type { ProxyOptions } from './options'
import { staleFlows } from './stale-flows'

/** What a kube-proxy can do besides what every component can: change its node's kernel. */
export interface KubeProxyContext extends ComponentContext<KubeProxyMessage> {
  install(ruleset: Ruleset): void
  forget(stale: readonly StaleFlows[]): void
  /** Tells balancers from now on where to send. */
  tell(health: HealthChecks): void
}

/** What a kube-proxy hears: from itself, and from its node about its process. */
export type KubeProxyMessage =
  | { readonly type: 'sync' }
  /** Its program has started, with this configuration: it writes everything anew. */
  | { readonly type: 'start'; readonly options: ProxyOptions }
  /** Its program has ended: the rules stay as they are. */
  | { readonly type: 'stop' }

/** A list of Services, by `namespace/name`, grown at its head. */
export interface Changed {
  readonly key: string
  readonly earlier: Changed | undefined
}

/** What a kube-proxy remembers: what it has written, when, and what has changed since. */
export interface KubeProxyMemory {
  /** What it was started with: another start may bring another mode. */
  readonly options: ProxyOptions
  readonly written: Compilation
  readonly checks: ChecksByService
  readonly syncedAt: Instant
  /** Services that a sync has yet to look at, latest first. */
  readonly changed: Changed | undefined
  /** Whether the node itself has changed. */
  readonly isNodeChanged: boolean
  /** Whether a sync is on its way. */
  readonly isDue: boolean
}

/** From a change in the API server until a kube-proxy has seen it. */
const WATCH_LATENCY = milliseconds(5)
/** kube-proxy's `minSyncPeriod`: changes that come sooner after a sync wait for each other. */
const MIN_SYNC_PERIOD = seconds(1)

/**
 * The kube-proxy of a node. It remembers nothing while its program does not run; one that is a part
 * of another program on the node is given its `options` here and runs from the first.
 */
export const kubeProxy = (
  node: string,
  options?: ProxyOptions,
): Component<KubeProxyMemory | undefined, KubeProxyMessage> => ({
  name: `kube-proxy/${node}`,
  watches: [{ kind: 'Service' }, { kind: 'EndpointSlice' }, { kind: 'Node' }],
  watchLatency: WATCH_LATENCY,
  start: (context) => options && begin({ node, options }, context as KubeProxyContext),
  changed(memory, changes, context) {
    const noted = memory && note(memory, changes, node)
    if (!noted || noted === memory || noted.isDue) return noted
    const wait = noted.syncedAt + MIN_SYNC_PERIOD - context.now
    if (wait <= 0) return sync(noted, node, context as KubeProxyContext)
    context.after(wait, { type: 'sync' })
    return { ...noted, isDue: true }
  },
  receive(memory, message, context) {
    switch (message.type) {
      case 'start':
        return begin({ node, options: message.options }, context as KubeProxyContext)
      case 'stop':
        return undefined
      case 'sync':
        // A sync that was due when its kube-proxy ended is not the next one's.
        return memory?.isDue ? sync(memory, node, context as KubeProxyContext) : memory
    }
  },
})

// A full sync: whatever an earlier one has left on the node is replaced.
function begin(place: ProxyPlace, context: KubeProxyContext): KubeProxyMemory {
  const written = compileAll(context.reader, place)
  context.install(written.ruleset)
  const { reader } = context
  const checks = allChecks(reader, place.node)
  context.tell(healthOf(checks, reader, place.node))
  return { options: place.options, written, checks, ...NOTHING_DUE, syncedAt: context.now }
}

function sync(memory: KubeProxyMemory, node: string, context: KubeProxyContext): KubeProxyMemory {
  const { options } = memory
  const { reader, now } = context
  const changed = inOrder(memory.changed)
  const written = memory.isNodeChanged
    ? compileAll(reader, { node, options })
    : memory.written.again(changed, reader, { node, options })
  context.install(written.ruleset)
  const checks = checksAfter(memory.checks, changed, { reader, node })
  if (checks !== memory.checks || memory.isNodeChanged) {
    context.tell(healthOf(checks, reader, node))
  }
  const stale = staleFlows(reader, changed)
  if (stale.length > 0) context.forget(stale)
  return { options, written, checks, ...NOTHING_DUE, syncedAt: now }
}

const NOTHING_DUE = { changed: undefined, isNodeChanged: false, isDue: false } as const

function note(memory: KubeProxyMemory, changes: readonly Change[], node: string): KubeProxyMemory {
  let { changed, isNodeChanged } = memory
  for (const change of changes) {
    const { metadata } = change.object
    if (change.kind === 'Node') isNodeChanged ||= metadata.name === node && isOtherNode(change)
    else {
      const isSlice = change.kind === 'EndpointSlice'
      const service = isSlice ? metadata.labels?.[SERVICE_NAME_LABEL] : metadata.name
      const key = `${metadata.namespace}/${service}`
      if (service !== undefined) changed = { key, earlier: changed }
    }
  }
  const isSame = isNodeChanged === memory.isNodeChanged && changed === memory.changed
  return isSame ? memory : { ...memory, changed, isNodeChanged }
}

// Each Service once, by name: nodes that have seen the same changes then take the same step.
function inOrder(changed: Changed | undefined): readonly string[] {
  const keys = new Set<string>()
  for (let each = changed; each; each = each.earlier) keys.add(each.key)
  return [...keys].sort()
}

// Heartbeats change a Node all the time; rules depend on its labels and addresses alone.
function isOtherNode({ object, previous }: Change): boolean {
  const facts = (of: unknown): string => {
    const { metadata, status } = (of ?? {}) as {
      readonly metadata?: { readonly labels?: unknown; readonly deletionTimestamp?: unknown }
      readonly status?: { readonly addresses?: unknown }
    }
    return JSON.stringify([metadata?.labels, metadata?.deletionTimestamp, status?.addresses])
  }
  return facts(object) !== facts(previous)
}
