/** A term of the field, in one language. */
export interface Word {
  /** How it is called; in Chinese with the English term, where that is another. */
  readonly name: string
  /** How texts write it; a small first letter may be a capital one, not the other way about. */
  readonly forms: readonly string[]
  /** What it means, in a sentence or two. */
  readonly means: string
}

/** The terms of a language. */
export interface Glossary {
  readonly words: Readonly<Record<string, Word>>
  /** What looks like a term and is none: it stays unmarked. */
  readonly others: readonly string[]
  /** What stands between a term and its meaning. */
  readonly colon: string
}
