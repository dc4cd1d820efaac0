/** Of so many numbers the first is a process of the container; the others are for what it runs. */
const STRIDE = 6

/** The number of a shell's program, as `ps` shows it: never that of a process of the container. */
export const numberOf = (shell: number, child: number): number =>
  shell + child + Math.floor((child - 1) / (STRIDE - 1))
