/** The line, from 1, where two texts first differ. */
export function firstDifference(before: string, after: string): number {
  const known = before.split('\n')
  const at = after.split('\n').findIndex((line, index) => line !== known[index])
  return at < 0 ? 1 : at + 1
}
