import { invalid, required } from '../../../api/field-error'
import { dns1123Subdomain } from '../../../api/names'
import { checkIp, checkText, type Report } from '../../checks'
import type { PodSpec } from '../spec'

const MOST_SERVERS = 3
const MOST_PATHS = 32
const MOST_CHARACTERS = 2048

/** A Pod's own resolver settings (validatePodDNSConfig). */
export function checkDns(report: Report, field: string, spec: PodSpec): void {
  const { dnsConfig, dnsPolicy } = spec
  if (!dnsConfig) {
    if (dnsPolicy !== 'None') return
    report.push(required(field, 'must provide `dnsConfig` when `dnsPolicy` is None'))
    return
  }
  const { nameservers = [], options = [], searches = [] } = dnsConfig
  if (dnsPolicy === 'None' && nameservers.length === 0) {
    const detail = 'must provide at least one DNS nameserver when `dnsPolicy` is None'
    report.push(required(`${field}.nameservers`, detail))
    return
  }
  if (nameservers.length > MOST_SERVERS) {
    const detail = `must not have more than ${MOST_SERVERS} nameservers`
    report.push(invalid(`${field}.nameservers`, nameservers, detail))
  }
  for (const [index, server] of nameservers.entries()) {
    checkIp(report, `${field}.nameservers[${index}]`, server)
  }
  checkSearches(report, `${field}.searches`, searches)
  for (const [index, { name = '' }] of options.entries()) {
    if (name === '') report.push(required(`${field}.options[${index}]`, 'must not be empty'))
  }
}

function checkSearches(report: Report, field: string, searches: readonly string[]): void {
  if (searches.length > MOST_PATHS) {
    const detail = `must not have more than ${MOST_PATHS} search paths`
    report.push(invalid(field, searches, detail))
  }
  if (searches.join(' ').length > MOST_CHARACTERS) {
    const detail =
      `must not have more than ${MOST_CHARACTERS} characters (including spaces) ` +
      'in the search list'
    report.push(invalid(field, searches, detail))
  }
  for (const [index, path] of searches.entries()) {
    const name = path.endsWith('.') ? path.slice(0, -1) : path
    // The root itself may be searched.
    if (path !== '.') checkText(report, `${field}[${index}]`, name, dns1123Subdomain)
  }
}
