/** What is left between two processes of a container for the programs of a shell. */
const BETWEEN = 5

/** The number of a shell's program, as `ps` shows it. */
export const numberOf = (shell: number, child: number): number =>
  child <= BETWEEN ? shell + child : shell * 1_000 + child
