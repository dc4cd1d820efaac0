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

/** Explains the lines of an object; undefined for lines without a field of their own. */
export async function tellLines(
  client: Parameters<typeof modelOf>[0],
  text: string,
  locale: Locale,
): Promise<readonly (ToldLine | undefined)[]> {
  const model = await modelOf(client)
  if (!model) return []
  let begins = 0
  return text.split('\n').map((line) => {
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
