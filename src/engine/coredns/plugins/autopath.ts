import type { Answer, Question } from '../../api/dns'
import {
  definePlugin,
  type Handler,
  isIn,
  type Next,
  normal,
  originsOf,
  type Served,
  SetupError,
  type Turn,
  zoneOf,
} from './plugin'

/** `autopath`: walks the client's search list for it, at its first question. */
export const autopath = definePlugin({
  name: 'autopath',
  setup(controller) {
    let zones: readonly string[] = []
    let source = ''
    while (controller.next()) {
      const args = controller.remainingArgs()
      source = args.at(-1) ?? ''
      if (source === '') throw new SetupError('no resolv-conf specified')
      zones = originsOf(args.slice(0, -1), controller.keys)
    }
    const { peers, lent } = controller
    const known = source.startsWith('@') ? undefined : searchIn(source, lent.read(source))
    const searchOf = (question: Question, turn: Turn): readonly string[] | undefined =>
      known ?? peers.find(({ name }) => name === source.slice(1))?.searchOf?.(question, turn)
    return handlerOf(zones, searchOf)
  },
})

function searchIn(path: string, text: string | undefined): readonly string[] {
  if (text === undefined) {
    const why = `open ${path}: no such file or directory`
    throw new SetupError(`failed to parse ${JSON.stringify(path)}: ${why}`)
  }
  return [...searchedBy(text), '']
}

/** The search list of a resolv.conf. */
export function searchedBy(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.trim().split(/\s+/))
  const last = lines.findLast(([word]) => word === 'search' || word === 'domain')
  return (last ?? []).slice(1).map(normal)
}

type SearchOf = NonNullable<Handler['searchOf']>

const handlerOf = (zones: readonly string[], searchOf: SearchOf): Handler => ({
  name: 'autopath',
  serve(question, turn, next) {
    const name = question.name.toLowerCase()
    if (zoneOf(zones, name) === undefined) return next(question)
    const search = searchOf(question, turn) ?? []
    const [first] = search
    if (first === undefined || !isIn(first, name)) return next(question)
    const base = question.name.slice(0, -first.length - 1)
    return walked(question, { base, search }, next)
  },
})

interface Walk {
  /** What the client asked its resolver for. */
  readonly base: string
  readonly search: readonly string[]
}

// The first that is not denied; when all are, the first denial: then the client goes on itself.
function walked(question: Question, { base, search }: Walk, next: Next): Served {
  let first: Served | undefined
  for (const domain of search) {
    const served = next({ ...question, name: base === '' ? domain : `${base}.${domain}` })
    if (served.type === 'wait') return served
    if (served.type === 'failed' && served.error !== undefined) return served
    first ??= served
    if (served.type === 'failed' || served.answer.rcode === 'NXDOMAIN') continue
    return { type: 'answer', answer: renamed(served.answer, question) }
  }
  if (first?.type !== 'answer') return first ?? next(question)
  return { type: 'answer', answer: { ...first.answer, question } }
}

// The name that was asked for is made an alias of the one that was found.
function renamed(answer: Answer, question: Question): Answer {
  const { name } = question
  const other = answer.answers.find((each) => each.name.toLowerCase() !== name.toLowerCase())
  if (!other) return { ...answer, question }
  const alias = { name, type: 'CNAME', ttl: other.ttl, data: other.name }
  return { ...answer, question, answers: [alias, ...answer.answers] }
}
