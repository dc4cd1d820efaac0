import { failed } from '../errors'
import type { JsonObject } from '../json'
import { metadataOf } from './metadata'
import { labelsOf, portOf } from './pod'

/** What `expose` has made of its flags and of the object that it exposes. */
export interface ExposedOptions {
  readonly name: string
  readonly labels: string
  readonly selector: string
  /** Numbers with commas between. */
  readonly ports: string
  readonly protocol: string
  /** The exposed object's own protocols, by port. */
  readonly protocols: ReadonlyMap<string, readonly string[]>
  readonly targetPort: string
  readonly type: string
  readonly externalIp: string
  readonly loadBalancerIp: string
  readonly sessionAffinity: string
  readonly clusterIp: string
}

/** A Service as `expose` makes it (kubectl's expose.go, createService). */
export function exposedService(options: ExposedOptions): JsonObject {
  const { name, type, externalIp, loadBalancerIp, sessionAffinity, clusterIp } = options
  const labels = labelsOf(options.labels)
  const ports = portsOf(options)
  if (!['', 'ClientIP', 'None'].includes(sessionAffinity)) {
    throw failed(`unknown session affinity: ${sessionAffinity}`)
  }
  return {
    kind: 'Service',
    apiVersion: 'v1',
    metadata: metadataOf({ name }, { labels }),
    spec: {
      ...(ports.length > 0 ? { ports } : {}),
      selector: labelsOf(options.selector),
      ...(clusterIp === '' ? {} : { clusterIP: clusterIp }),
      ...(type === '' ? {} : { type }),
      ...(externalIp === '' ? {} : { externalIPs: [externalIp] }),
      ...(sessionAffinity === '' ? {} : { sessionAffinity }),
      ...(type === 'LoadBalancer' && loadBalancerIp !== ''
        ? { loadBalancerIP: loadBalancerIp }
        : {}),
    },
    status: { loadBalancer: {} },
  }
}

function portsOf(options: ExposedOptions): readonly JsonObject[] {
  const numbers = options.ports === '' ? [] : options.ports.split(',')
  return numbers.flatMap((text, index) => {
    const port = portOf(text)
    const name = numbers.length > 1 ? `port-${index + 1}` : ''
    const own = options.protocol === '' ? (options.protocols.get(text) ?? []) : []
    const targetPort = targetOf(options.targetPort, port)
    if (own.length < 2) {
      const protocol = options.protocol || (own[0] ?? 'TCP')
      return [{ ...(name === '' ? {} : { name }), protocol, port, targetPort }]
    }
    return own.map((protocol) => {
      const named = `port-${index + 1}-${protocol.toLowerCase()}`
      return { name: named, protocol, port, targetPort }
    })
  })
}

const targetOf = (text: string, port: number): number | string => {
  if (text === '') return port
  return /^[+-]?\d+$/.test(text) ? Number(text) : text
}
