import { type FieldError, invalidObject, notSupported, tooLong } from '../../api/field-error'
import type { ApiRequest } from '../../api/request'

const KINDS = {
  POST: 'CreateOptions',
  PUT: 'UpdateOptions',
  PATCH: 'PatchOptions',
  DELETE: 'DeleteOptions',
  GET: 'GetOptions',
} as const

const LONGEST_MANAGER = 128
const VALIDATIONS = ['', 'Ignore', 'Strict', 'Warn']

/** Refuses a write whose options are none (apimachinery, meta/v1/validation). */
export function checkOptions({ method, query = {} }: ApiRequest): void {
  const { dryRun, fieldManager = '', fieldValidation = '' } = query
  const report: FieldError[] = []
  if (fieldManager.length > LONGEST_MANAGER) report.push(tooLong('fieldManager', LONGEST_MANAGER))
  if (dryRun !== undefined && dryRun !== '' && dryRun !== 'All') {
    report.push(notSupported('dryRun', [dryRun], ['All']))
  }
  if (!VALIDATIONS.includes(fieldValidation)) {
    report.push(notSupported('fieldValidation', fieldValidation, VALIDATIONS))
  }
  const options = { kind: KINDS[method], group: 'meta.k8s.io' }
  if (report.length > 0) throw invalidObject(options, '', report)
}
