import type { Frame } from '../../projection/frame'
import type { Say } from './text'

type Outcome = NonNullable<Frame['requests'][number]['outcome']>

const keys = {
  ok: 'outcome.ok',
  'http-error': 'outcome.http-error',
  refused: 'outcome.refused',
  rejected: 'outcome.rejected',
  reset: 'outcome.reset',
  timeout: 'outcome.timeout',
  'name-not-found': 'outcome.name-not-found',
  'name-timeout': 'outcome.name-timeout',
  unreachable: 'outcome.unreachable',
  'bad-url': 'outcome.bad-url',
} as const satisfies Record<Outcome, string>

/** An outcome in a word or two; the code itself when it is none of ours. */
export const outcomeText = (outcome: string | undefined, say: Say): string => {
  if (outcome === undefined) return say('outcome.under-way')
  return Object.hasOwn(keys, outcome) ? say(keys[outcome as Outcome]) : outcome
}
