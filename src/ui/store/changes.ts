import type { NodeFault, PodFault } from '../../engine/api/fault'
import type { Traffic } from '../../engine/api/traffic'
import type { Change, Client } from '../../host/protocol'
import type * as kubectl from '../../kubectl/client'

/** What the page itself keeps of a change, besides what the cluster does. */
export interface PageSide {
  /** The change was undone. */
  undone(): void
  /** It was done again. */
  redone(): void
}

/** A change under way: what is sent through it belongs to it. */
export interface OpenChange extends Change, kubectl.Client {
  traffic(traffic: readonly Traffic[]): void
  /** Breaks a node, or (without a fault) mends it. */
  fault(node: string, fault: NodeFault | undefined): void
  /** Breaks the app of a Pod, `namespace/name`, or mends it. */
  podFault(pod: string, fault: PodFault): void
}

/** As many are remembered with what the page keeps of them: more than can be undone. */
const sidesKept = 400
const longestLabel = 200

/** Numbers the changes of a playground, and turns the page when the cluster is turned. */
export class Changes {
  private last = 0
  private readonly sides = new Map<string, PageSide>()

  constructor(private readonly client: Client) {
    client.onTurned(({ how, changes }) => {
      const inOrder = how === 'undone' ? changes.toReversed() : changes
      for (const { id } of inOrder) this.sides.get(id)?.[how]()
    })
  }

  begin(text: string, side?: PageSide): OpenChange {
    const label = text.length > longestLabel ? `${text.slice(0, longestLabel)}…` : text
    const change = { id: `change/${++this.last}`, label }
    const [oldest] = this.sides.keys()
    if (oldest !== undefined && this.sides.size >= sidesKept) this.sides.delete(oldest)
    if (side) this.sides.set(change.id, side)
    const { client } = this
    return {
      ...change,
      server: client,
      request: (request) => client.request(request, change),
      connect: (request) => client.connect(request, change),
      stream: (request) => client.stream(request),
      traffic: (traffic) => client.traffic(traffic, change),
      fault: (node, fault) => client.fault(node, fault, change),
      podFault: (pod, fault) => client.podFault(pod, fault, change),
    }
  }
}
