/** What a test's own file says of it. */
export interface HeldBy {
  readonly line: number
  /** How many cases it lists. */
  readonly cases?: number
  /** Whether it runs only where something is at hand that not every machine has. */
  readonly sometimes?: true
}

/** Counted when the page is built. */
export interface Figures {
  /** Unit tests in all. */
  readonly tests: number
  readonly scenarios: number
  readonly probes: number
  readonly kinds: number
}

/**
 * What the tests say of themselves: counted, not written. The build puts it here (`truth-held`);
 * where nothing was built there is nothing to tell.
 */
export const held: {
  readonly tests: Readonly<Record<string, HeldBy>>
  readonly figures: Figures
} = { tests: {}, figures: { tests: 0, scenarios: 0, probes: 0, kinds: 0 } }
