import { milliOf, unitsOf } from '../api/quantity'
import type { Pod } from '../resources'
import type { Container } from '../resources/pod/container'

/** Amounts by the name of the resource: CPU in thousandths, all else in whole units. */
export type Amounts = Readonly<Record<string, number>>

/** What a Pod takes from a node. */
export interface PodRequest {
  readonly amounts: Amounts
  /** For scoring: a container that asks for nothing counts as a small one. */
  readonly scored: { readonly cpu: number; readonly memory: number }
  /** Ports of the node itself, as `TCP 0.0.0.0 8080`. */
  readonly ports: readonly string[]
}

// pkg/scheduler/util: 100 m and 200 MiB.
const ASSUMED_CPU = 100
const ASSUMED_MEMORY = 200 * 1024 * 1024
const NOTHING: Amounts = {}

/** Reads a list of quantities. */
export function amountsOf(quantities: Readonly<Record<string, string>> | undefined): Amounts {
  if (quantities === undefined) return NOTHING
  const amounts: Record<string, number> = {}
  for (const name in quantities) {
    amounts[name] = name === 'cpu' ? milliOf(quantities[name]) : unitsOf(quantities[name])
  }
  return amounts
}

/** Two lists of amounts, name by name. */
export function plus(left: Amounts, right: Amounts): Amounts {
  if (right === NOTHING) return left
  const sum: Record<string, number> = { ...left }
  for (const name in right) sum[name] = (sum[name] ?? 0) + (right[name] ?? 0)
  return sum
}

/** What is left of amounts without others. */
export function minus(left: Amounts, right: Amounts): Amounts {
  if (right === NOTHING) return left
  const rest: Record<string, number> = { ...left }
  for (const name in right) rest[name] = (rest[name] ?? 0) - (right[name] ?? 0)
  return rest
}

function largest(left: Amounts, right: Amounts): Amounts {
  const most: Record<string, number> = { ...left }
  for (const name in right) most[name] = Math.max(most[name] ?? 0, right[name] ?? 0)
  return most
}

// Pods of one template share what their containers ask for: it is read once. Only a cache.
const read = new WeakMap<object, Amounts>()

function requestsOf({ resources }: Container): Amounts {
  const { requests } = resources
  if (requests === undefined) return NOTHING
  const known = read.get(requests)
  if (known) return known
  const amounts = amountsOf(requests)
  read.set(requests, amounts)
  return amounts
}

// So it is with what a Pod takes as a whole, as long as it has one container only.
const single = new WeakMap<object, { readonly ports: unknown; readonly request: PodRequest }>()

/** What a Pod takes: its containers together, or an init container that takes more before them. */
export function requestOf({ spec }: Pod): PodRequest {
  const [only] = spec.containers
  const isOne = spec.containers.length === 1 && !spec.initContainers && !spec.overhead
  if (!only || !isOne) return summed(spec)
  const { ports, resources } = only
  const known = single.get(resources)
  if (known && known.ports === ports) return known.request
  const request = summed(spec)
  single.set(resources, { ports, request })
  return request
}

function summed({ containers, initContainers = [], overhead }: Pod['spec']): PodRequest {
  const running = [...containers, ...initContainers.filter(isSidecar)]
  let amounts = running.map(requestsOf).reduce(plus, NOTHING)
  for (const container of initContainers) {
    if (!isSidecar(container)) amounts = largest(amounts, requestsOf(container))
  }
  if (overhead !== undefined) amounts = plus(amounts, amountsOf(overhead))
  let [cpu, memory] = [0, 0]
  for (const container of running) {
    cpu += requestsOf(container)['cpu'] ?? ASSUMED_CPU
    memory += requestsOf(container)['memory'] ?? ASSUMED_MEMORY
  }
  return { amounts, scored: { cpu, memory }, ports: running.flatMap(hostPortsOf) }
}

const isSidecar = ({ restartPolicy }: Container): boolean => restartPolicy === 'Always'

function hostPortsOf({ ports }: Container): readonly string[] {
  if (ports === undefined) return []
  return ports
    .filter(({ hostPort = 0 }) => hostPort > 0)
    .map(({ protocol, hostIP = '0.0.0.0', hostPort }) => `${protocol} ${hostIP} ${hostPort}`)
}
