import { useEffect, useState } from 'react'
import { apiPathOf, useCalm, usePlayground } from '../store'

/**
 * The object that a summary stands for, read from the API server, and again when it may have
 * changed.
 */
export function useObject(id: string): unknown {
  const { client } = usePlayground()
  const path = apiPathOf(id)
  const revision = useCalm(({ picture }) => `${picture.era}.${picture.revision}`)
  const [body, setBody] = useState<unknown>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision, another object
  useEffect(() => {
    if (path === undefined) return
    let wanted = true
    void client.request({ method: 'GET', path }).then((response) => {
      if (wanted && response.status === 200 && 'body' in response) setBody(response.body)
    })
    return () => {
      wanted = false
    }
  }, [client, path, revision])
  return body
}
