/** The part of the engine that comes late in a built worker. */
export interface Rest {
  /** Whether something was thrown because the rest was wanted and is not there. */
  isMissing(error: unknown): boolean
  load(): Promise<void>
}

/** Absent where all of the engine is there from the beginning; the build replaces this module. */
export const rest: Rest | undefined = undefined
