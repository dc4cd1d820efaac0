import { createRoot } from 'react-dom/client'
import { createClient } from './host/client'
import { first } from './scenarios/presets'
import { App } from './ui/app/App'
import { arrive, createPlayground, keepState } from './ui/store'
import './ui/theme/theme'

const start = arrive({
  hash: location.hash,
  languages: navigator.languages,
  keep: localStorage,
  first: (locale) => first.scenario(locale),
})
const playground = createPlayground(createClient(), start)
keepState(playground, localStorage)

const root = document.querySelector('#root')
if (root) createRoot(root).render(<App playground={playground} />)
void playground.actions.open(start.scenario)
