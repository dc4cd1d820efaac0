import type { ClientSummary, Counts, Summary } from '../../projection/summary'
import { type Fact, type Fate, second } from './happening'

/** How many requests are judged together, at least. */
const judged = 3

/** How many of a client's requests had ended in which way when they were judged last, and how. */
export interface Judged {
  readonly outcomes: Counts['outcomes']
  readonly fate: Fate
}

/** Judges the requests that each client has sent since the last time. */
export function judge(
  summaries: ReadonlyMap<string, Summary>,
  before: ReadonlyMap<string, Judged>,
): ReadonlyMap<string, Judged> {
  const after = new Map<string, Judged>()
  for (const each of summaries.values()) {
    if (each.type !== 'client') continue
    const known = before.get(keyOf(each))
    after.set(keyOf(each), known ? judgedAnew(each, known) : first(each))
  }
  return after
}

// Another client of the same name, or one that asks for something else, is judged from its start.
const keyOf = ({ id, host, url }: ClientSummary): string => `requests ${id} ${host} ${url}`

const first = ({ outcomes }: Counts): Judged => ({
  outcomes,
  fate: { fails: 'none', outcome: '' },
})

function judgedAnew({ outcomes }: Counts, before: Judged): Judged {
  const since = Object.entries(outcomes).map(
    ([outcome, count]) => [outcome, count - (before.outcomes[outcome] ?? 0)] as const,
  )
  const all = since.reduce((sum, [, count]) => sum + count, 0)
  if (all < judged) return all < 0 ? { outcomes, fate: before.fate } : before
  const failed = since.filter(([outcome, count]) => outcome !== 'ok' && count > 0)
  const [most] = failed.sort(([, one], [, other]) => other - one)
  if (!most) return first({ sent: 0, servers: {}, outcomes })
  const fails = since.some(([outcome, count]) => outcome === 'ok' && count > 0) ? 'some' : 'all'
  return { outcomes, fate: { fails, outcome: most[0] } }
}

/** How long requests must fare so before it is told: where only some fail, luck comes and goes. */
const patience = { none: 4 * second, some: 3 * second, all: second } as const

/** What is told of requests: when they begin to fail, and when they are well again. */
export function requestFacts(
  summaries: ReadonlyMap<string, Summary>,
  judgedNow: ReadonlyMap<string, Judged>,
): readonly Fact[] {
  const clients = [...summaries.values()].filter((each) => each.type === 'client')
  return clients.flatMap((client) => {
    const { name, url } = client
    const key = keyOf(client)
    const fate = judgedNow.get(key)?.fate
    if (!fate) return []
    return {
      ...{ key, name, patience: patience[fate.fails] },
      sign: fate.fails === 'all' ? `all ${fate.outcome}` : fate.fails,
      // That a new client is answered goes without saying.
      tell: (before) =>
        !before && fate.fails === 'none' ? undefined : { kind: 'requests', name, url, ...fate },
    }
  })
}
