/** Everything about the data plane that changes: edited in place, forked in no time. */
export interface DataPlaneState {
  fork(): DataPlaneState
}
