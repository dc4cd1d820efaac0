/** Which part of a long list is asked for. */
export interface Asked {
  readonly filter: string
  readonly offset: number
  readonly limit: number
}

const MOST_ROWS = 400
const ROWS = 100

/** What a query asks for; what it leaves out, or gets wrong, has a default. */
export function askedIn(query: Readonly<Record<string, string | undefined>>): Asked {
  return {
    filter: (query['filter'] ?? '').trim(),
    offset: whole(query['offset'], 0),
    limit: Math.min(MOST_ROWS, whole(query['limit'], ROWS)),
  }
}

function whole(text: string | undefined, otherwise: number): number {
  const value = Number(text ?? otherwise)
  return Number.isInteger(value) && value >= 0 ? value : otherwise
}

/** The part of so many that is told; where something is to be gone to, the part around it. */
export function placeIn(
  { offset, limit }: Asked,
  count: number,
  at = -1,
): { readonly offset: number; readonly end: number } {
  const wanted = at < 0 ? offset : at - Math.floor(limit / 4)
  const first = Math.max(0, Math.min(wanted, count - limit))
  return { offset: first, end: Math.min(count, first + limit) }
}
