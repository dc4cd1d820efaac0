import { dns1123Subdomain, portName, portNumber } from '../../engine/api/names'
import { CommandError } from '../command'
import type { JsonObject } from '../json'
import { metadataOf, type Naming } from './metadata'

/** The flags of `create service …`. */
export interface ServiceOptions extends Naming {
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName'
  readonly tcp: readonly string[]
  readonly clusterIP: string
  readonly externalName: string
  /** 0 lets the server choose. */
  readonly nodePort: number
}

/** A Service as `create service` makes it (kubectl's create_service.go). */
export function service(options: ServiceOptions): JsonObject {
  const { name, type, tcp, clusterIP, externalName } = options
  if (clusterIP !== 'None' && tcp.length === 0 && type !== 'ExternalName') {
    throw new CommandError('error: at least one tcp port specifier must be provided')
  }
  if (type === 'ExternalName' && dns1123Subdomain(externalName).length > 0) {
    throw new CommandError(`error: invalid service external name ${externalName}`)
  }
  const labels = { app: name }
  const ports = tcp.map((text) => portOf(text, options.nodePort))
  return {
    kind: 'Service',
    apiVersion: 'v1',
    metadata: metadataOf(options, { labels }),
    spec: {
      ...(ports.length > 0 ? { ports } : {}),
      selector: labels,
      ...(clusterIP === '' ? {} : { clusterIP }),
      type,
      ...(externalName === '' ? {} : { externalName }),
    },
    status: { loadBalancer: {} },
  }
}

function portOf(text: string, nodePort: number): JsonObject {
  const [first = '', second] = text.split(':')
  const port = parsePort(first)
  return {
    name: text.replaceAll(':', '-'),
    protocol: 'TCP',
    port,
    targetPort: second === undefined ? port : targetPort(second),
    ...(nodePort === 0 ? {} : { nodePort }),
  }
}

function targetPort(text: string): number | string {
  const isNumber = /^[+-]?\d+$/.test(text)
  const problems = isNumber ? portNumber(Number(text)) : portName(text)
  if (problems.length > 0) throw new CommandError(`error: ${problems.join(',')}`)
  return isNumber ? Number(text) : text
}

// Go's strconv.ParseUint with 16 bits: no sign, no blank.
function parsePort(text: string): number {
  const quoted = `error: strconv.ParseUint: parsing ${JSON.stringify(text)}:`
  if (!/^\d+$/.test(text)) throw new CommandError(`${quoted} invalid syntax`)
  const port = Number(text)
  if (port > 65535) throw new CommandError(`${quoted} value out of range`)
  return port
}
