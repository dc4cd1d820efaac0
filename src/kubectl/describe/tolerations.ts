import type { JsonObject } from '../json'
import { textAt } from './fields'
import type { Description } from './writer'

/** Writes `Tolerations:`, one on each line, by key. */
export function describeTolerations(
  out: Description,
  tolerations: readonly JsonObject[],
  indent = '',
): void {
  out.raw(`${indent}Tolerations:\t`)
  if (tolerations.length === 0) out.raw('<none>\n')
  const sorted = [...tolerations].sort((one, other) =>
    textAt(one, 'key') < textAt(other, 'key') ? -1 : 1,
  )
  sorted.forEach((each, index) => {
    out.raw(`${index > 0 ? `${indent}\t` : ''}${tolerationText(each)}\n`)
  })
}

function tolerationText(toleration: JsonObject): string {
  const [key, value] = [textAt(toleration, 'key'), textAt(toleration, 'value')]
  const [effect, seconds] = [textAt(toleration, 'effect'), textAt(toleration, 'tolerationSeconds')]
  const head = `${key}${value === '' ? '' : `=${value}`}${effect === '' ? '' : `:${effect}`}`
  const exists = textAt(toleration, 'operator') === 'Exists' && value === ''
  const operator = exists ? `${head === '' ? '' : ' '}op=Exists` : ''
  return `${head}${operator}${seconds === '' ? '' : ` for ${seconds}s`}`
}
