import type { ServiceSummary, SliceSummary } from '../../../projection/summary'

/** How much of each Pod is said: all, its suffix, or its state alone. */
export type Density = 'full' | 'chip' | 'dot'

/** Lengths in the picture's own units: pixels at zoom 1. */
export const sizes = {
  /** kube-proxy's strip along a node's left edge. */
  strip: 20,
  /** Beside the strip, a node port's tag. */
  nodePort: 54,
  /** Between two columns of nodes: ports have their tags there, and ways lead down. */
  betweenNodes: 74,
  /** Between the strip and the Pods: where lines end and marks stand. */
  landing: 30,
  nodePadding: 10,
  /** A workload whose Pods are shown as one thing. */
  group: 66,
  /** The selector's tag below a Service, with the thread it hangs on. */
  selector: 30,
  /** Between the cluster's border and what is outside. */
  shore: 30,
  /** Between two that stand outside, one below the other. */
  outsideGap: 16,
  /** On a small screen, between the cluster's border and what stands above it: a way's corridor. */
  landingAbove: 14,
  /** Above the cluster's border: where port-forwards lead along. */
  tunnel: 22,
  client: { width: 144, height: 50 },
  host: { width: 152, height: 46 },
  balancer: { width: 120, height: 54 },
  book: { width: 150, height: 46 },
  system: { width: 138, height: 26, gap: 0 },
  /** A line on its Pod for each client that asks from it. */
  clientLine: 20,
} as const

/** Lengths that are others where there is little room. */
export interface Spans {
  /** A Service's width. */
  readonly service: number
  /** Between Services and nodes: where lines run, and labels that differ are said. */
  readonly gutter: number
  /** Lines run straight for so long before they come to a node. */
  readonly lead: number
  /** Between the cluster's border and what is in it. */
  readonly padding: number
  /** Above all that is in the cluster: its name. */
  readonly header: number
  /** Above a node's Pods: its name. */
  readonly nodeHeader: number
  /** The least height of a node: its strip has to hold a name. */
  readonly leastNode: number
  readonly nodeGap: number
  /** Between two Services. */
  readonly serviceGap: number
}

/** The lengths for a page with one column, or for one with room. */
export const spansFor = (narrow: boolean): Spans =>
  narrow
    ? {
        ...{ service: 136, gutter: 90, lead: 24, padding: 10, header: 14 },
        ...{ nodeHeader: 26, leastNode: 70, nodeGap: 6, serviceGap: 10 },
      }
    : {
        ...{ service: 200, gutter: 120, lead: 64, padding: 18, header: 26 },
        ...{ nodeHeader: 28, leastNode: 80, nodeGap: 10, serviceGap: 20 },
      }

/** A Pod's box, and the room around it. */
interface PodSize {
  readonly width: number
  readonly height: number
  /** Between two that stand one below the other. */
  readonly gap: number
  /** Between two that stand side by side. */
  readonly aisle: number
}

/** How large Pods are of which so much is said. */
export const podSizes: Readonly<Record<Density, PodSize>> = {
  full: { width: 200, height: 44, gap: 8, aisle: 30 },
  chip: { width: 94, height: 26, gap: 6, aisle: 6 },
  dot: { width: 18, height: 18, gap: 4, aisle: 4 },
}

/** Ports that a Service has a line for. */
const portsShown = 2

/** One port shares the address's line, unless a node port makes it long, or there is no room. */
export const sharesLine = ({ ports, serviceType }: ServiceSummary, narrow: boolean): boolean =>
  ports.length <= 1 && serviceType === 'ClusterIP' && !narrow

/** Lines that a Service's capsule holds below its name. */
function serviceLines(service: ServiceSummary, narrow: boolean): number {
  if (service.serviceType === 'ExternalName') return 1
  const external = service.serviceType === 'LoadBalancer' ? 1 : 0
  const ports = sharesLine(service, narrow) ? 0 : Math.min(service.ports.length, portsShown)
  return 1 + ports + external
}

/** How high a Service's capsule is. */
export const capsuleHeight = (service: ServiceSummary, narrow: boolean): number =>
  38 + serviceLines(service, narrow) * 17

/** How high a Service stands, its selector's tag included. */
export const serviceHeight = (service: ServiceSummary, narrow: boolean): number =>
  capsuleHeight(service, narrow) + sizes.selector

/** Lengths between the columns of the Service lens. */
export interface LensSpans {
  /** Between who asks and what is asked. */
  readonly asking: number
  /** Between a Service and its EndpointSlices. */
  readonly listing: number
  /** How wide a slice is. */
  readonly slice: number
  /** Between slices and Pods: where labels that differ are said. */
  readonly reaching: number
  /** Between the cluster's border and what is in it: room for a way past all to its left. */
  readonly side: number
  /** Between the bands of two Services. */
  readonly band: number
}

/** The Service lens' lengths for a page with one column, or for one with room. */
export const lensSpansFor = (narrow: boolean): LensSpans =>
  narrow
    ? { asking: 0, listing: 18, slice: 72, reaching: 36, side: 18, band: 18 }
    : { asking: 48, listing: 28, slice: 112, reaching: 60, side: 20, band: 26 }

/** A slice's head, a line of it, and what is left below the last. */
const sliceParts = { head: 24, line: 17, foot: 5, lines: 8 }

/** How many endpoints of a slice have a line of their own; one line more counts the others. */
export const sliceLines = ({ endpoints, all }: SliceSummary): number =>
  all <= sliceParts.lines ? endpoints.length : Math.min(endpoints.length, sliceParts.lines - 1)

/** How high a slice is that lists so many. */
export const linesHeight = (all: number): number => {
  const lines = Math.max(1, Math.min(all, sliceParts.lines))
  return sliceParts.head + lines * sliceParts.line + sliceParts.foot
}

/** How high a slice is; one of very many only counts its endpoints. */
export const sliceHeight = ({ endpoints, all }: SliceSummary): number =>
  linesHeight(endpoints.length === 0 ? 1 : all)

/** How far down in its slice the middle of a line is; those that have none share the last. */
export const sliceLineAt = (slice: SliceSummary, index: number): number => {
  const line = index < 0 ? sliceLines(slice) : Math.min(index, sliceLines(slice))
  return sliceParts.head + (line + 0.5) * sliceParts.line
}

/** How much is said of each Pod in the Service lens, by how many there are. */
export function lensDensityFor(pods: number, narrow: boolean): Density {
  if (pods > (narrow ? 24 : 60)) return 'dot'
  return pods > 9 || narrow ? 'chip' : 'full'
}

/** How many Pods of one Service stand side by side. */
export const lensColumnsFor = (density: Density, narrow: boolean): number =>
  ({ full: 1, chip: narrow ? 1 : 2, dot: narrow ? 4 : 9 })[density]

/** As many rows of whole Pods, below each other, fit on a screen. */
const wholeRows = 6

/** How many Pods there are to stay, and what they stand in. */
export interface Crowd {
  readonly pods: number
  /** Those of the node that has the most. */
  readonly fullest: number
  readonly nodes: number
  /** Nodes, and workloads shown as one, which stand among them. */
  readonly frames: number
}

/** How much can be said of each Pod of so many. */
export function densityFor({ pods, fullest, nodes, frames }: Crowd, narrow: boolean): Density {
  if (fullest > 48) return 'dot'
  // As if they were dealt evenly: while Pods are replaced, they go from node to node.
  const [each, more] = [Math.floor(pods / nodes), pods % nodes]
  const rows = more * Math.ceil((each + 1) / 2) + (nodes - more) * Math.ceil(each / 2)
  return rows > wholeRows * Math.ceil(frames / 4) || narrow ? 'chip' : 'full'
}

/** More Pods than this, one below the other, would not fit on a screen. */
const podsInOneColumn = 7

/** How many Pods stand side by side: by the Pods of the fullest node, and by all of them. */
export function columnsFor(density: Density, { pods, fullest }: Crowd, narrow: boolean): number {
  if (density === 'full') return fullest > 5 || pods > podsInOneColumn ? 2 : 1
  if (density === 'chip') return narrow ? 1 : Math.max(2, Math.min(5, Math.ceil(fullest / 4)))
  return 18
}
