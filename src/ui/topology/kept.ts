import type { Layout, Placed } from './layout/picture'
import type { PictureSetting } from './vertices/picture-context'
import type { Curve } from './ways/curve'
import type { Line } from './ways/lines'

/** The layout of before, when all stands where it stood: then nothing is drawn anew for it. */
export function keptLayout(before: Layout | undefined, layout: Layout): Layout {
  if (!before) return layout
  const isSame =
    before.lens === layout.lens &&
    before.density === layout.density &&
    before.narrow === layout.narrow &&
    before.podsLeft === layout.podsLeft &&
    before.standIns === layout.standIns &&
    sameFields(before.cluster, layout.cluster) &&
    before.placed.size === layout.placed.size &&
    [...layout.placed].every(([id, thing]) => isAsPlaced(before.placed.get(id), thing))
  return isSame ? before : layout
}

const isAsPlaced = (before: Placed | undefined, thing: Placed): boolean =>
  before !== undefined && sameFields(before, thing)

/** A map that says what the one before said, as that one. */
export function keptMap<Value>(
  before: ReadonlyMap<string, Value>,
  map: ReadonlyMap<string, Value>,
): ReadonlyMap<string, Value> {
  if (before.size !== map.size) return map
  for (const [key, value] of map) if (before.get(key) !== value) return map
  return before
}

/** What vertices know of the picture, as it was where it says the same. */
export function keptSetting(before: PictureSetting, setting: PictureSetting): PictureSetting {
  const isSame = Object.entries(setting).every(([key, value]) => {
    const was = before[key as keyof PictureSetting]
    return was === value || (typeof value === 'object' && textOf(was) === textOf(value))
  })
  return isSame ? before : setting
}

const textOf = (value: unknown): string => {
  const isMany = value instanceof Map || value instanceof Set
  return JSON.stringify(isMany ? [...value] : value)
}

/** Lines as they were before, one by one, where they are the same: they are not drawn anew. */
export function keptLines(before: readonly Line[], lines: readonly Line[]): readonly Line[] {
  const known = new Map(before.map((line) => [line.id, line]))
  const kept = lines.map((line) => {
    const was = known.get(line.id)
    return was && isSameLine(was, line) ? was : line
  })
  const isSame = kept.length === before.length && kept.every((line, at) => line === before[at])
  return isSame ? before : kept
}

const isSameLine = (was: Line, line: Line): boolean =>
  sameFields(was.landing, line.landing) &&
  sameFields(was.sign, line.sign) &&
  sameFields(was.ports, line.ports) &&
  sameFields(was.differs, line.differs) &&
  was.curves.length === line.curves.length &&
  was.curves.every((curve, at) => isSameCurve(curve, line.curves[at]))

const isSameCurve = (was: Curve, curve: Curve | undefined): boolean =>
  curve !== undefined && was.every(({ x, y }, at) => curve[at]?.x === x && curve[at]?.y === y)

/** Whether two records of plain values say the same. */
function sameFields(one: object | undefined, other: object | undefined): boolean {
  if (one === other) return true
  if (!one || !other) return false
  const entries = Object.entries(one)
  return (
    entries.length === Object.keys(other).length &&
    entries.every(([key, value]) => (other as Readonly<Record<string, unknown>>)[key] === value)
  )
}
