import { api } from './areas/api'
import { dns } from './areas/dns'
import { endpoints } from './areas/endpoints'
import { kubectl } from './areas/kubectl'
import { outside } from './areas/outside'
import { playground } from './areas/playground'
import { pods } from './areas/pods'
import { proxy } from './areas/proxy'
import { services } from './areas/services'
import { workloads } from './areas/workloads'
import type { Area } from './behaviour'

export type { Area, Behaviour, Told } from './behaviour'
export { type Figures, type HeldBy, held } from './held'

/** What is true here, in the order in which a request meets it. */
export const areas: readonly Area[] = [
  services,
  endpoints,
  proxy,
  dns,
  outside,
  pods,
  workloads,
  api,
  kubectl,
  playground,
]
