import { type ComponentType, createElement, startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { createClient, startWorker } from './host/client'
import { lateWorker } from './host/late-worker'
import { first, isPreset } from './scenarios/presets'
import type { Scenario } from './scenarios/scenario'
import { App } from './ui/app/App'
import {
  type Arrival,
  arrive,
  createPlayground,
  followLinks,
  keepState,
  type Playground,
  storageHere,
} from './ui/store'
import './ui/theme/theme'

/** How the page stands within another one. */
export interface Surround extends Pick<Arrival, 'keep' | 'languages' | 'first'> {
  /** Takes its place below the picture. */
  readonly Bar: ComponentType<{ readonly narrow: boolean }>
  /** Hears of the playground before anything is opened in it. */
  readonly meet: (playground: Playground) => void
}

const firstScenario = (locale: 'en' | 'zh'): Scenario => first.scenario(locale)

/** What the first scenario looks like at once; a visit with a link does without. */
const loadFirstFrame = async () => (await import('./host/first-frame')).firstFrame

const painted = () =>
  new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))

/** Draws the page, in pieces: the browser has its turn in between. It comes in one go. */
function render(root: Element, page: Parameters<typeof App>[0]): Promise<void> {
  startTransition(() => createRoot(root).render(createElement(App, page)))
  return new Promise((done) => {
    const observer = new MutationObserver(() => {
      observer.disconnect()
      done()
    })
    observer.observe(root, { childList: true })
  })
}

async function start(around?: Surround): Promise<Playground> {
  const { hash } = location
  const keep = around?.keep ?? storageHere()
  const worker = lateWorker(startWorker)
  if (hash) worker.start() // while we look what to begin with
  const frame = hash ? undefined : loadFirstFrame()
  const client = createClient(worker)
  const { languages } = navigator
  const begun = await arrive({ hash, languages, keep, first: firstScenario, ...around })
  const { scenario, past } = begun
  const prepared = isPreset(first, scenario) ? await frame : undefined
  const embedded = around !== undefined
  const playground = createPlayground(client, { ...begun, prepared, embedded })
  around?.meet(playground)
  const root = document.querySelector('#root')
  const drawn = root ? render(root, { playground, Bar: around?.Bar }) : undefined
  // At once: whoever chooses another scenario while the worker is awaited comes after this one.
  const opening = playground.actions.open(scenario, past)
  if (!around) keepState(playground, keep)
  followLinks(playground, firstScenario)
  if (prepared) {
    await drawn
    await painted()
  }
  worker.start()
  await opening
  await painted()
  worker.postMessage({ type: 'drawn' })
  return playground
}

/** Begins the page; done once its cluster is there. */
export function begin(around?: Surround): Promise<Playground> {
  return start(around).catch((error: unknown) => {
    // Some part could not be fetched: whatever language was meant, it has not come.
    const said = document.querySelector('#root p, #poster p')
    if (said)
      said.textContent = 'Please reload the page: it could not be loaded. 页面无法加载，请刷新。'
    throw error
  })
}
