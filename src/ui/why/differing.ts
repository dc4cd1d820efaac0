/** A line of a manifest: as it was, as it is to be, or in both. */
export interface DiffLine {
  readonly sign: ' ' | '-' | '+'
  readonly text: string
}

/** A change of a field, line by line as a manifest writes it. */
export function differing(path: string, before: unknown, after: unknown): readonly DiffLine[] {
  const name = /([^.[\]]+)(?:\[\d+\])?$/.exec(path)?.[1] ?? path
  const old = before === undefined || before === null ? [] : linesOf(name, before)
  const fresh = after === undefined || after === null ? [] : linesOf(name, after)
  const kept = new Set(old.filter((line) => fresh.includes(line)))
  const gone = old.filter((line) => !kept.has(line))
  const added = fresh.filter((line) => !kept.has(line))
  return [
    ...[...kept].map((text): DiffLine => ({ sign: ' ', text })),
    ...gone.map((text): DiffLine => ({ sign: '-', text })),
    ...added.map((text): DiffLine => ({ sign: '+', text })),
  ]
}

/** A field as a manifest writes it. */
function linesOf(name: string, value: unknown): readonly string[] {
  if (Array.isArray(value)) return [`${name}:`, ...value.map((each) => `- ${String(each)}`)]
  if (typeof value === 'object' && value !== null) {
    return [`${name}:`, ...Object.entries(value).map(([key, each]) => `  ${key}: ${String(each)}`)]
  }
  return [`${name}: ${String(value)}`]
}
