import { invalid } from '../api/field-error'
import { percent } from '../api/names'
import { defaulted, intOrString } from '../api/schema'
import { checkNotNegative, checkText, type Report } from './checks'

/** How many Pods there may be too many, or too few, while others take their places. */
export const rollingCounts = {
  maxSurge: defaulted(intOrString),
  maxUnavailable: defaulted(intOrString),
} as const

/** A count or a percentage (ValidatePositiveIntOrPercent). */
export function checkCount(report: Report, field: string, value: number | string): void {
  if (typeof value === 'number') checkNotNegative(report, field, value)
  else checkText(report, field, value, percent)
}

/** A percentage of no more than all (IsNotMoreThan100Percent). */
export function checkWhole(report: Report, field: string, value: number | string): void {
  if (typeof value === 'number' || countOf(value) <= 100) return
  report.push(invalid(field, value, 'must not be greater than 100%'))
}

/**
 * The number in a count or a percentage. Upstream, too, takes what is neither for 0: it has been
 * told already.
 */
export const countOf = (value: number | string): number =>
  typeof value === 'number' ? value : Number(/^(\d+)%$/.exec(value)?.[1] ?? 0)
