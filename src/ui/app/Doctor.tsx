import { useEffect, useRef } from 'react'
import type { Finding } from '../../engine/api/finding'
import { useActions, useCalm, usePictured, usePlayground } from '../store'

/** How long the cluster may go on before it is looked at again. */
const millis = 600
/** A look at a large cluster takes its time: the next one waits so many times as long. */
const rest = 8
/** But no longer than this: what has been mended is to be seen. */
const most = 3_000

/** Has the cluster looked at whenever something in it has changed, and shows nothing itself. */
export function Doctor() {
  const { client } = usePlayground()
  const { setFindings } = useActions()
  const pictured = usePictured()
  const seen = useCalm(({ picture: { era, scene, revision } }) => `${scene} ${era} ${revision}`, {
    millis,
  })
  const notBefore = useRef(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is seen says when to look again
  useEffect(() => {
    if (!pictured) return
    let isLatest = true
    const look = async () => {
      const begun = performance.now()
      const response = await client.request({ method: 'GET', path: '/playground/v1/findings' })
      notBefore.current = performance.now() + Math.min((performance.now() - begun) * rest, most)
      if (!isLatest || response.status !== 200 || !('body' in response)) return
      setFindings((response.body as { readonly findings: readonly Finding[] }).findings)
    }
    const timer = setTimeout(look, Math.max(0, notBefore.current - performance.now()))
    return () => {
      isLatest = false
      clearTimeout(timer)
    }
  }, [client, setFindings, pictured, seen])
  return null
}
