import type { Layout } from '../layout/picture'

/** How far from a Service a way keeps that has nothing to do with it. */
const margin = 8

/**
 * The height nearest to a wanted one at which a way can go from left to right inside the cluster
 * without passing behind a Service or the book: whoever looks would take it for theirs.
 */
export function clearHeight(
  { placed }: Layout,
  wanted: number,
  { from, to }: { readonly from: number; readonly to: number },
): number {
  const bars = [...placed.values()]
    .filter(({ shape }) => shape === 'service' || shape === 'book')
    .filter(({ x, width }) => x < to && x + width > from)
    .map(({ y, height }) => ({ top: y - margin, bottom: y + height + margin }))
  const isClear = (y: number): boolean => bars.every(({ top, bottom }) => y <= top || y >= bottom)
  const heights = [wanted, ...bars.flatMap(({ top, bottom }) => [top, bottom])].filter(isClear)
  const away = (y: number): number => Math.abs(y - wanted)
  return heights.reduce((best, y) => (away(y) < away(best) ? y : best), heights[0] ?? wanted)
}

/** Where the last of what stands between two places ends. */
export const pastAll = (
  { placed }: Layout,
  { from, to }: { readonly from: number; readonly to: number },
): number =>
  [...placed.values()]
    .filter(({ shape }) => shape === 'service' || shape === 'book')
    .filter(({ x, width }) => x < to && x + width > from)
    .reduce((right, { x, width }) => Math.max(right, x + width), from)
