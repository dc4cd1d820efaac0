import type { Nonsense } from './script'
import { END } from './tokens'

/** What a shell says of a script that makes no sense to it. */
export const complaint = ({ unknown, isOpen }: Nonsense): string =>
  isOpen && unknown !== END
    ? 'syntax error: unterminated quoted string'
    : `syntax error: unexpected ${unknown === END ? unknown : `"${unknown}"`}`
