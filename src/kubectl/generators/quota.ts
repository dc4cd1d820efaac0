import { CommandError } from '../command'
import type { JsonObject } from '../json'
import { quantities } from '../quantities'
import { metadataOf, type Naming } from './metadata'

/** The flags of `create quota`. */
export interface QuotaOptions extends Naming {
  readonly hard: string
  readonly scopes: string
}

/** A ResourceQuota as `create quota` makes it (kubectl's create_quota.go). */
export function quota(options: QuotaOptions): JsonObject {
  const scopes = options.scopes === '' ? [] : options.scopes.split(',')
  if (scopes.includes('')) {
    throw new CommandError('error: invalid resource quota scope ""')
  }
  return {
    kind: 'ResourceQuota',
    apiVersion: 'v1',
    metadata: metadataOf(options),
    spec: {
      ...(options.hard === '' ? {} : { hard: quantities(options.hard) }),
      ...(scopes.length > 0 ? { scopes } : {}),
    },
    status: {},
  }
}
