import type { StoreApi } from 'zustand/vanilla'
import type { Client } from '../../host/protocol'
import type { Look, WorkloadLook } from '../../projection/look'
import type { PlaygroundActions, PlaygroundState } from './playground'

/** As many workloads have Pods told one by one at a time. */
const workloadsLooked = 3

const nothing: Look = { pods: [], workloads: [] }

/**
 * Tells the worker what somebody looks at: of many Pods only those are told, and whichever is
 * selected. Whoever opens another scenario looks at nothing in it yet.
 */
export function lookingOf(
  { setState, subscribe }: StoreApi<PlaygroundState>,
  client: Client,
): Pick<PlaygroundActions, 'lookAt'> {
  let told = nothing
  subscribe(({ opened, selected, looks }, before) => {
    if (opened !== before.opened && looks.length > 0) return setState({ looks: [] })
    if (selected === before.selected && looks === before.looks) return
    const next = { pods: selected?.startsWith('pod/') ? [selected] : [], workloads: looks }
    const isNew = next.pods[0] !== told.pods[0] || next.workloads !== told.workloads
    told = next
    if (isNew) client.look(next)
  })
  return {
    lookAt: (look: WorkloadLook) =>
      setState(({ looks }) => ({
        looks: [...looks.filter(({ id }) => id !== look.id), look].slice(-workloadsLooked),
      })),
  }
}
