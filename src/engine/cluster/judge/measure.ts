import type { Goal, Lack, Verdict } from '../../api/goal'
import { selects } from '../../api/labels'
import type { RequestOutcome } from '../../api/traffic'
import type { Reader } from '../../apiserver/reader'
import type { RequestRecord } from '../../network/record'
import { isReady } from '../../resources/pod/readiness'

type Seen = Omit<Verdict, 'isReached' | 'lacks'>

/** How requests have ended, and who answered them. */
export function tallied(records: readonly RequestRecord[]): Pick<Seen, 'outcomes' | 'servers'> {
  const outcomes: Partial<Record<RequestOutcome, number>> = {}
  const servers: Record<string, number> = {}
  for (const { outcome, server } of records) {
    if (outcome) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    const answered = outcome === 'ok' || outcome === 'http-error'
    if (answered && server !== undefined) servers[server] = (servers[server] ?? 0) + 1
  }
  return { outcomes, servers }
}

/** What keeps a goal from being reached, if anything does. */
export function lackOf(goal: Goal, seen: Seen, reader: Reader): Lack | undefined {
  return (
    wrongOutcome(goal, seen) ??
    stranger(goal, seen, reader) ??
    fewPods(goal, seen) ??
    silentPod(goal, seen, reader)
  )
}

function wrongOutcome({ outcome = 'ok', percent = 100 }: Goal, seen: Seen): Lack | undefined {
  const { sent, outcomes } = seen
  if (sent === 0) return { code: 'outcome', outcome: 'none', count: 0 }
  if ((outcomes[outcome] ?? 0) * 100 >= percent * sent) return undefined
  const others = Object.entries(outcomes).filter(([each]) => each !== outcome)
  const [worst] = others.sort(([, one], [, other]) => other - one)
  return {
    code: 'outcome',
    outcome: (worst?.[0] ?? 'none') as RequestOutcome,
    count: worst?.[1] ?? 0,
  }
}

function stranger({ answeredBy }: Goal, { servers }: Seen, reader: Reader): Lack | undefined {
  if (!answeredBy) return undefined
  const server = Object.keys(servers).find((place) => {
    const [kind, namespace = '', name = ''] = place.split('/')
    const pod = kind === 'pod' ? reader.get('Pod', namespace, name) : undefined
    return !selects(answeredBy, pod?.metadata.labels)
  })
  return server === undefined ? undefined : { code: 'stranger', server }
}

function fewPods({ pods = 0 }: Goal, { servers }: Seen): Lack | undefined {
  const answering = Object.keys(servers).filter((place) => place.startsWith('pod/')).length
  return answering < pods ? { code: 'few-pods', pods: answering } : undefined
}

function silentPod({ all, answeredBy }: Goal, { servers }: Seen, reader: Reader): Lack | undefined {
  if (!all) return undefined
  for (const pod of reader.list('Pod')) {
    const { namespace, name, labels } = pod.metadata
    const place = `pod/${namespace}/${name}`
    const isMeant = isReady(pod) && selects(answeredBy, labels)
    if (isMeant && !(place in servers)) return { code: 'silent-pod', pod: place }
  }
  return undefined
}
