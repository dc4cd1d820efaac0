import type { StoreApi } from 'zustand/vanilla'
import type { Client } from '../../host/protocol'
import type { Past } from '../../scenarios/past'
import { type Beginning, begun, type Scenario } from '../../scenarios/scenario'
import { fetchTexts, textsOf } from '../i18n'
import type { Changes, PageSide } from './changes'
import { balancedBy, readdressed } from './doors'
import { pageOf } from './page'
import type { PlaygroundActions, PlaygroundState } from './playground'

/** What the page keeps of a cluster. */
type Stand = Pick<PlaygroundState, 'opened' | 'scenario' | 'selected'>

const nobody: ReadonlyMap<string, string> = new Map()

/** How scenarios are opened, and opened anew; each is a change, but for the first. */
export function openingsOf(
  { getState, setState }: StoreApi<PlaygroundState>,
  { client, changes }: { readonly client: Client; readonly changes: Changes },
): Pick<PlaygroundActions, 'open' | 'rebuild'> {
  let last = 0
  const enter = (opened: number, scenario: Scenario) =>
    setState({
      scenario,
      opened,
      loading: true,
      selected: scenario.view.selected,
      problems: { manifest: [], action: [], traffic: [] },
    })

  // The cluster is the worker's, and its next frame shows it.
  const goTo = ({ opened, scenario, selected }: Stand) => {
    enter(opened, scenario)
    setState({ selected })
    const stop = client.onFrame(() => {
      stop()
      setState({ loading: false })
    })
  }

  /** The page of the cluster that is left comes back with it. */
  const pageSide = (): PageSide => {
    let other = standOf(getState())
    const swap = () => {
      const here = standOf(getState())
      goTo(other)
      other = here
    }
    return { undone: swap, redone: swap }
  }

  /** `first`: who sends requests from the beginning. */
  const open = async (given: Scenario, first = given.traffic, past?: Past): Promise<void> => {
    const { scenario, beginning } = begun(given)
    const text = textsOf(getState().locale)('open.another')
    const change = last === 0 ? undefined : changes.begin(text, { side: pageSide() })
    const mine = ++last
    enter(mine, scenario)
    begin(setState, client, beginning)
    const also = { change: change && { id: change.id, label: text }, past }
    const came = await client.load({ ...scenario, traffic: first }, also)
    // Another may have been opened meanwhile, which is not there yet.
    if (getState().opened === mine) setState({ loading: false, ...newsOf(came) })
  }

  const rebuild = async (changed: Partial<Scenario>): Promise<void> => {
    const { scenario, picture } = getState()
    const next = { ...scenario, ...changed }
    const isElsewhere = next.environment !== scenario.environment
    const services = isElsewhere ? balancedBy(next.traffic, picture.summaries) : nobody
    if (services.size === 0) return open(next)
    const others = next.traffic.filter(({ name }) => !services.has(name))
    await open(next, others)
    const traffic = await readdressed(next.traffic, services, readerOf(client))
    // Who sends requests may have been changed meanwhile, by hand or by another scenario.
    if (getState().scenario.traffic !== next.traffic) return
    setState((state) => ({ scenario: { ...state.scenario, traffic } }))
    client.traffic(traffic)
  }

  return { open: (scenario, past) => open(scenario, scenario.traffic, past), rebuild }
}

/** Reads objects by their paths. */
const readerOf = (client: Client) => async (path: string) => {
  const response = await client.request({ method: 'GET', path })
  return response.status === 200 && 'body' in response ? response.body : undefined
}

/** What is told of what was done again, if that came out otherwise. */
const newsOf = (came: Awaited<ReturnType<Client['load']>>): Pick<PlaygroundState, 'notice'> =>
  came && came !== 'same' ? { notice: { kind: 'past', came } } : {}

/** How a scenario begins: as its link says. */
function begin(
  setState: StoreApi<PlaygroundState>['setState'],
  client: Client,
  { paused, speed = 1, camera, layout, locale }: Beginning,
): void {
  if (paused !== undefined || speed !== 1) client.clock(!paused, speed)
  setState(({ page }) => ({
    turned: undefined,
    camera,
    page: layout ? { ...page, ...pageOf(layout) } : page,
  }))
  // A visit that begins with the link has them by now.
  if (locale !== undefined) void fetchTexts(locale).then(() => setState({ locale }))
}

const standOf = ({ opened, scenario, selected }: PlaygroundState): Stand => ({
  opened,
  scenario,
  selected,
})
