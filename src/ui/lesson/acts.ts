import type { Act, Way } from '../../lessons'
import type { Playground } from '../store'

const MICROSECONDS = 1_000_000
const file = 'manifest.yaml'

/**
 * Does in the page what somebody would do by hand, one thing after the other: lines in the
 * terminal, words in the pane, clients, menus. Stops when the signal is set, or when the words
 * that are to be replaced are not there.
 */
export async function perform(
  playground: Playground,
  way: Way,
  { signal, say }: { readonly signal: AbortSignal; readonly say: (act: Act) => string },
): Promise<void> {
  for (const act of way) {
    if (signal.aborted) return
    if ('line' in act) await run(playground, act.line, signal)
    else if ('replace' in act) {
      const { manifest } = playground.getState().scenario
      if (!manifest.includes(act.replace)) return
      playground.actions.setManifest(manifest.replace(act.replace, () => act.by))
      await run(playground, `kubectl apply -f ${file}`, signal)
    } else if ('client' in act) setClient(playground, act, say(act))
    else if ('node' in act) playground.actions.change(say(act)).fault(act.node, act.fault)
    else if ('pod' in act) playground.actions.change(say(act)).podFault(act.pod, act.fault)
    else await pass(playground, act.seconds, signal)
  }
}

function setClient(
  { actions, getState }: Playground,
  { client, set }: Extract<Act, { client: string }>,
  label: string,
): void {
  const { traffic } = getState().scenario
  const changed = traffic.map((each) => (each.name === client ? { ...each, ...set } : each))
  actions.setTraffic(changed, label)
}

/** Runs a line in the terminal, to its end; how it ended, if it was not given up. */
export async function run(
  playground: Playground,
  line: string,
  signal: AbortSignal,
): Promise<number | undefined> {
  const before = playground.getState().ran
  const ended = when(playground, ({ ran }) => ran !== before && ran?.line === line, signal)
  playground.actions.order(line)
  await ended
  return signal.aborted ? undefined : playground.getState().ran?.code
}

/** Lets time pass; it goes on, if it stood still. */
function pass(playground: Playground, seconds: number, signal: AbortSignal): Promise<void> {
  const { picture } = playground.getState()
  const until = picture.now + seconds * MICROSECONDS
  if (!picture.running) playground.actions.clock(true)
  return when(playground, (state) => state.picture.now >= until, signal)
}

function when(
  { getState, subscribe }: Playground,
  holds: (state: ReturnType<Playground['getState']>) => boolean,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((done) => {
    const look = (state: ReturnType<Playground['getState']>) => {
      if (!holds(state) && !signal.aborted) return
      stop()
      signal.removeEventListener('abort', aborted)
      done()
    }
    const aborted = () => look(getState())
    const stop = subscribe(look)
    signal.addEventListener('abort', aborted)
    look(getState())
  })
}
