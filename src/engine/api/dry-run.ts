import type { ApiRequest } from './request'

interface Options {
  readonly dryRun?: unknown
}

/**
 * Whether nothing is to be kept of a request: its query says so, or the options in its body, as
 * kubectl has it when it deletes (`DeleteOptions`) or evicts.
 */
export function isDryRun({ body, method, path, query }: ApiRequest): boolean {
  if (query?.dryRun === 'All') return true
  if (typeof body !== 'object' || body === null) return false
  if (method === 'DELETE') return wantsDry(body)
  if (method !== 'POST' || !path.endsWith('/eviction')) return false
  const { deleteOptions } = body as { readonly deleteOptions?: unknown }
  return typeof deleteOptions === 'object' && deleteOptions !== null && wantsDry(deleteOptions)
}

const wantsDry = ({ dryRun }: Options): boolean => Array.isArray(dryRun) && dryRun.includes('All')
