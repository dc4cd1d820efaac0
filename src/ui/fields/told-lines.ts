import type { Locale } from '../i18n'
import { explain } from './explain'
import { modelOf } from './load-model'

/** What is known of the field that a line begins with. */
export interface ToldLine {
  /** Where its name begins and ends in the line. */
  readonly from: number
  readonly to: number
  /** `list of ServicePort`. */
  readonly shape?: string
  readonly doc?: string
  /** What its value means, where that has a meaning of its own. */
  readonly valueDoc?: string
}

/** `- name: value`, with its indentation. */
const fieldLine = /^(\s*(?:-\s+)*)([^\s:#][^:]*):(?:\s+(\S.*))?$/

/** Each line is looked up in the whole text: a longer one is shown as it is. */
const most = { lines: 80, length: 4_000 }

/** Explains the lines of an object; undefined for lines without a field of their own. */
export async function tellLines(
  client: Parameters<typeof modelOf>[0],
  text: string,
  locale: Locale,
): Promise<readonly (ToldLine | undefined)[]> {
  const lines = text.split('\n')
  if (lines.length > most.lines || text.length > most.length) return []
  const model = await modelOf(client)
  if (!model) return []
  let begins = 0
  return lines.map((line) => {
    const start = begins
    begins += line.length + 1
    const [, indent = '', name, value] = fieldLine.exec(line) ?? []
    if (name === undefined) return undefined
    const at = (offset: number) => explain({ model, locale }, text, offset)
    const field = at(start + indent.length)
    const told = { from: indent.length, to: indent.length + name.length }
    if (!field) return told
    const { shape, doc } = field
    const valueDoc = value && at(start + line.length - value.length)?.doc
    return {
      ...told,
      ...(shape && { shape }),
      ...(doc && { doc: plain(doc) }),
      ...(valueDoc && valueDoc !== doc && { valueDoc: plain(valueDoc) }),
    }
  })
}

/** Without the marks of Markdown. */
const plain = (doc: string): string => doc.replaceAll('`', '')
