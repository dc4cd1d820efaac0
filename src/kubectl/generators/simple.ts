import type { JsonObject } from '../json'
import { metadataOf, type Naming } from './metadata'

/** A Namespace as `create namespace` makes it. */
export const namespace = ({ name }: Naming): JsonObject => ({
  kind: 'Namespace',
  apiVersion: 'v1',
  metadata: metadataOf({ name }),
  spec: {},
  status: {},
})

/** A ServiceAccount as `create serviceaccount` makes it. */
export const serviceAccount = (naming: Naming): JsonObject => ({
  kind: 'ServiceAccount',
  apiVersion: 'v1',
  metadata: metadataOf(naming),
})
