import type { Traffic } from '../../engine/api/traffic'
import { useShared } from '../store'

/** Who sends requests: the scenario's clients, or those of the past that is shown. */
export const useShownTraffic = (): readonly Traffic[] =>
  useShared(({ scenario, picture }) =>
    picture.now < picture.end ? picture.traffic : scenario.traffic,
  )
