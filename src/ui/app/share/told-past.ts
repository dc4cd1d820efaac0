import type { Past } from '../../../scenarios/past'
import type { Scenario } from '../../../scenarios/scenario'
import type { Playground } from '../../store'

/** What was done since the cluster was opened: nothing, what goes into a link, or what cannot. */
export type ToldPast = { readonly text: string } | 'cannot-go' | undefined

/** Asks what was done to the cluster of a scenario, as links and files have it. */
export async function toldPast({ client }: Playground, scenario: Scenario): Promise<ToldPast> {
  const [codec, response] = await Promise.all([
    import('../../../scenarios/past-text'),
    client.request({ method: 'GET', path: '/playground/v1/past' }),
  ])
  if (response.status !== 200 || !('body' in response)) return undefined
  const past = response.body as Past | null
  if (!past) return 'cannot-go'
  if (past.inputs.length === 0) return undefined
  // What the link says anyway is not said twice.
  const same = (name: 'manifest' | 'mode' | 'traffic') =>
    JSON.stringify(past.opened[name]) === JSON.stringify(scenario[name])
  const { manifest, mode, traffic } = past.opened
  const opened = {
    ...(manifest !== undefined && !same('manifest') && { manifest }),
    ...(mode && !same('mode') && { mode }),
    ...(traffic && !same('traffic') && { traffic }),
  }
  const text = codec.encodePast({ ...past, opened })
  return text === undefined ? 'cannot-go' : { text }
}

/** The fragment of a link with what was done to its cluster. */
export const withPast = (hash: string | undefined, past: string | undefined): string | undefined =>
  hash !== undefined && past !== undefined ? `${hash}&h=${past}` : hash
