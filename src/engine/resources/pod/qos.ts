import { nanosOf } from '../../api/quantity'
import { remembered } from '../sharing'
import type { Container } from './container'
import type { PodSpec } from './spec'
import type { PodStatus } from './status'

const COUNTED = ['cpu', 'memory'] as const

type Amounts = Readonly<Record<string, string>> | undefined

/**
 * Who is evicted first when a node runs short (apis/core/helper/qos): Guaranteed when every
 * container limits CPU and memory to what it asks for, BestEffort when none asks for any,
 * Burstable between.
 */
export const qosOf = remembered((spec: PodSpec): PodStatus['qosClass'] => {
  const containers = [...spec.containers, ...(spec.initContainers ?? [])]
  const asks = ({ resources: { limits, requests } }: Container): boolean =>
    COUNTED.some((name) => isAmount(limits, name) || isAmount(requests, name))
  if (!containers.some(asks)) return 'BestEffort'
  return containers.every(isGuaranteed) ? 'Guaranteed' : 'Burstable'
})

const isAmount = (amounts: Amounts, name: string): boolean => nanosOf(amounts?.[name]) > 0n

const isGuaranteed = ({ resources: { limits, requests } }: Container): boolean =>
  COUNTED.every(
    (name) => isAmount(limits, name) && nanosOf(limits?.[name]) === nanosOf(requests?.[name]),
  )
