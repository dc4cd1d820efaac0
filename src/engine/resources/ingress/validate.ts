import { type FieldError, invalid, notSupported, required } from '../../api/field-error'
import { parseIp } from '../../api/ip'
import { dns1035Label, dns1123Subdomain, portName, portNumber } from '../../api/names'
import { checkText, type Report } from '../checks'
import { checkMetadata, dotted } from '../metadata'
import type { Backend, Ingress, Path } from './schema'

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class'
const PATH_TYPES = ['Exact', 'ImplementationSpecific', 'Prefix'] as const
const BAD_PARTS = ['//', '/./', '/../', '%2f', '%2F'] as const
const BAD_ENDS = ['/..', '/.'] as const

/** Everything wrong with an Ingress (apis/networking/validation, ValidateIngressCreate). */
export function validateIngress(ingress: Ingress, previous?: Ingress): readonly FieldError[] {
  const report: FieldError[] = []
  const { metadata, spec } = ingress
  checkMetadata(report, metadata, dotted, previous?.metadata)
  if (spec === previous?.spec) return report
  const { defaultBackend, ingressClassName, rules = [] } = spec
  if (rules.length === 0 && !defaultBackend) {
    report.push(invalid('spec', null, 'either `defaultBackend` or `rules` must be specified'))
  }
  if (defaultBackend) checkBackend(report, 'spec.defaultBackend', defaultBackend)
  for (const [index, { host, http }] of rules.entries()) {
    const field = `spec.rules[${index}]`
    if (host) checkHost(report, `${field}.host`, host)
    if (http) checkPaths(report, `${field}.http`, http.paths ?? [])
  }
  checkTls(report, spec)
  if (ingressClassName !== undefined) {
    checkText(report, 'spec.ingressClassName', ingressClassName, dns1123Subdomain)
  }
  const annotation = metadata.annotations?.[CLASS_ANNOTATION]
  if (previous || annotation === undefined || ingressClassName === undefined) return report
  if (annotation !== ingressClassName) {
    const detail = 'must match `ingressClassName` when both are specified'
    report.push(invalid(`annotations.${CLASS_ANNOTATION}`, annotation, detail))
  }
  return report
}

function checkHost(report: Report, field: string, host: string): void {
  if (parseIp(host)) report.push(invalid(field, host, 'must be a DNS name, not an IP address'))
  checkName(report, field, host)
}

function checkName(report: Report, field: string, host: string): void {
  if (!host.includes('*')) checkText(report, field, host, dns1123Subdomain)
  else if (!/^\*\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(host)) {
    report.push(invalid(field, host, WILDCARD))
  }
}

const WILDCARD =
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which " +
  "must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric " +
  "character (e.g. '*.example.com', regex used for validation is " +
  "'\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"

function checkPaths(report: Report, field: string, paths: readonly Path[]): void {
  if (paths.length === 0) report.push(required(`${field}.paths`))
  for (const [index, path] of paths.entries()) checkPath(report, `${field}.paths[${index}]`, path)
}

function checkPath(report: Report, field: string, { backend, path = '', pathType }: Path): void {
  if (pathType === undefined) {
    report.push(required(`${field}.pathType`, 'pathType must be specified'))
    return
  }
  const where = `${field}.path`
  const isAny = pathType === 'ImplementationSpecific'
  if (!PATH_TYPES.includes(pathType)) {
    report.push(notSupported(`${field}.pathType`, pathType, PATH_TYPES))
  } else {
    if (!path.startsWith('/') && !(isAny && path === '')) {
      report.push(invalid(where, path, 'must be an absolute path'))
    }
    for (const part of isAny ? [] : BAD_PARTS) {
      if (path.includes(part)) report.push(invalid(where, path, `must not contain '${part}'`))
    }
    for (const end of isAny ? [] : BAD_ENDS) {
      if (path.endsWith(end)) report.push(invalid(where, path, `cannot end with '${end}'`))
    }
  }
  checkBackend(report, `${field}.backend`, backend ?? {})
}

function checkBackend(report: Report, field: string, { resource, service }: Backend): void {
  if (resource && service) {
    report.push(invalid(field, '', 'cannot set both resource and service backends'))
  } else if (resource) {
    if (!resource.kind) report.push(required(`${field}.resource.kind`, 'kind is required'))
    if (!resource.name) report.push(required(`${field}.resource.name`, 'name is required'))
  } else if (!service) {
    report.push(invalid(field, '', 'resource or service backend is required'))
  } else checkService(report, field, service)
}

function checkService(
  report: Report,
  field: string,
  { name, port }: NonNullable<Backend['service']>,
): void {
  if (!name) report.push(required(`${field}.service.name`))
  else checkText(report, `${field}.service.name`, name, dns1035Label)
  if (port?.name && port.number) {
    report.push(invalid(field, '', 'cannot set both port name & port number'))
  } else if (port?.name) {
    checkText(report, `${field}.service.port.name`, port.name, portName)
  } else if (port?.number) {
    const { number } = port
    for (const detail of portNumber(number)) {
      report.push(invalid(`${field}.service.port.number`, number, detail))
    }
  } else report.push(required(field, 'port name or number is required'))
}

function checkTls(report: Report, { tls = [] }: Ingress['spec']): void {
  for (const [index, { hosts = [], secretName }] of tls.entries()) {
    const field = `spec.tls[${index}]`
    for (const [at, host] of hosts.entries()) checkName(report, `${field}.hosts[${at}]`, host)
    if (secretName) checkText(report, `${field}.secretName`, secretName, dns1123Subdomain)
  }
}
