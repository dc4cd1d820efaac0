import type { ServiceSummary } from '../../../projection/summary'

/** How much of each Pod is said: all, its suffix, or its state alone. */
export type Density = 'full' | 'chip' | 'dot'

/** Lengths in the picture's own units: pixels at zoom 1. */
export const sizes = {
  /** kube-proxy's strip along a node's left edge. */
  strip: 20,
  /** Between the strip and the Pods: where lines end and marks stand. */
  landing: 30,
  nodeHeader: 32,
  nodePadding: 10,
  nodeGap: 14,
  service: 208,
  /** The selector's tag below a Service, with the thread it hangs on. */
  selector: 30,
  serviceGap: 22,
  /** Between Services and nodes: where lines run, and labels that differ are said. */
  gutter: 156,
  clusterPadding: 18,
  clusterHeader: 34,
  /** Between the cluster's border and what is outside. */
  shore: 46,
  client: { width: 156, height: 58 },
  host: { width: 156, height: 46 },
  balancer: { width: 124, height: 54 },
  book: { width: 150, height: 46 },
  system: { width: 106, height: 20, gap: 4 },
  /** A line on its Pod for each client that asks from it. */
  clientLine: 20,
} as const

/** A Pod's box, and how many stand side by side in a node. */
export const podSizes: Readonly<
  Record<Density, { readonly width: number; readonly height: number; readonly gap: number }>
> = {
  full: { width: 216, height: 44, gap: 8 },
  chip: { width: 96, height: 26, gap: 6 },
  dot: { width: 18, height: 18, gap: 4 },
}

/** Lines that a Service's capsule holds below its name. */
export const serviceLines = (service: ServiceSummary): number => {
  if (service.serviceType === 'ExternalName') return 1
  const external = service.serviceType === 'LoadBalancer' ? 1 : 0
  return Math.min(portLines(service), 3) + external
}

/** One port shares the address's line, unless a node port makes it long. */
export const portLines = ({ ports, serviceType }: ServiceSummary): number => {
  const alone = ports.length <= 1 && serviceType === 'ClusterIP'
  return alone ? 1 : 1 + ports.length
}

/** How high a Service stands, its selector's tag included. */
export const serviceHeight = (service: ServiceSummary): number =>
  capsuleHeight(service) + sizes.selector

/** How high the capsule alone is. */
export const capsuleHeight = (service: ServiceSummary): number => 38 + serviceLines(service) * 17

/** How much can be said of each Pod when the fullest node has so many. */
export function densityFor(podsOnFullestNode: number, narrow: boolean): Density {
  if (podsOnFullestNode > 48) return 'dot'
  if (podsOnFullestNode > 10 || narrow) return 'chip'
  return 'full'
}

/** How many Pods stand side by side. */
export function columnsFor(density: Density, pods: number, narrow: boolean): number {
  if (density === 'full') return pods > 5 ? 2 : 1
  if (density === 'chip') return narrow ? 2 : Math.max(2, Math.min(5, Math.ceil(pods / 4)))
  return 18
}
