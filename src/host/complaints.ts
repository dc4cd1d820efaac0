import type { Status } from '../engine/api/status'
import { type AppliedAll, refusalText } from '../kubectl'
import { parseManifest, type Span } from '../scenarios/manifest'
import { BadInput } from './bad-input'

/** Tells everything that is wrong with a manifest, a line each, with its place. */
export function complain(file: string, text: string, applied: AppliedAll | undefined): void {
  const manifest = parseManifest(text)
  const at = ({ line, column }: Pick<Span, 'line' | 'column'>) => `${file}:${line}:${column}: `
  const unread = manifest.problems
    .filter(({ severity }) => severity === 'error')
    .map(({ span, message }) => at(span) + message)
  const refused = (applied?.applied ?? []).flatMap((each, index) => {
    const document = manifest.documents[index]
    if (each.result !== 'refused' || !document) return []
    return complaints(each.status).map(
      ([field, text]) => at(document.at(field)) + text.replaceAll('\n', ' '),
    )
  })
  const all = [...unread, ...refused]
  if (all.length > 0) throw new BadInput(all.join('\n'))
}

/** What a refusal says, field by field. */
function complaints(status: Status): readonly (readonly [field: string, text: string])[] {
  const { causes = [], ...details } = status.details ?? {}
  if (status.reason !== 'Invalid' || causes.length === 0) return [['', refusalText(status)]]
  return causes.map((cause) => [
    cause.field ?? '',
    refusalText({ ...status, details: { ...details, causes: [cause] } }),
  ])
}
