import { failed } from '../errors'
import { isList, isObject, type JsonObject, own } from '../json'
import { metadataIn } from '../writing/annotation'

/** A port of the laptop, and the container's port that it leads to. */
export interface ForwardedPort {
  /** 0 lets the laptop choose one. */
  readonly local: number
  readonly remote: number
}

const specIn = (object: JsonObject): JsonObject => {
  const spec = own(object, 'spec')
  return isObject(spec) ? spec : {}
}
const portsIn = (holder: JsonObject): readonly JsonObject[] => {
  const ports = own(holder, 'ports')
  return isList(ports) ? ports.filter(isObject) : []
}
const nameOf = (object: JsonObject): string => String(metadataIn(object)['name'])
const isNumber = (text: string): boolean => /^[+-]?\d+$/.test(text)

/** `8080:80` as it stands; what is written once counts for both. */
function halves(text: string): readonly [string, string] {
  const parts = text.split(':')
  const [first = '', second] = parts
  return parts.length === 2 ? [first, second ?? ''] : [first, first]
}

/** A Pod's port by its name. */
function containerPort(pod: JsonObject, name: string): number {
  const containers = own(specIn(pod), 'containers')
  for (const container of isList(containers) ? containers.filter(isObject) : []) {
    const found = portsIn(container).find((port) => port['name'] === name)
    if (found) return Number(found['containerPort'])
  }
  throw failed(`Pod '${nameOf(pod)}' does not have a named port '${name}'`)
}

/** The ports of a Pod or of what stands for it: names become numbers. */
export const podPorts = (pod: JsonObject, texts: readonly string[]): readonly string[] =>
  texts.map((text) => {
    const [local, remote] = halves(text)
    if (isNumber(remote) || remote === '') return text.includes(':') ? `${local}:${remote}` : text
    const port = String(containerPort(pod, remote))
    return local === remote ? port : `${local}:${port}`
  })

/** The ports of a Service become those of its containers (translateServicePortToTargetPort). */
export const servicePorts = (
  service: JsonObject,
  pod: JsonObject,
  texts: readonly string[],
): readonly string[] =>
  texts.map((text) => {
    const [local, remote] = halves(text)
    const number = isNumber(remote) ? Number(remote) : portNamed(service, remote)
    const target = String(targetOf(service, pod, number))
    const from = local === remote ? String(number) : local
    return from === target ? target : `${from}:${target}`
  })

function portNamed(service: JsonObject, name: string): number {
  const found = portsIn(specIn(service)).find((port) => port['name'] === name)
  if (found) return Number(found['port'])
  throw failed(`Service '${nameOf(service)}' does not have a named port '${name}'`)
}

function targetOf(service: JsonObject, pod: JsonObject, port: number): number {
  const found = portsIn(specIn(service)).find((each) => each['port'] === port)
  if (!found) throw failed(`Service ${nameOf(service)} does not have a service port ${port}`)
  if (own(specIn(service), 'clusterIP') === 'None') return port
  const target = own(found, 'targetPort')
  if (typeof target === 'string') return containerPort(pod, target)
  return Number(target || port)
}

/** Refuses ports that are only UDP: a session carries TCP. */
export function checkProtocols(
  holders: readonly JsonObject[],
  key: string,
  texts: readonly string[],
) {
  const ports = holders.flatMap(portsIn)
  for (const text of texts) {
    const [, remote] = halves(text)
    const same = ports.filter((port) => String(port[key]) === remote || port['name'] === remote)
    if (same.length > 0 && same.every((port) => own(port, 'protocol') === 'UDP')) {
      throw failed(`UDP protocol is not supported for ${remote}`)
    }
  }
}

/** Ports as numbers (client-go's portforward, parsePorts). */
export const parsedPorts = (texts: readonly string[]): readonly ForwardedPort[] =>
  texts.map((text) => {
    const parts = text.split(':')
    const [first = '', second] = parts
    if (parts.length > 2) throw failed(`invalid port format '${text}'`)
    if (second !== undefined && second === '') throw failed(`invalid port format '${text}'`)
    const local = first === '' ? 0 : parsed(first, 'local')
    const remote = second === undefined ? local : parsed(second, 'remote')
    if (remote === 0) throw failed('remote port must be > 0')
    return { local, remote }
  })

function parsed(text: string, side: string): number {
  const quoted = JSON.stringify(text)
  const why = `error parsing ${side} port '${text}': strconv.ParseUint: parsing ${quoted}:`
  if (!/^\d+$/.test(text)) throw failed(`${why} invalid syntax`)
  if (Number(text) > 65_535) throw failed(`${why} value out of range`)
  return Number(text)
}
