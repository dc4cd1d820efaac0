import { createRoot } from 'react-dom/client'
import { createClient } from './host/client'
import { first } from './scenarios/presets'
import { App } from './ui/app/App'
import {
  arrive,
  createPlayground,
  followLinks,
  keepState,
  type PlaygroundOptions,
  storageHere,
} from './ui/store'

const keep = storageHere()
const start: PlaygroundOptions = arrive({
  hash: location.hash,
  languages: navigator.languages,
  keep,
  first: (locale) => first.scenario(locale),
})
const playground = createPlayground(createClient(), start)
keepState(playground, keep)
followLinks(playground, (locale) => first.scenario(locale))

const root = document.querySelector('#root')
if (root) createRoot(root).render(<App playground={playground} />)
void playground.actions.open(start.scenario)
