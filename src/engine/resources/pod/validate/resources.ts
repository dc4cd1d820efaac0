import { invalid } from '../../../api/field-error'
import { qualifiedName } from '../../../api/names'
import { compareQuantities, nanosOf } from '../../../api/quantity'
import { checkText, type Report } from '../../checks'
import type { Container } from '../container'

const STANDARD = ['cpu', 'memory', 'ephemeral-storage']

/** What a container asks for and may use (ValidateContainerResourceRequirements). */
export function checkResources(
  report: Report,
  field: string,
  { limits = {}, requests = {} }: Container['resources'],
): void {
  for (const name in limits) checkAmount(report, `${field}.limits[${name}]`, name, limits[name])
  for (const name in requests) {
    const request = requests[name] ?? ''
    const limit = limits[name]
    checkAmount(report, `${field}.requests[${name}]`, name, request)
    if (limit === undefined) continue
    const order = compareQuantities(request, limit)
    if (!mayOvercommit(name) && order !== 0) {
      const detail = `must be equal to ${name} limit of ${limit}`
      report.push(invalid(`${field}.requests`, request, detail))
    } else if (order > 0) {
      const detail = `must be less than or equal to ${name} limit of ${limit}`
      report.push(invalid(`${field}.requests`, request, detail))
    }
  }
}

// Pages and devices are handed out whole.
const mayOvercommit = (name: string): boolean => STANDARD.includes(name)

function checkAmount(report: Report, field: string, name: string, amount = ''): void {
  checkText(report, field, name, qualifiedName)
  if (!name.includes('/') && !STANDARD.includes(name) && !name.startsWith('hugepages-')) {
    report.push(invalid(field, name, 'must be a standard resource type or fully qualified'))
    report.push(invalid(field, name, 'must be a standard resource for containers'))
  }
  if (nanosOf(amount) < 0n) {
    report.push(invalid(field, amount, 'must be greater than or equal to 0'))
  }
}
