import { type FieldError, forbiddenField, invalid, required } from '../../../api/field-error'
import { dns1035Label, dns1123Subdomain } from '../../../api/names'
import { checkLabels, checkOneOf, checkText, type Report } from '../../checks'
import { checkMetadata } from '../../metadata'
import { clusterIPErrors } from '../addresses'
import { isHeadless } from '../default'
import type { Service, ServiceSpec } from '../schema'
import { checkBalancer, checkBalancerStatus, checkClass, checkSourceRanges } from './balancer'
import { checkExternalIPs, checkPolicies } from './policies'
import { checkNodePorts, checkPort, checkSamePorts } from './ports'
import { checkUpdate } from './update'

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'] as const
const NAMING = { rule: dns1035Label, namespaced: true } as const

/**
 * Everything wrong with a Service, but for what it asks of the allocators (apis/core/validation,
 * ValidateServiceCreate and ValidateServiceUpdate).
 */
export function validateService(service: Service, previous?: Service): readonly FieldError[] {
  const report: FieldError[] = []
  checkMetadata(report, service.metadata, NAMING, previous?.metadata)
  if (!previous || previous.spec !== service.spec) {
    if (previous) checkUpdate(report, service.spec, previous.spec)
    checkTopology(report, service)
    checkSpec(report, service)
  }
  if (service.status !== previous?.status) checkBalancerStatus(report, service)
  return report
}

const MODE = 'service.kubernetes.io/topology-mode'
const HINTS = 'service.kubernetes.io/topology-aware-hints'

function checkTopology(report: Report, { metadata: { annotations = {} } }: Service): void {
  const { [MODE]: mode, [HINTS]: hints } = annotations
  if (mode === undefined || hints === undefined || mode === hints) return
  const detail = `must match annotations[${HINTS}] when both are specified`
  report.push(invalid(`metadata.annotations[${MODE}]`, mode, detail))
}

function checkSpec(report: Report, service: Service): void {
  const { spec } = service
  const { ports = [], type } = spec
  if (ports.length === 0 && !isHeadless(spec) && type !== 'ExternalName') {
    report.push(required('spec.ports'))
  }
  checkByType(report, spec)
  const names = new Set<string>()
  for (const [index, port] of ports.entries()) {
    checkPort(report, `spec.ports[${index}]`, port, { isNamed: ports.length > 1, names })
  }
  checkLabels(report, 'spec.selector', spec.selector)
  checkAffinity(report, spec)
  report.push(...clusterIPErrors(spec))
  checkExternalIPs(report, spec)
  checkOneOf(report, 'spec.type', type, TYPES)
  checkNodePorts(report, spec)
  checkSamePorts(report, ports)
  checkSourceRanges(report, service)
  checkBalancer(report, spec)
  checkClass(report, spec)
  checkPolicies(report, spec)
}

/** The kubelet's own port: a balancer's firewall rules must not open it to the world. */
const KUBELET = 10_250

function checkByType(report: Report, spec: ServiceSpec): void {
  if (spec.type === 'ExternalName') checkExternalName(report, spec)
  if (spec.type === 'LoadBalancer') {
    for (const [index, { port }] of (spec.ports ?? []).entries()) {
      if (port !== KUBELET) continue
      const detail = `may not expose port ${KUBELET} externally since it is used by kubelet`
      report.push(invalid(`spec.ports[${index}]`, port, detail))
    }
  }
  if ((spec.type === 'LoadBalancer' || spec.type === 'NodePort') && isHeadless(spec)) {
    const detail = `may not be set to 'None' for ${spec.type} services`
    report.push(invalid('spec.clusterIPs[0]', 'None', detail))
  }
}

function checkExternalName(report: Report, spec: ServiceSpec): void {
  const { clusterIPs = [], externalName = '', ipFamilies = [], ipFamilyPolicy } = spec
  const refuse = (field: string): void => {
    report.push(forbiddenField(field, 'may not be set for ExternalName services'))
  }
  if (clusterIPs.length > 0) refuse('spec.clusterIPs')
  if (ipFamilies.length > 0) refuse('spec.ipFamilies')
  if (ipFamilyPolicy !== undefined) refuse('spec.ipFamilyPolicy')
  // A last dot says that the name is complete.
  const name = externalName.endsWith('.') ? externalName.slice(0, -1) : externalName
  if (name === '') report.push(required('spec.externalName'))
  else checkText(report, 'spec.externalName', name, dns1123Subdomain)
}

const MOST_SECONDS = 86_400

function checkAffinity(report: Report, spec: ServiceSpec): void {
  const { sessionAffinity, sessionAffinityConfig } = spec
  checkOneOf(report, 'spec.sessionAffinity', sessionAffinity, ['ClientIP', 'None'])
  const timeout = sessionAffinityConfig?.clientIP?.timeoutSeconds
  if (sessionAffinity !== 'ClientIP' || timeout === undefined) return
  if (timeout > 0 && timeout <= MOST_SECONDS) return
  const field = 'spec.sessionAffinityConfig.clientIP.timeoutSeconds'
  report.push(invalid(field, timeout, `must be greater than 0 and less than ${MOST_SECONDS}`))
}
