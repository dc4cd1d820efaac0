import type { PatternPart } from './pattern'

/**
 * What a part of a word became. Quoted text stands as it is, patterns are names to look for, and
 * what was expanded without quotes is split into fields and looked for, too.
 */
export type Piece =
  | { readonly text: string; readonly kind: 'quoted' | 'pattern' | 'expanded' }
  /** Here one field ends and another begins: between the words of `"$@"`. */
  | { readonly kind: 'break' }

export const isBreak = (piece: Piece): piece is { readonly kind: 'break' } => piece.kind === 'break'

/** Fields, each as the parts of a pattern. */
export function fieldsOf(
  pieces: readonly Piece[],
  separators = ' \t\n',
): readonly (readonly PatternPart[])[] {
  const fields: PatternPart[][] = []
  let open: PatternPart[] | undefined
  const add = (part: PatternPart) => {
    if (!open) {
      open = []
      fields.push(open)
    }
    open.push(part)
  }
  for (const piece of pieces) {
    if (piece.kind === 'break') {
      if (!open) fields.push([])
      open = undefined
    } else if (piece.kind !== 'expanded') {
      add({ text: piece.text, literal: piece.kind === 'quoted' })
    } else {
      const texts = splitText(piece.text, separators)
      for (const [index, text] of texts.entries()) {
        if (index > 0) open = undefined
        const inside = index > 0 && index < texts.length - 1
        if (text !== '' || inside) add({ text, literal: false })
      }
    }
  }
  return fields
}

/** The texts between separators. An empty one at either end says that a field ends there. */
export function splitText(text: string, separators: string): readonly string[] {
  if (separators === '') return [text]
  const blank = [...separators].filter((each) => /\s/.test(each)).join('')
  const hard = [...separators].filter((each) => !/\s/.test(each)).join('')
  const one = (characters: string) => `[${characters.replace(/[\\\]^-]/g, '\\$&')}]`
  const spaces = blank === '' ? '' : one(blank)
  const between =
    hard === ''
      ? `${spaces}+`
      : spaces === ''
        ? one(hard)
        : `${spaces}*${one(hard)}${spaces}*|${spaces}+`
  return text.split(new RegExp(between))
}
