export type {
  DataPlane,
  DataPlaneContext,
  DataPlaneOptions,
  NodeNetwork,
  TrafficClient,
  TrafficCount,
} from './data-plane'
export type { LogLine } from './log'
export type { NetworkMessage } from './message'
export type { DataPlaneState } from './state'
