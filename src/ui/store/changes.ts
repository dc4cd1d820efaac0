import type { NodeFault, PodFault } from '../../engine/api/fault'
import type { ApiResponse, ConnectRequest } from '../../engine/api/request'
import type { Traffic } from '../../engine/api/traffic'
import type { Change, Client } from '../../host/protocol'
import type * as kubectl from '../../kubectl/client'
import type { PaneName } from '../../scenarios/scenario'

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

/** The pane in which something is changed, or the page around this one, which is free to. */
export type ChangedBy = PaneName | 'around'

/** What belongs to a change, besides what it is called. */
export interface ChangeOptions {
  readonly side?: PageSide | undefined
  /** In which pane it is made: where nothing can be changed, it is refused. */
  readonly pane?: ChangedBy | undefined
}

/** Numbers the changes of a playground, and turns the page when the cluster is turned. */
export class Changes {
  private last = 0
  private readonly sides = new Map<string, PageSide>()

  constructor(
    private readonly client: Client,
    private readonly isReadOnly: (pane: PaneName) => boolean = () => false,
  ) {
    client.onTurned(({ how, changes }) => {
      const inOrder = how === 'undone' ? changes.toReversed() : changes
      for (const { id } of inOrder) this.sides.get(id)?.[how]()
    })
  }

  begin(text: string, { side, pane }: ChangeOptions = {}): OpenChange {
    const mayWrite = pane === undefined || pane === 'around' || !this.isReadOnly(pane)
    const label = text.length > longestLabel ? `${text.slice(0, longestLabel)}…` : text
    const change = { id: `change/${++this.last}`, label }
    const [oldest] = this.sides.keys()
    if (oldest !== undefined && this.sides.size >= sidesKept) this.sides.delete(oldest)
    if (side) this.sides.set(change.id, side)
    const { client } = this
    return {
      ...change,
      server: client,
      request: async (request) =>
        mayWrite || isLook(request) ? client.request(request, change) : refused,
      connect: (request) => client.connect(request, change),
      stream: (request) => client.stream(request),
      traffic: (traffic) => {
        if (mayWrite) client.traffic(traffic, change)
      },
      fault: (node, fault) => {
        if (mayWrite) client.fault(node, fault, change)
      },
      podFault: (pod, fault) => {
        if (mayWrite) client.podFault(pod, fault, change)
      },
    }
  }
}

const readOnlyText = 'this playground was shared to be looked at: nothing can be changed here'
const refused: ApiResponse = {
  status: 403,
  body: {
    ...{ kind: 'Status', apiVersion: 'v1', metadata: {} },
    ...{ status: 'Failure', message: readOnlyText, reason: 'Forbidden', code: 403 },
  },
}

/** A request that leaves the cluster as it is: a read, a dry run, a question to the page's own. */
const isLook = ({ method, path, query }: ConnectRequest): boolean =>
  method === 'GET' || path.startsWith('/playground/') || query?.['dryRun'] !== undefined
