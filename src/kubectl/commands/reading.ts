import type { Command } from '../command'
import { describe } from './describe'
import { get } from './get'

/** Verbs that only read. */
export const reading: readonly Command[] = [describe, get]
