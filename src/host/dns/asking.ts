import type { Cluster } from '../../engine'
import type { Answer } from '../../engine/api/dns'
import type { Cursor } from '../../engine/api/request'
import { ASK_DNS, type AskDns } from '../../engine/images/ask-dns'

/** Where questions from outside begin: a node, as with `docker exec node-1 dig`. */
const FROM = 'node-1'
/** The cluster's name server, as kubelets know it. */
export const CLUSTER_DNS = '10.96.0.10'

/**
 * One of CoreDNS's Pods, the same for as long as it is ready: what has been asked before is then in
 * its cache. Without any it is the Service, which refuses.
 */
export function nameServerOf(cluster: Cluster): string {
  const slices = cluster.reader().indexed('EndpointSlice', 'service', 'kube-system/kube-dns')
  const ready = slices
    .filter(({ addressType }) => addressType === 'IPv4')
    .flatMap(({ endpoints }) => endpoints.filter(({ conditions }) => conditions.ready !== false))
    .toSorted((one, other) =>
      (one.targetRef?.name ?? '') < (other.targetRef?.name ?? '') ? -1 : 1,
    )
  return ready[0]?.addresses[0] ?? CLUSTER_DNS
}

/** A question that is on its way through the cluster. */
export class Inquiry {
  private cursor: Cursor | undefined
  private text = ''

  constructor(
    private readonly cluster: Cluster,
    ask: AskDns,
  ) {
    const response = cluster.request({
      method: 'POST',
      path: `/playground/v1/hosts/${FROM}/exec`,
      query: { command: [ASK_DNS, JSON.stringify(ask)], stdout: 'true' },
    })
    this.cursor = 'stream' in response ? response.stream : undefined
  }

  /** The answer; `null` once there will be none, undefined while it may yet come. */
  poll(): Answer | null | undefined {
    while (this.cursor) {
      const { events, cursor } = this.cluster.poll(this.cursor)
      this.cursor = cursor
      for (const event of events) {
        if (typeof event === 'object' && event.type === 'stdout') this.text += event.text
      }
      if (cursor && events.length === 0) return undefined
    }
    return this.text === '' ? null : (JSON.parse(this.text) as Answer | null)
  }
}

/** Asks, and lets the cluster's time pass until there is an answer. */
export function askNow(cluster: Cluster, ask: AskDns): Answer | null {
  const inquiry = new Inquiry(cluster, ask)
  for (;;) {
    const found = inquiry.poll()
    if (found !== undefined) return found
    cluster.advance(cluster.next ?? cluster.now + 1)
  }
}
