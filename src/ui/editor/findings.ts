import type { Applied } from '../../kubectl'
import type { Manifest, ManifestDocument, Span } from '../../scenarios/manifest'
import type { Problem } from '../store'
import { objectText } from './outcomes'
import { complaintsOf } from './refusal'

/** Something wrong with the manifest, and where. */
export interface Finding extends Span {
  readonly severity: 'error' | 'warning'
  readonly message: string
  /** `service/web-svc`; absent for what is wrong with the text. */
  readonly object?: string
  /** The API server's `reason`, or who else complains. */
  readonly reason?: string
}

/** What is wrong with the text itself. */
export const textFindings = (manifest: Manifest): readonly Finding[] =>
  manifest.problems.map(({ severity, message, span }) => ({
    ...span,
    severity,
    message,
    reason: 'YAML',
  }))

/** What the API server, or kubectl before it, has against a document. */
export function answerFindings(
  text: string,
  document: ManifestDocument,
  applied: Applied,
): readonly Finding[] {
  const object = applied.identity ? { object: objectText(applied.identity) } : {}
  if (applied.result !== 'refused') {
    return applied.warnings.map((message) => ({
      ...document.at(pathIn(message)),
      ...object,
      severity: 'warning',
      message,
      reason: 'Warning',
    }))
  }
  const { status } = applied
  return complaintsOf(status, document.object).map(({ message, path, key }) => ({
    ...(key ? keySpan(text, document.at(path), path) : visible(text, document.at(path))),
    ...object,
    severity: 'error',
    message,
    reason: status.reason ?? 'kubectl',
  }))
}

/** Warnings begin with the field they are about: `spec.externalIPs is ignored when …`. */
const pathIn = (message: string): string =>
  message.match(/^(?:spec|metadata|data)(?:\.\w+|\[[^\]]*\])*/)?.[0] ?? 'kind'

/**
 * A manifest has the value's place for a plain value; where the name is wrong, this is the name's.
 */
function keySpan(text: string, span: Span, path: string): Span {
  const name = path.slice(path.lastIndexOf('.') + 1)
  const line = text.split('\n')[span.line - 1] ?? ''
  const at = line.slice(0, span.column - 1).lastIndexOf(name)
  if (at < 0) return span
  return { line: span.line, column: at + 1, endLine: span.line, endColumn: at + 1 + name.length }
}

/** A value that is not there has a place without extent: its name is shown instead. */
function visible(text: string, span: Span): Span {
  if (span.line !== span.endLine || span.column !== span.endColumn) return span
  const before = (text.split('\n')[span.line - 1] ?? '').slice(0, span.column - 1)
  const [, name = ''] = before.match(/([^\s-][^\s]*?)\s*:\s*$/) ?? []
  const at = before.lastIndexOf(name)
  return { ...span, column: at + 1, endColumn: Math.max(at + 1 + name.length, span.column) }
}

/**
 * All of them, in the order of the text. The schema is silent where others have spoken: on a line
 * that was refused, in the server's own words, and behind a syntax error, where it can only guess.
 */
export function allFindings(
  text: readonly Finding[],
  answers: readonly Finding[],
  schema: readonly Finding[],
): readonly Finding[] {
  const broken = Math.min(...text.filter(isError).map(({ line }) => line))
  const spoken = new Set(answers.map(({ line }) => line))
  const guesses = schema.filter(({ line }) => line < broken && !spoken.has(line))
  return [...text, ...answers, ...guesses].toSorted(
    (a, b) => a.line - b.line || a.column - b.column,
  )
}

const isError = ({ severity }: Finding): boolean => severity === 'error'

/** A finding as an entry of the page's list of problems. */
export const problemOf = ({
  severity,
  message,
  object,
  reason,
  line,
  column,
}: Finding): Problem => ({
  severity,
  message,
  ...(object === undefined ? {} : { object }),
  ...(reason === undefined ? {} : { reason }),
  line,
  column,
})
