import { useEffect, useRef, useState } from 'react'
import { useCalm, usePlayground } from '../store'

/** How often the list is asked for again while time runs. */
const millis = 400

/**
 * What the worker tells of a node, asked again as time goes; what came before stays until the next
 * has come.
 */
export function usePage<Page>(
  node: string,
  what: 'rules' | 'flows',
  query: Readonly<Record<string, string>>,
): { readonly page: Page | undefined; readonly asked: string } {
  const { client } = usePlayground()
  const now = useCalm(({ picture }) => `${picture.era}.${picture.now}.${picture.revision}`, {
    millis,
  })
  const search = JSON.stringify(query)
  const subject = `${node} ${what} ${search}`
  const [told, setTold] = useState<{ readonly asked: string; readonly page?: Page }>({ asked: '' })
  const latest = useRef(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: at another time there is another page
  useEffect(() => {
    const mine = ++latest.current
    const path = `/playground/v1/nodes/${node}/${what}`
    const asked = JSON.parse(search) as Readonly<Record<string, string>>
    void client.request({ method: 'GET', path, query: asked }).then((response) => {
      if (mine !== latest.current || response.status !== 200 || !('body' in response)) return
      setTold({ asked: `${node} ${what} ${search}`, page: response.body as Page })
    })
  }, [client, node, what, search, now])
  return { page: told.page, asked: told.asked === subject ? told.asked : '' }
}
