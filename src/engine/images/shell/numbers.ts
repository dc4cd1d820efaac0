import type { SeenProcess } from '../image'
import type { Session } from './session'

/**
 * Of so many numbers the first is a process of the container; the others are for the programs that
 * a shell runs in it, and for processes that are over.
 */
export const STRIDE = 6

/** The number of a shell's program, as `ps` shows it: never that of a process of the container. */
export const numberOf = (shell: number, child: number): number =>
  shell + child + Math.floor((child - 1) / (STRIDE - 1))

/** The programs that run in a shell, as `ps` shows them. */
export const seenIn = ({ children }: Session, shell: number): readonly SeenProcess[] =>
  children.map(({ number, argv }) => ({ id: numberOf(shell, number), argv, shell }))
