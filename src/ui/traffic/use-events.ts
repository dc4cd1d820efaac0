import { useEffect, useState } from 'react'
import { useCalm, usePlayground } from '../store'

/** An Event, as the list shows it. */
export interface ClusterEvent {
  readonly key: string
  /** Time of day, in the cluster. */
  readonly time: string
  readonly type: string
  readonly reason: string
  readonly count: number
  /** What it is about: `pod/web-…`, and the id of its summary if it may have one. */
  readonly object: string
  readonly about?: string
  readonly message: string
}

/** Every Event of the cluster, newest first, read again when the store has another revision. */
export function useEvents(): readonly ClusterEvent[] {
  const { client } = usePlayground()
  const revision = useCalm(({ picture }) => `${picture.era}.${picture.revision}`, { millis: 500 })
  const [events, setEvents] = useState<readonly ClusterEvent[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision has other events
  useEffect(() => {
    let wanted = true
    void client.request({ method: 'GET', path: '/api/v1/events' }).then((response) => {
      if (wanted && response.status === 200 && 'body' in response)
        setEvents(readEvents(response.body))
    })
    return () => {
      wanted = false
    }
  }, [client, revision])
  return events
}

interface RawEvent {
  readonly metadata: { readonly namespace?: string; readonly name: string; readonly uid: string }
  readonly type?: string
  readonly reason?: string
  readonly message?: string
  readonly count?: number
  readonly lastTimestamp?: string | null
  readonly eventTime?: string | null
  readonly involvedObject?: {
    readonly kind?: string
    readonly namespace?: string
    readonly name?: string
  }
}

/** Reads an EventList, newest first. */
export function readEvents(body: unknown): readonly ClusterEvent[] {
  const { items = [] } = body as { items?: readonly RawEvent[] }
  return items
    .map((raw, index) => ({ raw, index, at: raw.lastTimestamp ?? raw.eventTime ?? '' }))
    .sort((a, b) => (a.at === b.at ? b.index - a.index : a.at < b.at ? 1 : -1))
    .map(({ raw, at }) => eventOf(raw, at))
}

function eventOf(raw: RawEvent, at: string): ClusterEvent {
  const { kind = '', namespace = '', name = '' } = raw.involvedObject ?? {}
  const about = idOf(kind, namespace, name)
  return {
    key: raw.metadata.uid,
    time: /T([\d:]{8})/.exec(at)?.[1] ?? '',
    type: raw.type ?? '',
    reason: raw.reason ?? '',
    count: raw.count ?? 1,
    object: `${kind.toLowerCase()}/${name}`,
    ...(about === undefined ? {} : { about }),
    message: raw.message ?? '',
  }
}

const shown = ['Pod', 'Service', 'Deployment', 'ReplicaSet']

function idOf(kind: string, namespace: string, name: string): string | undefined {
  if (kind === 'Node') return `node/${name}`
  return shown.includes(kind) ? `${kind.toLowerCase()}/${namespace}/${name}` : undefined
}
