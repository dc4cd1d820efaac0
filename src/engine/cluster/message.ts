import type { NetworkMessage } from '../runtime'

/** What is scheduled in a cluster: plain data, never changed. */
export type ClusterMessage =
  /** A component's watch brings what has changed. */
  | { readonly to: 'informer'; readonly component: string }
  /** A component's own message. */
  | { readonly to: 'component'; readonly component: string; readonly message: unknown }
  | NetworkMessage
