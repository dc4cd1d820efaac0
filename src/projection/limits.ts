/** Every bound on what a screen is told. */
export const projectionLimits = {
  /** Pods shown one by one; above it the largest workloads are shown as one thing. */
  podsShown: 200,
  /** Pods of a workload shown as one that are told one by one at a time. */
  podsAPage: 60,
  /** Pods told of those that somebody seeks. */
  podsFound: 8,
  /** Near misses told of one Service. */
  misses: 20,
  /** Endpoints told of one EndpointSlice. */
  endpoints: 20,
  /** Of a Service with more slices than these none has its endpoints told. */
  slicesWithEndpoints: 4,
  /** Endpoints told of one Service; those of workloads shown as one are only counted. */
  endpointsOfService: 500,
  /** Events told; the latest. */
  events: 200,
  /** Requests in one frame; the latest are told. */
  requestsAFrame: 1_000,
  /** Requests remembered one by one, so that counters are right after a seek. */
  requestsCounted: 50_000,
  /** Seconds that rates, failures and latencies are taken over. */
  loadWindow: 10,
  /** Points of load told of the past: one a second. */
  loadPoints: 60,
  /** Hosts of which it is told how many requests came to them lately. */
  serversOfLoad: 24,
  /** Servers of a client counted one by one. */
  serversCounted: 2_000,
} as const
