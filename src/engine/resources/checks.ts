import { utf8Size } from '../api/base64'
import { type FieldError, invalid, notSupported, required, tooLong } from '../api/field-error'
import { type Ip, NOT_AN_IP, parseIp } from '../api/ip'
import type { LabelRequirement, LabelSelector } from '../api/labels'
import { dns1123Label, labelValue, portName, portNumber, qualifiedName } from '../api/names'
import type { Labels } from '../api/object'

/** The errors found so far: each check adds its own, in upstream's order. */
export type Report = FieldError[]

type Rule = (value: string) => readonly string[]

/** A check of something that does not depend on what is around it. */
type Check<Of> = (report: Report, field: string, object: Of) => void

/**
 * A check that looks at an object once, if it finds nothing: Pods of one template share their
 * ports, probes and amounts, and so do an object's versions.
 */
export function once<Of extends object>(check: Check<Of>): Check<Of | undefined> {
  const known = new WeakSet<Of>()
  return (report, field, object) => {
    if (!object || known.has(object)) return
    const before = report.length
    check(report, field, object)
    if (report.length === before) known.add(object)
  }
}

/** Adds an error for each thing that a rule has to say of a text. */
export function checkText(report: Report, field: string, value: string, rule: Rule): void {
  const details = rule(value)
  if (details.length === 0) return
  for (const detail of details) report.push(invalid(field, value, detail))
}

/** A text that must be there, and follow a rule. */
export function checkGiven(
  report: Report,
  field: string,
  value: string | undefined,
  rule: Rule = anything,
): void {
  if (!value) report.push(required(field))
  else checkText(report, field, value, rule)
}

const NOTHING: readonly string[] = []
const anything: Rule = () => NOTHING

/** A text that must be one of a few. */
export function checkOneOf(
  report: Report,
  field: string,
  value: string | undefined,
  values: readonly string[],
): void {
  if (!value) report.push(required(field))
  else if (!values.includes(value)) report.push(notSupported(field, value, values))
}

/** The transport protocols, in the order in which messages list them. */
export const PROTOCOLS = ['SCTP', 'TCP', 'UDP'] as const

/** A count that cannot be below zero. */
export function checkNotNegative(report: Report, field: string, value: number | undefined): void {
  if (value !== undefined && value < 0) {
    report.push(invalid(field, value, 'must be greater than or equal to 0'))
  }
}

/** The number of a port. */
export function checkPortNumber(report: Report, field: string, value: number): void {
  for (const detail of portNumber(value)) report.push(invalid(field, value, detail))
}

/** A port by number or by name. */
export function checkPort(report: Report, field: string, value: number | string): void {
  if (typeof value === 'number') checkPortNumber(report, field, value)
  else checkText(report, field, value, portName)
}

/** Names that must be there, be labels, and differ: those of ports, where there are several. */
export function checkPortName(
  report: Report,
  field: string,
  name: string | undefined,
  isRequired: boolean,
): void {
  if (name) checkText(report, field, name, dns1123Label)
  else if (isRequired) report.push(required(field))
}

/** An address of either family; returns it. */
export function checkIp(report: Report, field: string, value: string): Ip | undefined {
  const ip = parseIp(value)
  if (!ip) report.push(invalid(field, value, NOT_AN_IP))
  return ip
}

/** Labels, or a selector's pairs: errors are about the map, and show the key or the value. */
export function checkLabels(report: Report, field: string, labels: Labels | undefined): void {
  for (const key in labels) {
    checkText(report, field, key, qualifiedName)
    checkText(report, field, labels[key] ?? '', labelValue)
  }
}

const MOST_BYTES = 262_144

/** Annotations: keys of any case, and not too much of everything. */
export function checkAnnotations(
  report: Report,
  field: string,
  annotations: Labels | undefined,
): void {
  let bytes = 0
  for (const key in annotations) {
    checkText(report, field, key, (text) => qualifiedName(text.toLowerCase()))
    bytes += utf8Size(key) + utf8Size(annotations[key] ?? '')
  }
  if (bytes > MOST_BYTES) report.push(tooLong(field, MOST_BYTES))
}

/** A selector of labels (apimachinery's ValidateLabelSelector). */
export function checkLabelSelector(
  report: Report,
  field: string,
  selector: LabelSelector | undefined,
): void {
  checkLabels(report, `${field}.matchLabels`, selector?.matchLabels)
  for (const [index, requirement] of (selector?.matchExpressions ?? []).entries()) {
    checkRequirement(report, `${field}.matchExpressions[${index}]`, requirement)
  }
}

function checkRequirement(report: Report, field: string, requirement: LabelRequirement): void {
  const { key, operator, values = [] } = requirement
  checkOperator(report, field, operator, values.length)
  checkText(report, `${field}.key`, key, qualifiedName)
  for (const [index, value] of values.entries()) {
    checkText(report, `${field}.values[${index}]`, value, labelValue)
  }
}

/** A selector's operator, and whether it takes values. */
export function checkOperator(
  report: Report,
  field: string,
  operator: string,
  values: number,
): void {
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (values > 0) return
      report.push(
        required(`${field}.values`, "must be specified when `operator` is 'In' or 'NotIn'"),
      )
      return
    case 'Exists':
    case 'DoesNotExist':
      if (values === 0) return
      report.push({
        type: 'Forbidden',
        field: `${field}.values`,
        detail: "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
      })
      return
    default:
      report.push(invalid(`${field}.operator`, operator, 'not a valid selector operator'))
  }
}
