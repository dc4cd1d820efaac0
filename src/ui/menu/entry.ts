import type { Say } from '../i18n'
import type { PlaygroundActions, PlaygroundState } from '../store'
import type { MenuSay } from './texts'

/** One line of a menu, or a few that belong together. */
export type Entry =
  | {
      readonly type: 'item'
      readonly text: string
      /** What it comes to, as kubectl says it. */
      readonly hint?: string
      readonly grave?: boolean
      /** Whether the keyboard goes elsewhere with it. */
      readonly leaves?: boolean
      act(): void
    }
  | {
      readonly type: 'check'
      readonly text: string
      readonly on: boolean
      /** Why it cannot be had. */
      readonly never?: string | undefined
      set(on: boolean): void
    }
  | {
      readonly type: 'choice'
      readonly title: string
      readonly value: string
      readonly options: readonly (readonly [value: string, text: string])[]
      choose(value: string): void
    }
  | { readonly type: 'line' }

/** A line between groups. */
export const line: Entry = { type: 'line' }

/** What entries are made with. */
export interface Making {
  readonly state: PlaygroundState
  readonly actions: PlaygroundActions
  readonly say: MenuSay
  /** The page's own texts. */
  readonly words: Say
}
