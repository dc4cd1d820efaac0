/** What could stand in place of the word that is being typed. */
export interface Candidate {
  readonly text: string
  /** One line about it; absent where there is nothing to say. */
  readonly description?: string
}
