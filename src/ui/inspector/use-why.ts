import { useEffect, useState } from 'react'
import type { Why, WhyChain } from '../../engine/api/why'
import { useCalm, usePlayground } from '../store'

/** How long the cluster may go on before it is asked again. */
const millis = 500
const none: readonly WhyChain[] = []

/** Why a thing is as it is, asked again whenever something changes; undefined: not known yet. */
export function useWhy(id: string): readonly WhyChain[] | undefined {
  const { client } = usePlayground()
  const seen = useCalm(
    ({ picture: { era, revision, summaries } }) => {
      const summary = summaries.get(id)
      const fault = summary && 'fault' in summary ? JSON.stringify(summary.fault) : ''
      return `${era} ${revision} ${fault}`
    },
    { millis },
  )
  const [known, setKnown] = useState<{ readonly id: string; readonly chains: typeof none }>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is seen says when to ask again
  useEffect(() => {
    let wanted = true
    const request = { method: 'GET', path: '/playground/v1/why', query: { about: id } } as const
    void client.request(request).then((response) => {
      if (!wanted) return
      const isKnown = response.status === 200 && 'body' in response
      setKnown({ id, chains: isKnown ? (response.body as Why).chains : none })
    })
    return () => {
      wanted = false
    }
  }, [client, id, seen])
  return known?.id === id ? known.chains : undefined
}
