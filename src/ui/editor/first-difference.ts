/**
 * The line of the later text, from 1, where the two first differ: its last when only the end of
 * the earlier one is gone, its first when they are the same.
 */
export function firstDifference(before: string, after: string): number {
  if (before === after) return 1
  const known = before.split('\n')
  const lines = after.split('\n')
  const at = lines.findIndex((line, index) => line !== known[index])
  return at < 0 ? lines.length : at + 1
}
