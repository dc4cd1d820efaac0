import type { JsonObject } from '../json'
import { at, numberAt, textAt, textsAt } from './fields'

/** A probe on one line. */
export function probeText(probe: JsonObject): string {
  const times =
    `delay=${numberAt(probe, 'initialDelaySeconds')}s ` +
    `timeout=${numberAt(probe, 'timeoutSeconds')}s period=${numberAt(probe, 'periodSeconds')}s ` +
    `#success=${numberAt(probe, 'successThreshold')} ` +
    `#failure=${numberAt(probe, 'failureThreshold')}`
  if (at(probe, 'exec')) return `exec [${textsAt(probe, 'exec', 'command').join(' ')}] ${times}`
  if (at(probe, 'httpGet')) {
    const scheme = textAt(probe, 'httpGet', 'scheme').toLowerCase() || 'http'
    const place = `${textAt(probe, 'httpGet', 'host')}:${textAt(probe, 'httpGet', 'port')}`
    return `http-get ${scheme}://${place}${textAt(probe, 'httpGet', 'path')} ${times}`
  }
  if (at(probe, 'tcpSocket')) {
    const place = `${textAt(probe, 'tcpSocket', 'host')}:${textAt(probe, 'tcpSocket', 'port')}`
    return `tcp-socket ${place} ${times}`
  }
  if (at(probe, 'grpc')) {
    const service = textAt(probe, 'grpc', 'service')
    return `grpc <pod>:${numberAt(probe, 'grpc', 'port')} ${service} ${times}`
  }
  return `unknown ${times}`
}
