import type { Locale } from '../i18n'

/** What monaco-yaml says of a violation, and the same in Chinese; `$1` is what varies. */
const known: readonly (readonly [said: RegExp, zh: string])[] = [
  [/^Property (.+) is not allowed\.$/, '没有 $1 这个字段。'],
  [/^Missing property "(.+)"\.$/, '缺少字段 $1。'],
  [/^Incorrect type\. Expected "(.+)"\.$/, '类型不对\uff0c应为 $1。'],
  [/^Incorrect type\. Expected one of (.+)\.$/, '类型不对\uff0c应为其中之一\uff1a$1。'],
  [/^Value is not accepted\. Valid values: (.+)\.$/, '不接受这个值\uff0c可用的值\uff1a$1。'],
  [/^Value must be (.+)\.$/, '值必须为 $1。'],
]

/**
 * A violation of the schema in the language of the page; as it was said where there is no other.
 */
export function schemaText(message: string, locale: Locale): string {
  if (locale === 'en') return message
  const row = known.find(([said]) => said.test(message))
  return row ? message.replace(row[0], row[1]) : message
}
