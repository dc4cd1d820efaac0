/**
 * Every bound in the engine, by name. Reaching one is a `Status` that the user can read, never a
 * frozen tab.
 */
export const limits = {
  /** Objects in the store, besides Events. */
  objects: 60_000,
  /** Events kept, once a minute: the oldest go. */
  events: 30_000,
  /** `spec.replicas` of one workload. Above it the API server answers 422 in its own voice. */
  replicas: 10_000,
  /** Nodes: each has a /24 of 10.244.0.0/16. */
  nodes: 250,
  /** Pods on a node (kubelet's --max-pods). */
  podsPerNode: 110,
  endpointsPerSlice: 100,
  /** Bytes of JSON in one request body. */
  requestBytes: 3_145_728,
  /**
   * Entries kept in the change log, besides those of the last second; an older watch gets 410. A
   * real watch cache begins with a hundred of each kind.
   */
  changesKept: 100,
  /** Lines of log kept for each container. */
  logLines: 1_000,
  /** Characters in one file that a container has written, and files that it has written. */
  fileCharacters: 4_194_304,
  filesWritten: 5_000,
  /** Sessions open at once. */
  sessions: 500,
  /** Commands that shells run before others get their turn. */
  commandsAtOnce: 1_000,
  /** Shells within shells. */
  shells: 40,
  /** Connections tracked on a node (nf_conntrack_max). */
  trackedConnections: 262_144,
  /** Ways through a node's rules that are counted. */
  countedPaths: 20_000,
  /** As many are kept apart when there are other rules. */
  pathsBeforeSettling: 500,
  /** Requests under way from one traffic client. */
  requestsUnderWay: 1_000,
} as const
