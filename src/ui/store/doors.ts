import type { Traffic } from '../../engine/api/traffic'
import type { Summary } from '../../projection/summary'
import { apiPathOf } from './places'

/** Clients that ask a Service by the address of its load balancer: each one's Service, by id. */
export function balancedBy(
  traffic: readonly Traffic[],
  summaries: ReadonlyMap<string, Summary>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { name, url } of traffic) {
    const { host = '' } = partsOf(url)
    for (const each of summaries.values()) {
      if (each.type === 'service' && each.external.includes(host)) found.set(name, each.id)
    }
  }
  return found
}

/** What of a Service tells how it is asked from outside. */
interface Balanced {
  readonly spec?: {
    readonly ports?: readonly { readonly port: number; readonly nodePort?: number }[]
  }
  readonly status?: {
    readonly loadBalancer?: {
      readonly ingress?: readonly { readonly ip?: string; readonly hostname?: string }[]
    }
  }
}

interface Nodes {
  readonly items?: readonly {
    readonly status?: { readonly addresses?: readonly { readonly address: string }[] }
  }[]
}

/**
 * The same clients where another environment gives addresses: they ask their Service's balancer by
 * the address that it has there, or, when nobody gives it one, the Service's port of a node.
 */
export async function readdressed(
  traffic: readonly Traffic[],
  services: ReadonlyMap<string, string>,
  read: (path: string) => Promise<unknown>,
): Promise<readonly Traffic[]> {
  const { items = [] } = ((await read('/api/v1/nodes')) ?? {}) as Nodes
  const node = items[0]?.status?.addresses?.[0]?.address
  return Promise.all(
    traffic.map(async (each) => {
      const path = apiPathOf(services.get(each.name) ?? '')
      const service = path === undefined ? undefined : ((await read(path)) as Balanced | undefined)
      return service ? { ...each, url: urlAt(each.url, service, node) } : each
    }),
  )
}

function urlAt(url: string, { spec, status }: Balanced, node: string | undefined): string {
  const { scheme, port, rest } = partsOf(url)
  const [ingress] = status?.loadBalancer?.ingress ?? []
  const address = ingress?.ip ?? ingress?.hostname
  if (address !== undefined) return `${scheme}${address}${port ?? ''}${rest}`
  const asked = port === undefined ? 80 : Number(port.slice(1))
  const nodePort = spec?.ports?.find((each) => each.port === asked)?.nodePort
  return node === undefined || nodePort === undefined ? url : `${scheme}${node}:${nodePort}${rest}`
}

/** A URL in parts; the port with its colon, if there is one. */
function partsOf(url: string) {
  const [, scheme = '', host, port, rest = ''] =
    /^([a-z]+:\/\/)?([^:/?#]*)(:\d+)?(.*)$/i.exec(url) ?? []
  return { scheme, host, port, rest }
}
