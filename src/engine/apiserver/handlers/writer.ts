import type { ApiRequest } from '../../api/request'
import type { Writer } from '../managed-fields'

const LONGEST = 128

/** Who writes: the field manager that a request names, or its program (managerOrUserAgent). */
export function writerOf({ headers = {}, query = {} }: ApiRequest, subresource?: string): Writer {
  const program = (headers['user-agent'] ?? '').split('/')[0] ?? ''
  const manager = query.fieldManager || program.slice(0, LONGEST) || 'unknown'
  return subresource === undefined ? { manager } : { manager, subresource }
}
