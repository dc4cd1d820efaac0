import { useEffect, useState } from 'react'
import { apiPathOf, useCalm, usePlayground } from '../store'

/**
 * The object that a summary stands for, read from the API server, and again when it may have
 * changed.
 */
export function useObject(id: string): unknown {
  const path = apiPathOf(id)
  return useRead(path, {})
}

/** Events about an object, newest first. */
export function useEventsAbout(id: string): readonly RecordedEvent[] {
  const [type = '', ...rest] = id.split('/')
  const name = rest.at(-1) ?? ''
  const namespace = rest.length > 1 ? (rest[0] ?? 'default') : 'default'
  const kind = kinds[type]
  const query = {
    fieldSelector: `involvedObject.name=${name}${kind ? `,involvedObject.kind=${kind}` : ''}`,
  }
  const list = useRead(kind && `/api/v1/namespaces/${namespace}/events`, query)
  const { items = [] } = (list ?? {}) as { items?: readonly RecordedEvent[] }
  return [...items].reverse()
}

/** As much of an Event as is shown here. */
export interface RecordedEvent {
  readonly metadata: { readonly uid: string }
  readonly type?: string
  readonly reason?: string
  readonly message?: string
  readonly count?: number
}

const kinds: Readonly<Record<string, string>> = {
  pod: 'Pod',
  service: 'Service',
  node: 'Node',
  deployment: 'Deployment',
  replicaset: 'ReplicaSet',
}

function useRead(path: string | undefined, query: Readonly<Record<string, string>>): unknown {
  const { client } = usePlayground()
  const revision = useCalm(({ picture }) => `${picture.era}.${picture.revision}`)
  const [body, setBody] = useState<unknown>()
  const search = JSON.stringify(query)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision, another object
  useEffect(() => {
    if (path === undefined) return
    let wanted = true
    const asked = JSON.parse(search) as Readonly<Record<string, string>>
    void client.request({ method: 'GET', path, query: asked }).then((response) => {
      if (wanted && response.status === 200 && 'body' in response) setBody(response.body)
    })
    return () => {
      wanted = false
    }
  }, [client, path, search, revision])
  return body
}
