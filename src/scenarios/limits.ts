/** Every bound on what comes from outside: a pane's text, a link, a stored scenario. */
export const scenarioLimits = {
  /** Characters of a manifest. */
  manifestLength: 256 * 1024,
  /** Documents in a manifest. */
  documents: 200,
  /** YAML collections inside each other. */
  manifestDepth: 100,
  /** Tokens of a manifest; one of 256 kB that a person wrote has a fifth of it. */
  manifestTokens: 100_000,
  /**
   * What a document comes to with its aliases written out: a node counts one, and one for 32
   * characters.
   */
  manifestWeight: 100_000,
  /** Problems reported of one manifest. */
  problems: 100,
  /** Characters of a link after the `#`. */
  linkLength: 360_000,
  /** Bytes of a scenario as JSON. */
  scenarioBytes: 256 * 1024,
  nodes: 100,
  traffic: 20,
  requestsPerSecond: 1_000,
  concurrency: 100,
  timeoutSeconds: 600,
  /** Characters of a name: a Pod's, a node's, a traffic's. */
  name: 253,
  url: 2_048,
  /** Things in the picture that were moved by hand. */
  positions: 2_000,
  /** Owners whose Pods were folded or opened by hand. */
  folds: 500,
  /** How far from the origin, in the picture's own units. */
  coordinate: 1_000_000,
  /** Characters of a lesson's name, and of a step's. */
  lessonName: 40,
  /** Times as fast as in life. */
  speed: 20,
  /** Of a page, in its thousandths. */
  share: 1_000,
} as const
