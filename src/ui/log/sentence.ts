import { outcomeText, type Say } from '../i18n'
import type { Happening } from './happening'
import type { LogSay } from './texts'

/** A happening as one sentence of a language. */
export function sentenceOf(happening: Happening, say: LogSay, words: Say): string {
  switch (happening.kind) {
    case 'opened':
      return openedText(happening, say)
    case 'turned':
      return say('turned')
    case 'pods-move':
      return happening.why === 'pods' ? podsText(happening, say) : say(happening.why, happening)
    case 'pods-rest':
      return happening.after === 'rollout'
        ? say('rollout.done', happening)
        : podsText(happening, say)
    case 'pod':
      return podText(happening, say)
    case 'endpoints':
      return endpointsText(happening, say)
    case 'address':
      return happening.address === '' ? say('address.none', happening) : say('address', happening)
    case 'node':
      return say(happening.ready ? 'node.ready' : 'node.not-ready', happening)
    case 'requests': {
      const outcome = outcomeText(happening.outcome, words)
      const { fails, name, url } = happening
      return fails === 'none'
        ? say('requests.none', { name, url })
        : say(`requests.${fails}`, { name, url, outcome })
    }
    case 'gone':
      return say('gone', happening)
    case 'more':
      return say('more', happening)
  }
}

/** As many Services are named. */
const named = 5

function openedText({ nodes, services }: Of<'opened'>, say: LogSay): string {
  if (services.length === 0) return say('opened', { nodes })
  const more = services.length - named
  const names = [
    ...services.slice(0, named),
    ...(more > 0 ? [say('opened.more', { count: more })] : []),
  ]
  return say('opened.services', { nodes, names: names.join(say('comma')) })
}

type Of<Kind extends Happening['kind']> = Extract<Happening, { kind: Kind }>

function podsText(told: Of<'pods-move' | 'pods-rest'>, say: LogSay): string {
  const { trouble } = told
  return trouble === undefined ? say('pods', told) : say('pods.trouble', { ...told, trouble })
}

function podText(told: Of<'pod'>, say: LogSay): string {
  const { is, name } = told
  return is === 'failing' || is === 'creating' ? say(`pod.${is}`, told) : say(`pod.${is}`, { name })
}

function endpointsText(told: Of<'endpoints'>, say: LogSay): string {
  const { name, before, ready } = told
  if (ready === 0) return say(before ? 'endpoints.left' : 'endpoints.none', { name })
  return before === undefined
    ? say('endpoints.new', told)
    : say('endpoints.before', { ...told, before })
}
