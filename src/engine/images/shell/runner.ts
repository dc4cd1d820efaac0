import type { ProcessMessage, System } from '../image'
import type { Budget, Programs } from '../program'
import type { Script } from './script'
import type { Session, Surroundings } from './session'

/**
 * The programs that a shell finds in its image; known when they are needed, since it is one of
 * them.
 */
export type Found = () => Programs

/** What a shell runs with. */
export interface Runner {
  readonly found: Found
  readonly system: System
  readonly nested: Nested
  /** Shared with the shells within it. */
  readonly budget: Budget
}

/** A shell within a shell: part of a pipe, or a command whose output becomes words. */
export interface Nested {
  start(script: Script, from: Surroundings, runner: Runner): Session
  receive(memory: Session, message: ProcessMessage, runner: Runner): Session
  /** Runs a script for what it prints; one that has to wait for something ends there. */
  substitute(script: Script, current: Session, runner: Runner): string
}
