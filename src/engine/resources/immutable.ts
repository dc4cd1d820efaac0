import { sameJson } from '../api/equality'
import { forbiddenField } from '../api/field-error'
import type { Report } from './checks'

/** The most that a ConfigMap or a Secret may hold. */
export const MOST_BYTES = 1_048_576

interface Settings {
  readonly binaryData?: unknown
  readonly data?: unknown
  readonly immutable?: boolean
}

/** A ConfigMap or Secret that was made immutable stays as it is, for good. */
export function checkUnchanged(report: Report, settings: Settings, previous: Settings): void {
  const refuse = (field: string): void => {
    report.push(forbiddenField(field, 'field is immutable when `immutable` is set'))
  }
  if (!settings.immutable) refuse('immutable')
  if (!sameJson(settings.data, previous.data)) refuse('data')
  if (!sameJson(settings.binaryData, previous.binaryData)) refuse('binaryData')
}
