export type { Reader } from './apiserver/reader'
export { Cluster } from './cluster'
export { type ClusterOptions, defaultOptions } from './cluster/options'
export { type Duration, type Instant, milliseconds, minutes, seconds } from './sim'
