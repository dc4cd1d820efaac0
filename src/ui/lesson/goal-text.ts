import type { Deed, Goal, Lack, Verdict } from '../../engine/api/goal'
import type { TrafficSource } from '../../engine/api/traffic'
import { outcomeText, type Say } from '../i18n'
import type { LessonSay } from './texts'

/** What finds texts: the lessons' own, and those of the page. */
export interface Tongue {
  readonly say: LessonSay
  readonly page: Say
}

/** A goal in words. */
export function goalText(goal: Goal, { say, page }: Tongue): string {
  const { by, outcome = 'ok', percent = 100, answeredBy, pods, all, after = [], atOnce } = goal
  const how = outcomeText(outcome, page)
  const whole =
    'traffic' in by
      ? say('goalClient', { client: by.traffic, outcome: how })
      : say('goalAsker', { url: by.url, from: sourceName(by.from, say), outcome: how })
  const more = [
    ...('url' in by && by.keepAlive ? [say('keepAlive')] : []),
    ...(percent < 100 ? [say('goalPercent', { percent })] : []),
    ...(answeredBy ? [say('goalBy', { labels: labelsText(answeredBy) })] : []),
    ...(pods ? [say('goalPods', { pods })] : []),
    ...(all ? [say('goalAll')] : []),
    ...after.map((deed) => deedText(deed, say)),
    ...(atOnce ? [say('goalAtOnce')] : []),
  ]
  return [whole, ...more].join(say('comma'))
}

/** Why a goal is not reached, in words. */
export function lackText({ lacks, sent }: Verdict, { say, page }: Tongue): string {
  return lacks ? textOfLack(lacks, sent, { say, page }) : ''
}

function textOfLack(lack: Lack, sent: number, { say, page }: Tongue): string {
  switch (lack.code) {
    case 'no-client':
      return say('lackClient', { client: lack.client })
    case 'nothing-to-do-it-to':
      return say('lackDeed')
    case 'outcome': {
      const { outcome, count } = lack
      if (outcome === 'none') return say('lackNone')
      return say('lackOutcome', { count, sent, outcome: outcomeText(outcome, page) })
    }
    case 'stranger':
      return say('lackStranger', { server: lack.server })
    case 'few-pods':
      return say('lackPods', { pods: lack.pods })
    case 'silent-pod':
      return say('lackSilent', { pod: lack.pod })
  }
}

const deedText = (deed: Deed, say: LessonSay): string =>
  deed.type === 'scale'
    ? say('goalScale', { deployment: deed.deployment, replicas: deed.replicas })
    : say('goalDelete', { labels: labelsText(deed.labels) })

const labelsText = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(',')

function sourceName(from: TrafficSource, say: LessonSay): string {
  if (from.type === 'outside') return say('fromOutside')
  return say(from.type === 'pod' ? 'fromPod' : 'fromNode', { name: from.name })
}
