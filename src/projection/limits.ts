/** Every bound on what a screen is told. */
export const projectionLimits = {
  /** Pods shown one by one; above it the largest workloads are shown as one thing. */
  podsShown: 200,
  /** Near misses told of one Service. */
  misses: 20,
  /** Endpoints told of one EndpointSlice. */
  endpoints: 20,
  /** Requests in one frame; the latest are told. */
  requestsAFrame: 1_000,
  /** Requests remembered one by one, so that counters are right after a seek. */
  requestsCounted: 50_000,
} as const
