import { type FieldError, forbiddenField, invalid } from '../../../api/field-error'
import { dns1123Label, dns1123Subdomain, qualifiedName } from '../../../api/names'
import { checkIp, checkLabels, checkOneOf, checkText, once, type Report } from '../../checks'
import { checkMetadata, dotted } from '../../metadata'
import type { Pod } from '../schema'
import type { PodSpec } from '../spec'
import { checkContainers } from './containers'
import { checkDns } from './dns'
import { checkEphemeral } from './ephemeral'
import { checkAffinity, checkSpread, checkTolerations } from './placement'
import { checkUpdate } from './update'
import { checkVolumes } from './volumes'

const checkAffinityOnce = once(checkAffinity)
const checkSpreadOnce = once(checkSpread)
const checkTolerationsOnce = once(checkTolerations)

/** Everything wrong with a Pod (apis/core/validation, ValidatePodCreate and ValidatePodUpdate). */
export function validatePod(pod: Pod, previous?: Pod): readonly FieldError[] {
  if (previous?.spec === pod.spec) return checkPod(pod, previous)
  const report = [...checkPod(pod, previous)]
  if (previous) checkUpdate(report, pod.spec, previous.spec)
  else if (pod.spec.ephemeralContainers) {
    report.push(forbiddenField('spec.ephemeralContainers', 'cannot be set on create'))
  }
  return report
}

/** Everything wrong with a Pod as it stands, whatever it was before. */
export function checkPod(pod: Pod, previous?: Pod): readonly FieldError[] {
  const report: FieldError[] = []
  checkMetadata(report, pod.metadata, dotted, previous?.metadata)
  if (previous?.spec !== pod.spec) checkPodSpec(report, 'spec', pod.spec)
  return report
}

const RESTART = ['Always', 'OnFailure', 'Never'] as const
const DNS = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'] as const

function checkSpec(report: Report, field: string, spec: PodSpec): void {
  const mountable = checkVolumes(report, `${field}.volumes`, spec.volumes ?? [])
  checkContainers(report, field, spec, mountable)
  if (spec.ephemeralContainers) checkEphemeral(report, field, spec, mountable)
  checkOneOf(report, `${field}.restartPolicy`, spec.restartPolicy, RESTART)
  checkOneOf(report, `${field}.dnsPolicy`, spec.dnsPolicy, DNS)
  checkLabels(report, `${field}.nodeSelector`, spec.nodeSelector)
  checkPullSecrets(report, field, spec)
  checkAffinityOnce(report, `${field}.affinity`, spec.affinity)
  checkDns(report, `${field}.dnsConfig`, spec)
  checkGates(report, field, spec)
  const { tolerations, topologySpreadConstraints: spread } = spec
  checkSpreadOnce(report, `${field}.topologySpreadConstraints`, spread)
  checkNames(report, field, spec)
  checkTolerationsOnce(report, `${field}.tolerations`, tolerations)
  checkAliases(report, field, spec)
}

/**
 * Everything wrong with what a Pod is to be, in a Pod or in a template. The Pods of one template
 * share it: it is looked at once.
 */
export const checkPodSpec = once(checkSpec)

function checkPullSecrets(report: Report, field: string, spec: PodSpec): void {
  for (const [index, secret] of (spec.imagePullSecrets ?? []).entries()) {
    if (secret.name) continue
    const path = `${field}.imagePullSecrets[${index}].name`
    report.push({ type: 'Required', field: path, detail: '' })
  }
}

function checkGates(report: Report, field: string, { readinessGates = [] }: PodSpec): void {
  for (const [index, { conditionType }] of readinessGates.entries()) {
    const path = `${field}.readinessGates[${index}].conditionType`
    checkText(report, path, conditionType, qualifiedName)
  }
}

const MOST_SECONDS = 2_147_483_647

function checkNames(report: Report, field: string, spec: PodSpec): void {
  const {
    activeDeadlineSeconds: deadline,
    hostname,
    nodeName,
    serviceAccountName,
    subdomain,
  } = spec
  if (serviceAccountName) {
    checkText(report, `${field}.serviceAccountName`, serviceAccountName, dns1123Subdomain)
  }
  if (nodeName) checkText(report, `${field}.nodeName`, nodeName, dns1123Subdomain)
  if (deadline !== undefined && (deadline < 1 || deadline > MOST_SECONDS)) {
    const detail = `must be between 1 and ${MOST_SECONDS}, inclusive`
    report.push(invalid(`${field}.activeDeadlineSeconds`, deadline, detail))
  }
  if (hostname) checkText(report, `${field}.hostname`, hostname, dns1123Label)
  if (subdomain) checkText(report, `${field}.subdomain`, subdomain, dns1123Label)
}

function checkAliases(report: Report, field: string, { hostAliases = [] }: PodSpec): void {
  for (const [index, { hostnames = [], ip }] of hostAliases.entries()) {
    const path = `${field}.hostAliases[${index}]`
    checkIp(report, `${path}.ip`, ip)
    for (const [at, name] of hostnames.entries()) {
      checkText(report, `${path}.hostnames[${at}]`, name, dns1123Subdomain)
    }
  }
}
