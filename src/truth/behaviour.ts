/** A text in both languages of the page. */
export interface Told {
  readonly en: string
  readonly zh: string
}

/** Something that happens here as it does in a cluster, and what holds it to that. */
export interface Behaviour {
  /** Its name in links. */
  readonly id: string
  readonly says: Told
  /** Where upstream says so, and of which version. */
  readonly source: string
  /** The tests that hold it: a file below `src/`, without `.test.ts`, and its titles. */
  readonly tests: readonly string[]
  /** What is known to be otherwise here. */
  readonly differs?: Told
}

/** Behaviours that belong together. */
export interface Area {
  readonly id: string
  readonly title: Told
  readonly behaviours: readonly Behaviour[]
}
