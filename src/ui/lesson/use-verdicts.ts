import { useEffect, useState } from 'react'
import type { Goal, Verdict } from '../../engine/api/goal'
import type { Client } from '../../host/protocol'
import { useCalm, usePlayground } from '../store'

/** Judging sends requests in a future of the cluster: not oftener than that. */
const millis = 1_500

/** Whether goals are reached, as the engine judges; undefined when it cannot say. */
export async function judged(
  client: Client,
  goals: readonly Goal[],
): Promise<readonly Verdict[] | undefined> {
  if (goals.length === 0) return []
  const request = { method: 'POST', path: '/playground/v1/judge', body: { goals } } as const
  const response = await client.request(request)
  return response.status === 200 && 'body' in response
    ? (response.body as readonly Verdict[])
    : undefined
}

/** The same, asked again whenever something changes. */
export function useVerdicts(goals: readonly Goal[]): readonly Verdict[] | undefined {
  const { client } = usePlayground()
  const seen = useCalm(
    ({ loading, picture: { era, revision, traffic } }) =>
      loading ? '' : `${era} ${revision} ${JSON.stringify(traffic)}`,
    { millis },
  )
  const [verdicts, setVerdicts] = useState<readonly Verdict[]>()
  useEffect(() => {
    if (seen === '') return
    let wanted = true
    void judged(client, goals).then((told) => {
      if (wanted) setVerdicts(told)
    })
    return () => {
      wanted = false
    }
  }, [client, goals, seen])
  return verdicts
}
