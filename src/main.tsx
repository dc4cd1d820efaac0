import { startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { createClient, startWorker } from './host/client'
import { lateWorker } from './host/late-worker'
import { first, isPreset } from './scenarios/presets'
import type { Scenario } from './scenarios/scenario'
import { App } from './ui/app/App'
import {
  arrive,
  createPlayground,
  followLinks,
  keepState,
  type Playground,
  storageHere,
} from './ui/store'
import './ui/theme/theme'

const firstScenario = (locale: 'en' | 'zh'): Scenario => first.scenario(locale)

/** What the first scenario looks like at once; a visit with a link does without. */
const loadFirstFrame = async () => (await import('./host/first-frame')).firstFrame

const painted = () =>
  new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))

/** Draws the page, in pieces: the browser has its turn in between. It comes in one go. */
function render(root: Element, playground: Playground): Promise<void> {
  startTransition(() => createRoot(root).render(<App playground={playground} />))
  return new Promise((done) => {
    const observer = new MutationObserver(() => {
      observer.disconnect()
      done()
    })
    observer.observe(root, { childList: true })
  })
}

async function begin(): Promise<void> {
  const { hash } = location
  const keep = storageHere()
  const worker = lateWorker(startWorker)
  if (hash) worker.start() // while we look what to begin with
  const frame = hash ? undefined : loadFirstFrame()
  const client = createClient(worker)
  const start = await arrive({ hash, languages: navigator.languages, keep, first: firstScenario })
  const prepared = isPreset(first, start.scenario) ? await frame : undefined
  const playground = createPlayground(client, { ...start, prepared })
  const root = document.querySelector('#root')
  const drawn = root ? render(root, playground) : undefined
  // At once: whoever chooses another scenario while the worker is awaited comes after this one.
  const opening = playground.actions.open(start.scenario)
  keepState(playground, keep)
  followLinks(playground, firstScenario)
  if (prepared) {
    await drawn
    await painted()
  }
  worker.start()
  await opening
  await painted()
  worker.postMessage({ type: 'drawn' })
}

begin().catch((error: unknown) => {
  // Some part could not be fetched: whatever language was meant, it has not come.
  const said = document.querySelector('#root p')
  if (said)
    said.textContent = 'Please reload the page: it could not be loaded. 页面无法加载，请刷新。'
  throw error
})
