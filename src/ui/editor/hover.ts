import type { Locale } from '../i18n'
import { describeField, type FieldDescription } from './describe'
import { fieldAt } from './field-at'
import { fieldDocs } from './field-docs/field-docs'
import type { Model, Shape } from './openapi'
import { type EditorSay, textsFor } from './texts'

/** What is said about the field at an offset, as Markdown; undefined where there is none. */
export function hoverText(
  { model, locale }: { readonly model: Model; readonly locale: Locale },
  text: string,
  offset: number,
): { readonly value: string; readonly from: number; readonly to: number } | undefined {
  const place = fieldAt(text, offset)
  const field = place && describeField(model, fieldDocs[locale], place)
  if (!field) return undefined
  return { value: markdownOf(field, textsFor(locale)), from: place.from, to: place.to }
}

function markdownOf(field: FieldDescription, say: EditorSay): string {
  const { name, doc = '', values, required } = field
  const facts = [shapeText(field.shape, field, say), ...(required ? [say('required')] : [])]
  const list = values.map(({ value, doc: meaning }) =>
    meaning === undefined ? `- \`${value}\`` : `- \`${value}\` – ${meaning}`,
  )
  return [`**${name}** · ${facts.join(' · ')}`, doc, list.join('\n')]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** `list of ServicePort`, `whole number or text`. */
export function shapeText(
  shape: Shape,
  { goType = '' }: Pick<FieldDescription, 'goType'>,
  say: EditorSay,
): string {
  switch (shape.type) {
    case 'list':
      return say('listOf', { of: shapeText(shape.of, { goType }, say) })
    case 'map':
      return say('mapOf', { of: shapeText(shape.of, { goType }, say) })
    case 'object':
      return goType
    default:
      return say(shape.type)
  }
}
