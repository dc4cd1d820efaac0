import type { JsonObject } from '../json'
import { metadataOf } from './metadata'

/** A Service as `run --expose` makes it beside its Pod. */
export const runService = (options: {
  readonly name: string
  readonly port: number
  readonly selector: Readonly<Record<string, string>>
  readonly labels: Readonly<Record<string, string>>
}): JsonObject => ({
  kind: 'Service',
  apiVersion: 'v1',
  metadata: metadataOf({ name: options.name }, { labels: options.labels }),
  spec: {
    ports: [{ protocol: 'TCP', port: options.port, targetPort: options.port }],
    selector: options.selector,
  },
  status: { loadBalancer: {} },
})
