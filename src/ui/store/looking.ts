import type { StoreApi } from 'zustand/vanilla'
import type { Client } from '../../host/protocol'
import type { WorkloadLook } from '../../projection/look'
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
    const pods = podOf(selected)
    const isSame = pods[0] === podOf(before.selected)[0] && looks === before.looks
    if (isSame && events === before.listsEvents && find === before.sought) return
    client.look({ pods, workloads: looks, ...(events && { events }), ...(find && { find }) })
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

const podOf = (selected: string | undefined): readonly string[] =>
  selected?.startsWith('pod/') ? [selected] : []
