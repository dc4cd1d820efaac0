import type { Finding } from '../../engine/api/finding'
import type { Manifest } from '../../scenarios/manifest'
import type { Locale } from '../i18n'
import { reasonText } from '../why'
import type { Mark } from './marks'
import { spanOf } from './places'

/**
 * What the doctor finds, where it stands in the text. What the server has applied is not always
 * what is written: a field that is no longer there has no mark.
 */
export const doctorMarks = (
  manifest: Manifest,
  findings: readonly Finding[],
  { locale, isCureKept }: { readonly locale: Locale; readonly isCureKept: boolean },
): readonly Mark[] =>
  findings.flatMap(({ code, severity, data, field, change }) => {
    const place = spanOf(manifest, field)
    if (!place) return []
    const meant = change?.type === 'field' && !isCureKept ? ` → ${shortOf(change.after)}` : ''
    // The text itself is no error: it is what it leads to that is.
    const tone = severity === 'error' ? 'warning' : 'hint'
    return [{ ...place, severity: tone, message: `${reasonText(code, data, locale)}${meant}` }]
  })

const shortOf = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .map(([key, each]) => `${key}: ${String(each)}`)
        .join(', ')
    : String(value)
