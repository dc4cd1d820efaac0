import type { ProxyStatus } from '../api/proxy'
import type { Component, ComponentContext } from '../apiserver/component'
import type { Change } from '../apiserver/store'
import type { StaleFlows } from '../network/conntrack'
import type { HealthChecks } from '../network/health-check'
import type { Ruleset } from '../network/rules'
import type { KernelSettings } from '../network/settings'
import { SERVICE_NAME_LABEL } from '../resources/endpointslice'
import { type Duration, hours, type Instant, milliseconds } from '../sim'
import type { Compilation, ProxyPlace } from './compilation'
import { allChecks, type ChecksByService, checksAfter, healthOf } from './health-checks'
import { CANARY, mended } from './mending'
import { compileAll } from './modes'
import type { ProxyOptions } from './options'
import { settingsOf } from './settings'
import { staleFlows } from './stale-flows'
import { nothingDone, queued, synced } from './status'

/** What a kube-proxy can do besides what every component can: change its node's kernel. */
export interface KubeProxyContext extends ComponentContext<KubeProxyMessage> {
  /** The rules that are there: what it has written, unless somebody has changed them since. */
  readonly installed: Ruleset | undefined
  install(ruleset: Ruleset): void
  forget(stale: readonly StaleFlows[]): void
  configure(settings: KernelSettings): void
  /** Tells balancers from now on where to send. */
  tell(health: HealthChecks): void
  /** Tells who looks what it has done; undefined: it runs no longer. */
  report(status: ProxyStatus | undefined): void
}

/** What a kube-proxy hears: from itself, and from its node about its process. */
export type KubeProxyMessage =
  | { readonly type: 'sync' }
  /** It looks whether its rules are still there. */
  | { readonly type: 'check' }
  /** Everything is to be written anew, unless it has been in the meantime. */
  | { readonly type: 'renew'; readonly since: Instant }
  /** Somebody has changed the rules of its node; it does not know yet. */
  | { readonly type: 'flushed' }
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
  readonly startedAt: Instant
  readonly written: Compilation
  readonly checks: ChecksByService
  readonly status: ProxyStatus
  /** Services that a sync has yet to look at, latest first. */
  readonly changed: Changed | undefined
  /** Whether the node itself has changed. */
  readonly isNodeChanged: boolean
  /** Whether a sync is on its way. */
  readonly isDue: boolean
  /** Whether the last sync was refused: the next one writes everything. */
  readonly hasFailed: boolean
}

/** From a change in the API server until a kube-proxy has seen it. */
const WATCH_LATENCY = milliseconds(5)
/** Everything is written anew at least so often (FullSyncPeriod). */
const FULL_SYNC_PERIOD: Duration = hours(1)

/**
 * The kube-proxy of a node. It remembers nothing while its program does not run; one that is a part
 * of another program on the node is given its `options` here and runs from the first.
 */
export const kubeProxy = (
  node: string,
  options?: ProxyOptions,
): Component<KubeProxyMemory | undefined, KubeProxyMessage> => ({
  name: `kube-proxy/${node}`,
  watches: [
    { kind: 'Service' },
    { kind: 'EndpointSlice' },
    { kind: 'Node', node, ignores: (change) => !isOtherNode(change) },
  ],
  watchLatency: WATCH_LATENCY,
  start: (context) => options && begin({ node, options }, context as KubeProxyContext),
  changed(memory, changes, context) {
    const noted = memory && note(memory, changes, context.now)
    if (!noted || noted === memory) return noted
    const own = context as KubeProxyContext
    const wait = noted.status.syncedAt + noted.options.minSyncPeriod - context.now
    // What is only due to be tried again is tried with what is new.
    if ((!noted.isDue || noted.hasFailed) && wait <= 0) return sync(noted, node, own)
    own.report(noted.status)
    if (noted.isDue) return noted
    context.after(wait, { type: 'sync' })
    return { ...noted, isDue: true }
  },
  receive(memory, message, context) {
    const own = context as KubeProxyContext
    switch (message.type) {
      case 'start':
        return begin({ node, options: message.options }, own)
      case 'stop':
        own.report(undefined)
        return undefined
      case 'sync':
        // A sync that was due when its kube-proxy ended is not the next one's.
        return memory?.isDue ? sync(memory, node, own) : memory
      case 'flushed':
        if (memory) expectChecks(memory, own)
        return memory
      case 'check':
        return memory && own.installed?.mangle.has(CANARY) === false && hasCanary(memory)
          ? syncWhole(memory, node, own)
          : memory
      case 'renew':
        return memory && memory.status.fullySyncedAt <= message.since
          ? syncWhole(memory, node, own)
          : memory
    }
  },
  idle: ({ type }) => type === 'check' || type === 'renew',
})

const hasCanary = ({ options }: KubeProxyMemory): boolean => options.mode === 'iptables'

// A full sync: whatever an earlier one has left on the node is replaced.
function begin(place: ProxyPlace, context: KubeProxyContext): KubeProxyMemory {
  const { reader, now } = context
  const written = compileAll(reader, place)
  context.configure(settingsOf(place.options, coresOf(context, place.node)))
  context.install(written.ruleset)
  const checks = allChecks(reader, place.node)
  context.tell(healthOf(checks, reader, place.node))
  const status = synced(nothingDone(reader, now), now, true)
  context.report(status)
  return { options: place.options, startedAt: now, written, checks, status, ...NOTHING_DUE }
}

const coresOf = ({ reader }: KubeProxyContext, node: string): number =>
  Number(reader.get('Node', '', node)?.status?.capacity?.['cpu'] ?? 1)

function sync(memory: KubeProxyMemory, node: string, context: KubeProxyContext): KubeProxyMemory {
  const { options } = memory
  const { reader, now } = context
  const isDueWhole = now - memory.status.fullySyncedAt >= FULL_SYNC_PERIOD
  if (memory.hasFailed || isDueWhole) return syncWhole(memory, node, context)
  const changed = inOrder(memory.changed)
  const before = memory.written.ruleset
  const written = memory.isNodeChanged
    ? compileAll(reader, { node, options })
    : memory.written.again(changed, reader, { node, options })
  const isUntouched = context.installed === undefined || context.installed === before
  const made = isUntouched
    ? written.ruleset
    : mended(context.installed as Ruleset, before, written.ruleset)
  if (!made) return retry(memory, context)
  context.install(made)
  const status = synced(memory.status, now, false)
  return after({ ...memory, written, status }, changed, { node, context })
}

function syncWhole(
  memory: KubeProxyMemory,
  node: string,
  context: KubeProxyContext,
): KubeProxyMemory {
  const { options } = memory
  const written = compileAll(context.reader, { node, options })
  context.install(written.ruleset)
  const status = synced(memory.status, context.now, true)
  return after({ ...memory, written, status }, inOrder(memory.changed), { node, context })
}

// What the tool has refused is tried again, whole, after a while.
function retry(memory: KubeProxyMemory, context: KubeProxyContext): KubeProxyMemory {
  context.after(memory.options.syncPeriod, { type: 'sync' })
  return { ...memory, isDue: true, hasFailed: true }
}

function after(
  memory: KubeProxyMemory,
  changed: readonly string[],
  { node, context }: { readonly node: string; readonly context: KubeProxyContext },
): KubeProxyMemory {
  const { reader } = context
  const checks = checksAfter(memory.checks, changed, { reader, node })
  if (checks !== memory.checks || memory.isNodeChanged) {
    context.tell(healthOf(checks, reader, node))
  }
  const stale = staleFlows(reader, changed)
  if (stale.length > 0) context.forget(stale)
  context.report(memory.status)
  return { ...memory, checks, ...NOTHING_DUE }
}

const NOTHING_DUE = {
  changed: undefined,
  isNodeChanged: false,
  isDue: false,
  hasFailed: false,
} as const

// It looks for its canary every sync period, and writes all anew every hour. While nobody touches
// the rules, neither would change anything: only then is it let to.
function expectChecks({ options, startedAt, status }: KubeProxyMemory, context: KubeProxyContext) {
  const { now } = context
  const { syncPeriod } = options
  const since = (now - startedAt) % syncPeriod
  context.after(syncPeriod - since, { type: 'check' })
  const due = status.fullySyncedAt + FULL_SYNC_PERIOD
  context.after(Math.max(0, due - now), { type: 'renew', since: status.fullySyncedAt })
}

function note(memory: KubeProxyMemory, changes: readonly Change[], now: Instant): KubeProxyMemory {
  let { changed, isNodeChanged } = memory
  const count = { services: 0, endpoints: 0 }
  for (const change of changes) {
    const { metadata } = change.object
    if (change.kind === 'Node') isNodeChanged = true
    else {
      const isSlice = change.kind === 'EndpointSlice'
      const service = isSlice ? metadata.labels?.[SERVICE_NAME_LABEL] : metadata.name
      const key = `${metadata.namespace}/${service}`
      if (service === undefined) continue
      changed = { key, earlier: changed }
      count[isSlice ? 'endpoints' : 'services']++
    }
  }
  const isSame = isNodeChanged === memory.isNodeChanged && changed === memory.changed
  if (isSame) return memory
  return { ...memory, changed, isNodeChanged, status: queued(memory.status, count, now) }
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
    const { metadata, status, spec } = (of ?? {}) as {
      readonly metadata?: { readonly labels?: unknown; readonly deletionTimestamp?: unknown }
      readonly status?: { readonly addresses?: unknown }
      readonly spec?: { readonly podCIDR?: unknown }
    }
    return JSON.stringify([
      metadata?.labels,
      metadata?.deletionTimestamp,
      status?.addresses,
      spec?.podCIDR,
    ])
  }
  return facts(object) !== facts(previous)
}
