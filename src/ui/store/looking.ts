import type { StoreApi } from 'zustand/vanilla'
import type { Client } from '../../host/protocol'
import type { Look, WorkloadLook } from '../../projection/look'
import { objectOf } from './lit'
import type { PlaygroundActions, PlaygroundState } from './playground'

/** As many workloads have Pods told one by one at a time. */
const workloadsLooked = 3

/**
 * Tells the worker what somebody looks at: of many Pods only those are told, and whichever is
 * selected. Whoever opens another scenario looks at nothing in it yet.
 */
export function lookingOf(
  { setState, subscribe }: StoreApi<PlaygroundState>,
  client: Client,
): Pick<PlaygroundActions, 'lookAt' | 'listEvents' | 'seekPods'> {
  subscribe(({ opened, selected, looks, listsEvents: events, sought: find }, before) => {
    if (opened !== before.opened && looks.length > 0) return setState({ looks: [] })
    const isSame = opened === before.opened && selected === before.selected
    const sees = looks === before.looks && events === before.listsEvents
    if (isSame && sees && find === before.sought) return
    client.look({
      ...lookAtOne(selected),
      workloads: looks,
      ...(events && { events }),
      ...(find && { find }),
    })
  })
  return {
    lookAt: (look: WorkloadLook) =>
      setState(({ looks }) => ({
        looks: [...looks.filter(({ id }) => id !== look.id), look].slice(-workloadsLooked),
      })),
    seekPods: (sought) => setState({ sought }),
    listEvents: (listsEvents) => setState({ listsEvents }),
  }
}

/** What is told of the thing that is selected. */
function lookAtOne(id: string | undefined): Pick<Look, 'pods' | 'about'> {
  const object = id === undefined ? undefined : objectOf(id)
  if (id === undefined || !object) return { pods: [] }
  return { pods: object.kind === 'Pod' ? [id] : [], about: { id, ...object } }
}
