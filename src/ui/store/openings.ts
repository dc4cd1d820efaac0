import type { StoreApi } from 'zustand/vanilla'
import type { Client } from '../../host/protocol'
import type { Scenario } from '../../scenarios/scenario'
import { balancedBy, readdressed } from './doors'
import type { PlaygroundActions, PlaygroundState } from './playground'

const nobody: ReadonlyMap<string, string> = new Map()

/** How scenarios are opened, and opened anew. */
export function openingsOf(
  { getState, setState }: StoreApi<PlaygroundState>,
  client: Client,
): Pick<PlaygroundActions, 'open' | 'rebuild'> {
  /** `first`: who sends requests from the beginning. */
  const open = async (scenario: Scenario, first = scenario.traffic): Promise<void> => {
    setState(({ opened }) => ({
      scenario,
      opened: opened + 1,
      loading: true,
      selected: scenario.view.selected,
      problems: { manifest: [], action: [], traffic: [] },
      turned: undefined,
    }))
    const mine = getState().opened
    await client.load({ ...scenario, traffic: first })
    // Another may have been opened meanwhile, which is not there yet.
    if (getState().opened === mine) setState({ loading: false })
  }

  const read = async (path: string): Promise<unknown> => {
    const response = await client.request({ method: 'GET', path })
    return response.status === 200 && 'body' in response ? response.body : undefined
  }

  const rebuild = async (changed: Partial<Scenario>): Promise<void> => {
    const { scenario, picture } = getState()
    const next = { ...scenario, ...changed }
    const isElsewhere = next.environment !== scenario.environment
    const services = isElsewhere ? balancedBy(next.traffic, picture.summaries) : nobody
    if (services.size === 0) return open(next)
    const others = next.traffic.filter(({ name }) => !services.has(name))
    await open(next, others)
    const traffic = await readdressed(next.traffic, services, read)
    // Who sends requests may have been changed meanwhile, by hand or by another scenario.
    if (getState().scenario.traffic !== next.traffic) return
    setState((state) => ({ scenario: { ...state.scenario, traffic } }))
    client.traffic(traffic)
  }

  return { open: (scenario) => open(scenario), rebuild }
}
