import { useEffect, useState } from 'react'
import type { SentRequest, Trace } from '../../../engine/api/trace'
import { traceOf, usePlayground, useShared } from '../../store'

/** What is known of a request that was sent. */
interface Known {
  readonly trace?: Trace | undefined
  /** Nobody knows of it any more: time was turned back, or the cluster is another. */
  readonly isGone: boolean
}

/** The trace of a request that was sent: again whenever something new is heard of it. */
export function useTrace({ request, started }: SentRequest): Known {
  const { client } = usePlayground()
  const heard = useShared(({ picture }) => {
    const { ended, legs = [] } = picture.requests.get(request) ?? {}
    return `${picture.era} ${legs.length} ${ended}`
  })
  const [known, setKnown] = useState<Known & { readonly of?: number }>({ isGone: false })
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is heard tells of a later trace
  useEffect(() => {
    let wanted = true
    void traceOf(client, { request, started }).then((trace) => {
      if (wanted) setKnown({ of: request, trace, isGone: !trace })
    })
    return () => {
      wanted = false
    }
  }, [client, request, started, heard])
  return known.of === request ? known : { isGone: false }
}
