import type { Call } from '../command'
import { isNotFound, textOf } from '../errors'
import { isList, isObject, type JsonObject, own } from '../json'
import { pathTo } from '../resources/naming'
import { phaseOf } from '../sessions/containers'
import { annotationsIn, metadataIn } from '../writing/annotation'

/** Whether a Pod goes when its node is drained, and what is to be said about it. */
export interface Verdict {
  readonly pod: JsonObject
  readonly goes: boolean
  readonly warning?: string
  /** Why the node cannot be drained. */
  readonly error?: string
}

const daemonSets = { group: 'apps', version: 'v1', plural: 'daemonsets', namespaced: true }

const isOver = (pod: JsonObject): boolean => ['Succeeded', 'Failed'].includes(phaseOf(pod))

function controllerOf(pod: JsonObject): JsonObject | undefined {
  const owners = own(metadataIn(pod), 'ownerReferences')
  const found = isList(owners)
    ? owners.find((each) => isObject(each) && each['controller'] === true)
    : undefined
  return isObject(found) ? found : undefined
}

/** Judges a Pod by kubectl's filters, in their order (kubectl's drain package, filters.go). */
export async function verdictOn(call: Call, pod: JsonObject): Promise<Verdict> {
  const controller = controllerOf(pod)
  const daemon = await byDaemonSet(call, pod, controller)
  if (daemon && !daemon.goes) return daemon
  if (own(annotationsIn(pod), 'kubernetes.io/config.mirror') !== undefined) {
    return { pod, goes: false }
  }
  const { flags } = call
  if (hasLocalStorage(pod) && !isOver(pod) && !flags.bool('delete-emptydir-data')) {
    return refused(pod, 'Pods with local storage (use --delete-emptydir-data to override)')
  }
  if (controller || isOver(pod)) return { pod, goes: true }
  return flags.bool('force')
    ? { pod, goes: true, warning: 'deleting Pods that declare no controller' }
    : refused(pod, 'cannot delete Pods that declare no controller (use --force to override)')
}

const refused = (pod: JsonObject, error: string): Verdict => ({ pod, goes: false, error })

async function byDaemonSet(
  { session, flags }: Call,
  pod: JsonObject,
  controller: JsonObject | undefined,
): Promise<Verdict | undefined> {
  if (controller?.['kind'] !== 'DaemonSet' || isOver(pod)) return undefined
  const namespace = String(metadataIn(pod)['namespace'])
  try {
    await session.server.get(pathTo(daemonSets, namespace, String(controller['name'])))
  } catch (error) {
    const said = textOf(error).replace(/^Error from server \(\w+\): /, '')
    if (!isNotFound(error) || !flags.bool('force')) return refused(pod, said)
    return { pod, goes: true, warning: said }
  }
  return flags.bool('ignore-daemonsets')
    ? { pod, goes: false, warning: 'ignoring DaemonSet-managed Pods' }
    : refused(pod, 'DaemonSet-managed Pods (use --ignore-daemonsets to ignore)')
}

function hasLocalStorage(pod: JsonObject): boolean {
  const spec = own(pod, 'spec')
  const volumes = isObject(spec) ? own(spec, 'volumes') : undefined
  return isList(volumes) && volumes.some((each) => isObject(each) && 'emptyDir' in each)
}

const placeOf = ({ pod }: Verdict): string => {
  const { namespace, name } = metadataIn(pod)
  return `${String(namespace)}/${String(name)}`
}

/** `text: ns/a, ns/b` for each text, in the order of first appearance. */
function gathered(verdicts: readonly Verdict[], textFor: (each: Verdict) => string | undefined) {
  const found = new Map<string, string[]>()
  for (const verdict of verdicts) {
    const text = textFor(verdict)
    if (text !== undefined) found.set(text, [...(found.get(text) ?? []), placeOf(verdict)])
  }
  return [...found].map(([text, places]) => `${text}: ${places.join(', ')}`)
}

/** The warnings of a drain as one line; empty when there are none. */
export const warningsOf = (verdicts: readonly Verdict[]): string =>
  gathered(verdicts, ({ warning }) => warning).join('; ')

/** Why a node cannot be drained; empty when it can. */
export const errorsOf = (verdicts: readonly Verdict[]): readonly string[] =>
  gathered(verdicts, ({ error }) => error).map((text) => `cannot delete ${text}`)
