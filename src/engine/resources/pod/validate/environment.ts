import { invalid, notSupported, required } from '../../../api/field-error'
import { configKey, environmentName, qualifiedName } from '../../../api/names'
import { checkGiven, checkText, once, type Report } from '../../checks'
import type { Container } from '../container'
import type { EnvFromSource, EnvVar } from '../environment'

const checkSourcesOnce = once(checkSources)
const checkVariablesOnce = once(checkVariables)

/** A container's variables (ValidateEnv, ValidateEnvFrom). */
export function checkEnvironment(report: Report, path: string, container: Container): void {
  checkVariablesOnce(report, `${path}.env`, container.env)
  checkSourcesOnce(report, `${path}.envFrom`, container.envFrom)
}

function checkVariables(report: Report, path: string, variables: readonly EnvVar[]): void {
  for (const [index, variable] of variables.entries()) {
    const field = `${path}[${index}]`
    checkGiven(report, `${field}.name`, variable.name, environmentName)
    if (variable.valueFrom) checkSource(report, `${field}.valueFrom`, variable)
  }
}

function checkSources(report: Report, path: string, sources: readonly EnvFromSource[]): void {
  for (const [index, source] of sources.entries()) checkFrom(report, `${path}[${index}]`, source)
}

type Source = NonNullable<EnvVar['valueFrom']>
type KeyRef = NonNullable<Source['configMapKeyRef']>

const ONE_OF =
  'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or ' +
  '`fileKeyRef`'
const TOO_MANY = 'may not have more than one field specified at a time'

function checkSource(report: Report, field: string, { value, valueFrom = {} }: EnvVar): void {
  const { configMapKeyRef, fieldRef, resourceFieldRef, secretKeyRef } = valueFrom
  if (fieldRef) checkFieldRef(report, `${field}.fieldRef`, fieldRef)
  if (resourceFieldRef) {
    checkGiven(report, `${field}.resourceFieldRef.resource`, resourceFieldRef.resource)
  }
  if (configMapKeyRef) checkKeyRef(report, `${field}.configMapKeyRef`, configMapKeyRef)
  if (secretKeyRef) checkKeyRef(report, `${field}.secretKeyRef`, secretKeyRef)
  const sources = Object.keys(valueFrom).length
  if (sources === 0) report.push(invalid(field, '', ONE_OF))
  else if (value) {
    report.push(invalid(field, '', 'may not be specified when `value` is not empty'))
  } else if (sources > 1) report.push(invalid(field, '', TOO_MANY))
}

function checkKeyRef(report: Report, field: string, { key, name }: KeyRef): void {
  checkGiven(report, `${field}.name`, name)
  checkGiven(report, `${field}.key`, key, configKey)
}

const FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
] as const

/** Fields that a file can show, and an environment cannot. */
const WHOLE_MAPS = ['metadata.annotations', 'metadata.labels']

const SUBSCRIPT = /^metadata\.(labels|annotations)\['([^']*)'\]$/

function checkFieldRef(
  report: Report,
  field: string,
  { apiVersion, fieldPath }: NonNullable<Source['fieldRef']>,
): void {
  if (!apiVersion) report.push(required(`${field}.apiVersion`))
  if (!fieldPath) {
    report.push(required(`${field}.fieldPath`))
    return
  }
  const subscript = SUBSCRIPT.exec(fieldPath)
  if (subscript) {
    const [, , key = ''] = subscript
    checkText(report, field, key, qualifiedName)
  } else if (WHOLE_MAPS.includes(fieldPath)) {
    report.push(notSupported(`${field}.fieldPath`, fieldPath, FIELDS))
  } else if (!FIELDS.some((each) => each === fieldPath)) {
    const detail = `error converting fieldPath: field label not supported: ${fieldPath}`
    report.push(invalid(`${field}.fieldPath`, fieldPath, detail))
  }
}

function checkFrom(report: Report, field: string, source: EnvFromSource): void {
  const { configMapRef, prefix, secretRef } = source
  if (prefix) checkText(report, `${field}.prefix`, prefix, environmentName)
  if (configMapRef) checkGiven(report, `${field}.configMapRef.name`, configMapRef.name)
  if (secretRef) checkGiven(report, `${field}.secretRef.name`, secretRef.name)
  if (!configMapRef && !secretRef) {
    report.push(invalid(field, '', 'must specify one of: `configMapRef` or `secretRef`'))
  } else if (configMapRef && secretRef) report.push(invalid(field, '', TOO_MANY))
}
