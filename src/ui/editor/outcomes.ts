import type { Applied } from '../../kubectl/apply'
import type { AppliedAll } from '../../kubectl/apply-all'
import type { Identity } from '../../kubectl/connection'
import { type Difference, differences } from '../../kubectl/differences'
import type { ManifestDocument } from '../../scenarios/manifest'
import type { Remark } from './marks'
import { complaintsOf } from './refusal'
import type { EditorSay } from './texts'

/** What came of one document, or of an object whose document is gone. */
export interface Outcome {
  /** As kubectl names it: `deployment.apps/web`. */
  readonly object: string
  readonly outcome: Applied['result'] | 'deleted'
  /** The line of the document's `kind`; absent for what is deleted. */
  readonly line?: number
}

/** What applying one document would do. */
export interface Change extends Outcome {
  /** Field by field, for an object that would be another. */
  readonly differences: readonly Difference[]
  /** Why it would be refused, in the server's words. */
  readonly reasons: readonly string[]
}

/** `service/web`, `deployment.apps/web`. */
export function objectText({ apiVersion, kind, name }: Identity): string {
  const [group = ''] = apiVersion.includes('/') ? apiVersion.split('/') : []
  return `${kind.toLowerCase()}${group === '' ? '' : `.${group}`}/${name}`
}

/** What came of documents that were applied, and of objects that were removed. */
export function outcomesOf(
  documents: readonly ManifestDocument[],
  { applied, removed }: AppliedAll,
): readonly Outcome[] {
  const deleted = removed.map(({ identity, status }) => ({
    object: objectText(identity),
    outcome: status ? ('refused' as const) : ('deleted' as const),
  }))
  return [...deleted, ...applied.map((each, index) => outcomeOf(each, documents[index]))]
}

const outcomeOf = (applied: Applied, document: ManifestDocument | undefined): Outcome => ({
  object: applied.identity ? objectText(applied.identity) : namedIn(document),
  outcome: applied.result,
  ...(document ? { line: document.at('kind').line } : {}),
})

/** What a document that says too little calls itself. */
function namedIn(document: ManifestDocument | undefined): string {
  const { kind, metadata } = document?.object ?? {}
  const { name } = (metadata ?? {}) as { readonly name?: unknown }
  const known = [kind, name].map((each) => (typeof each === 'string' ? each : undefined))
  if (known.every((each) => each === undefined)) return `#${(document?.index ?? 0) + 1}`
  return `${known[0]?.toLowerCase() ?? '?'}/${known[1] ?? '?'}`
}

/** What a dry run says that applying would do; what would stay as it is is left out. */
export function changesOf(
  documents: readonly ManifestDocument[],
  tried: AppliedAll,
): readonly Change[] {
  return outcomesOf(documents, tried)
    .map((outcome, index) => {
      const applied = tried.applied[index - tried.removed.length]
      const document = documents[index - tried.removed.length]
      if (!applied || !document) return { ...outcome, differences: [], reasons: [] }
      const { differences, reasons } = detailsOf(applied, document)
      return { ...outcome, differences, reasons }
    })
    .filter(({ outcome, differences: fields }) =>
      outcome === 'configured' ? fields.length > 0 : outcome !== 'unchanged',
    )
}

function detailsOf(applied: Applied, { object }: ManifestDocument) {
  const refused = applied.result === 'refused' ? complaintsOf(applied.status, object) : []
  return {
    differences: applied.result === 'configured' ? differences(applied.before, applied.object) : [],
    reasons: refused.map(({ message }) => message),
  }
}

const tones = {
  created: 'good',
  configured: 'good',
  unchanged: 'quiet',
  deleted: 'quiet',
  refused: 'bad',
} as const satisfies Record<Outcome['outcome'], Remark['tone']>

/** What is noted beside each document. */
export const remarksOf = (outcomes: readonly Outcome[], say: EditorSay): readonly Remark[] =>
  outcomes.flatMap(({ line, outcome }) =>
    line === undefined ? [] : { line, text: say(outcome), tone: tones[outcome] },
  )

/**
 * All of it in a line: by name when it is little, else by number; what is unchanged only by itself.
 */
export function summaryOf(outcomes: readonly Outcome[], say: EditorSay): string {
  const changed = outcomes.filter(({ outcome }) => outcome !== 'unchanged')
  if (changed.length === 0) return outcomes.length > 0 ? say('asIs') : ''
  if (changed.length <= 2) {
    return changed.map(({ object, outcome }) => `${object} ${say(outcome)}`).join(say('separator'))
  }
  const counts = new Map<Outcome['outcome'], number>()
  for (const { outcome } of changed) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  return [...counts]
    .map(([outcome, count]) => say('counted', { count, outcome: say(outcome) }))
    .join(say('separator'))
}
