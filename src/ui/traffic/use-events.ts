import { useEffect } from 'react'
import type { RecordedEvent, RecordedEvents } from '../../projection/recorded'
import { useActions, useCalm } from '../store'

const nothing: RecordedEvents = { newest: [], older: 0 }

/** The newest Events of the cluster, for as long as somebody lists them. */
export function useEvents(): RecordedEvents {
  const { listEvents } = useActions()
  useEffect(() => {
    listEvents(true)
    return () => listEvents(false)
  }, [listEvents])
  return useCalm(({ picture }) => picture.recorded, { millis: 500 }) ?? nothing
}

const shown = ['Pod', 'Service', 'Deployment', 'ReplicaSet']

/** The id of the summary of what an Event is about, if it may have one. */
export function aboutOf({ kind, namespace, name }: RecordedEvent): string | undefined {
  if (kind === 'Node') return `node/${name}`
  return shown.includes(kind) ? `${kind.toLowerCase()}/${namespace}/${name}` : undefined
}

/** The time of day, in the cluster, at which an Event was last written. */
export const timeOf = ({ at }: RecordedEvent): string => /T([\d:]{8})/.exec(at)?.[1] ?? ''
