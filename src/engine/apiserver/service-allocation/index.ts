import type { KubeObject } from '../../api/object'
import type { ServerEnvironment } from '../environment'
import type { Store } from '../store'
import { withClusterIP } from './cluster-ip'
import { withNodePorts } from './node-ports'
import type { Service } from './service'

/** What allocation needs besides the object. */
interface AllocationContext {
  readonly env: ServerEnvironment
  /** The Service before an update: what it holds already it may keep. */
  readonly previous?: KubeObject
}

/**
 * Gives a Service its ClusterIP, node ports and health check node port. What it asks for and cannot
 * have is reported alone, before validation (registry/core/service/storage/alloc.go). That its
 * addresses and families are such as the cluster has, the Service's own `prepare` has seen to.
 */
export function allocate(store: Store, object: KubeObject, context: AllocationContext): KubeObject {
  if (object.kind !== 'Service') return object
  const { env } = context
  const previous = context.previous as Service | undefined
  const addressed = withClusterIP(store, object as Service, { env, previous })
  return withNodePorts(store, addressed, { env, previous })
}
