import type { Flag } from '../command'

type More = Partial<Omit<Flag, 'name' | 'usage' | 'type'>>

/** A flag that is there or not. */
export const boolFlag = (name: string, usage: string, more: More = {}): Flag => ({
  name,
  type: 'bool',
  usage,
  ...more,
})

/** A flag with a text. */
export const textFlag = (name: string, usage: string, more: More = {}): Flag => ({
  name,
  type: 'string',
  usage,
  ...more,
})

/** A flag with several values, separated by commas. */
export const listFlag = (name: string, usage: string, more: More = {}): Flag => ({
  name,
  type: 'strings',
  usage,
  ...more,
})
