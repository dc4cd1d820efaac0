import type { FlowRow, FlowsPage } from '../../api/kernel'
import type { Reader } from '../../apiserver/reader'
import type { Host } from '../../network/host'
import type { NodeState } from '../../network/node-state'
import { conntrackLine, endsText, type Tracked, trackedIn } from '../../network/tracked'
import type { Service } from '../../resources'
import { type Asked, placeIn } from './asked'

/** What addresses mean. */
export interface Surroundings {
  readonly reader: Reader
  host(address: number): Host | undefined
}

/** A part of a node's connection table. */
export function flowsPage(
  node: NodeState,
  asked: Asked,
  around: Surroundings & { readonly second: number },
): FlowsPage {
  const all = trackedIn(node.flows, around.second)
  const words = asked.filter.toLowerCase().split(/\s+/)
  const services = servicesBy(around.reader)
  const has = (tracked: Tracked): boolean => {
    const { text, client = '', server = '', service = '' } = rowOf(tracked, around, services)
    const whole = `${text} ${client} ${server} ${service}`.toLowerCase()
    return words.every((word) => whole.includes(word))
  }
  const some = asked.filter === '' ? all : all.filter(has)
  const { offset, end } = placeIn(asked, some.length)
  const rows = some.slice(offset, end).map((each) => rowOf(each, around, services))
  return { flows: all.length, matching: some.length, offset, rows }
}

function rowOf(tracked: Tracked, around: Surroundings, services: Services): FlowRow {
  const { id, protocol, state, secondsLeft, isAnswered } = tracked
  const original = endsText(tracked.original)
  const reply = endsText(tracked.reply)
  const client = around.host(tracked.original.source)?.place
  const server = around.host(tracked.reply.source)?.place
  const { destination, destinationPort } = original
  const service =
    services.get(`${destination} ${protocol} ${destinationPort}`) ??
    services.get(`${protocol} ${destinationPort}`)
  const isTranslated = original.destination !== reply.source
  return {
    id,
    protocol,
    ...(state === undefined ? undefined : { state }),
    secondsLeft,
    original,
    reply,
    isAnswered,
    text: conntrackLine(tracked),
    ...(client === undefined ? undefined : { client }),
    ...(server === undefined ? undefined : { server }),
    ...(service === undefined || !isTranslated ? undefined : { service }),
  }
}

// By address, protocol and port; by protocol and port for node ports, which are on any address.
type Services = ReadonlyMap<string, string>

function servicesBy(reader: Reader): Services {
  const found = new Map<string, string>()
  for (const service of reader.list('Service')) {
    const id = `service/${service.metadata.namespace}/${service.metadata.name}`
    for (const { protocol, port, nodePort } of service.spec.ports ?? []) {
      const by = protocol.toLowerCase()
      for (const address of addressesOf(service)) found.set(`${address} ${by} ${port}`, id)
      if (nodePort) found.set(`${by} ${nodePort}`, id)
    }
  }
  return found
}

function addressesOf({ spec, status }: Service): readonly string[] {
  const ingress = (status?.loadBalancer?.ingress ?? []).flatMap(({ ip }) => ip ?? [])
  return [...(spec.clusterIPs ?? []), ...(spec.externalIPs ?? []), ...ingress]
}
