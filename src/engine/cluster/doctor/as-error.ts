import type { Finding } from '../../api/finding'
import type { Cause } from '../../api/trace'
import type { Service } from '../../resources'
import { fieldOf } from '../trace/view'

/** A cause of failures, found before anybody asked. */
export const asError =
  (service: Service, evidence: readonly string[] = []) =>
  ({ code, field, ...cause }: Cause): Finding => ({
    ...cause,
    code: code as Finding['code'],
    severity: 'error',
    field: field ?? fieldOf(service, 'spec'),
    evidence,
  })
