import { duplicate, forbiddenField } from '../../../api/field-error'
import { qualifiedName } from '../../../api/names'
import {
  checkOneOf,
  checkPortName,
  checkPortNumber,
  checkPort as checkTarget,
  checkText,
  PROTOCOLS,
  type Report,
} from '../../checks'
import type { ServicePort, ServiceSpec } from '../schema'

/** What the other ports of a Service mean for one of them. */
export interface PortContext {
  /** With several ports, each must have a name. */
  readonly isNamed: boolean
  /** The names so far. */
  readonly names: Set<string>
}

/** One port of a Service (validateServicePort). */
export function checkPort(
  report: Report,
  field: string,
  port: ServicePort,
  { isNamed, names }: PortContext,
): void {
  const { appProtocol, name = '' } = port
  checkPortName(report, `${field}.name`, name, isNamed)
  if (name !== '' && names.has(name)) report.push(duplicate(`${field}.name`, name))
  names.add(name)
  checkPortNumber(report, `${field}.port`, port.port)
  checkOneOf(report, `${field}.protocol`, port.protocol, PROTOCOLS)
  checkTarget(report, `${field}.targetPort`, port.targetPort)
  if (appProtocol !== undefined) {
    checkText(report, `${field}.appProtocol`, appProtocol, qualifiedName)
  }
}

/** Node ports: none on a ClusterIP Service, none twice for one protocol. */
export function checkNodePorts(report: Report, { ports = [], type }: ServiceSpec): void {
  const seen = new Set<string>()
  const twice: number[] = []
  for (const [index, { nodePort, protocol }] of ports.entries()) {
    if (!nodePort) continue
    if (type === 'ClusterIP') {
      const detail = "may not be used when `type` is 'ClusterIP'"
      report.push(forbiddenField(`spec.ports[${index}].nodePort`, detail))
    }
    const claim = `${protocol}/${nodePort}`
    if (seen.has(claim)) twice.push(index)
    seen.add(claim)
  }
  for (const index of twice) {
    report.push(duplicate(`spec.ports[${index}].nodePort`, ports[index]?.nodePort))
  }
}

/** No number of a port twice for one protocol. The value is shown as the Go struct that it is. */
export function checkSamePorts(report: Report, ports: readonly ServicePort[]): void {
  const seen = new Set<string>()
  for (const [index, { port, protocol }] of ports.entries()) {
    const claim = `${protocol}/${port}`
    if (seen.has(claim)) {
      const shown = {
        Name: '',
        Protocol: protocol,
        AppProtocol: null,
        Port: port,
        TargetPort: 0,
        NodePort: 0,
      }
      report.push(duplicate(`spec.ports[${index}]`, shown))
    }
    seen.add(claim)
  }
}
