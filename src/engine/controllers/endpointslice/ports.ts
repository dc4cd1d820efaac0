import type { Pod, Service } from '../../resources'
import type { EndpointPort } from '../../resources/endpointslice'
import type { ServicePort } from '../../resources/service/schema'

/** Resolves a Service's ports on a Pod: those that it has, in the Service's order. */
export type PortResolver = (pod: Pod) => readonly EndpointPort[]

/**
 * How a Service's ports are found on its Pods. Numbers are the same on all: they are resolved once.
 */
export function portResolver({ spec }: Service): PortResolver {
  const ports = spec.ports ?? []
  if (ports.every(({ targetPort }) => typeof targetPort === 'number')) {
    const resolved = ports.map((port) => endpointPort(port, Number(port.targetPort)))
    return () => resolved
  }
  const known = new Map<string, readonly EndpointPort[]>()
  return (pod) => {
    const numbers = ports.map((port) => targetOf(pod, port))
    const key = numbers.join()
    const resolved = known.get(key) ?? resolve(ports, numbers)
    known.set(key, resolved)
    return resolved
  }
}

/**
 * The number behind a Service's target port on a Pod; undefined when it has no port of that name.
 */
export function targetOf(pod: Pod, { targetPort, protocol }: ServicePort): number | undefined {
  if (typeof targetPort === 'number') return targetPort
  const { containers, initContainers = [] } = pod.spec
  const sidecars = initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always')
  for (const { ports = [] } of [...containers, ...sidecars]) {
    for (const port of ports) {
      if (port.name === targetPort && port.protocol === protocol) return port.containerPort
    }
  }
  return undefined
}

const resolve = (
  ports: readonly ServicePort[],
  numbers: readonly (number | undefined)[],
): readonly EndpointPort[] =>
  ports.flatMap((port, index) => {
    const number = numbers[index]
    return number === undefined ? [] : [endpointPort(port, number)]
  })

const endpointPort = (
  { name = '', protocol, appProtocol }: ServicePort,
  port: number,
): EndpointPort => ({
  name,
  port,
  protocol,
  ...(appProtocol === undefined ? {} : { appProtocol }),
})

/** Tells lists of ports apart: endpoints share a slice when theirs are the same. */
export const portsKey = (ports: readonly EndpointPort[]): string =>
  ports
    .map(({ name, protocol, port, appProtocol }) => `${name}/${protocol}/${port}/${appProtocol}`)
    .sort()
    .join()
