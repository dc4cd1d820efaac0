import type { FieldRef } from '../../engine/api/object'
import { fieldDocs } from '../../field-docs/field-docs'
import type { Locale } from '../i18n'
import { describeField, type FieldDescription } from './describe'
import { type FieldAt, fieldAt, pathText } from './field-at'
import type { Model, Shape } from './openapi'
import { type FieldSay, fieldSay } from './texts'

/** What the kinds are, and in which language they are explained. */
export interface Vocabulary {
  readonly model: Model
  readonly locale: Locale
}

/** A field of the text and what is known of it. */
export interface Explained {
  readonly field: FieldRef
  /** Where its name, or its plain value, begins and ends. */
  readonly from: number
  readonly to: number
  /** `integer or string`; absent for fields that the kind does not have. */
  readonly shape?: string
  readonly doc?: string
  /** The same at length, as Markdown. */
  readonly markdown?: string
}

/**
 * Explains what stands at an offset; undefined between documents and in text that cannot be read.
 */
export function explain(
  { model, locale }: Vocabulary,
  text: string,
  offset: number,
): Explained | undefined {
  const place = fieldAt(text, offset)
  if (!place) return undefined
  const field = describeField(model, fieldDocs[locale], place)
  const known = { field: fieldRefOf(place), from: place.from, to: place.to }
  if (!field) return known
  const say = fieldSay(locale)
  return {
    ...known,
    shape: shapeText(field.shape, field, say),
    ...docAt(field, text.slice(place.from, place.to)),
    markdown: markdownOf(field, say),
  }
}

/** What the field means; on one of its values, what that means. */
function docAt({ doc, values }: FieldDescription, at: string): Pick<Explained, 'doc'> {
  const value = values.find((each) => each.value === at)
  if (value?.doc !== undefined) return { doc: `\`${at}\` – ${value.doc}` }
  return doc === undefined ? {} : { doc }
}

const fieldRefOf = ({ kind, namespace, name, path }: FieldAt): FieldRef => ({
  kind,
  key: { namespace, name },
  path: pathText(path),
})

function markdownOf(field: FieldDescription, say: FieldSay): string {
  const { name, doc = '', values, required } = field
  const facts = [shapeText(field.shape, field, say), ...(required ? [say('required')] : [])]
  const list = values.map(({ value, doc: meaning }) =>
    meaning === undefined ? `- \`${value}\`` : `- \`${value}\` – ${meaning}`,
  )
  return [`**${name}** · ${facts.join(' · ')}`, doc, list.join('\n')]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** `list of ServicePort`, `integer or string`. */
function shapeText(
  shape: Shape,
  { goType = '' }: Pick<FieldDescription, 'goType'>,
  say: FieldSay,
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
