import { createRoot } from 'react-dom/client'
import { createClient } from './host/client'
import { first } from './scenarios/presets'
import type { Scenario } from './scenarios/scenario'
import { App } from './ui/app/App'
import { arrive, createPlayground, followLinks, keepState, storageHere } from './ui/store'
import './ui/theme/theme'

const firstScenario = (locale: 'en' | 'zh'): Scenario => first.scenario(locale)

async function begin(): Promise<void> {
  const { hash } = location
  const keep = storageHere()
  const client = createClient() // its worker starts while we look what to begin with
  const start = await arrive({ hash, languages: navigator.languages, keep, first: firstScenario })
  const playground = createPlayground(client, start)
  keepState(playground, keep)
  followLinks(playground, firstScenario)
  const root = document.querySelector('#root')
  if (root) createRoot(root).render(<App playground={playground} />)
  await playground.actions.open(start.scenario)
}

begin().catch((error: unknown) => {
  const said = document.querySelector('#root p')
  if (said)
    said.textContent = 'The page could not be loaded: please reload it. 页面无法加载，请刷新。'
  throw error
})
