import type { Area, Behaviour } from '../../truth'

/** What somebody wants to see of it. */
export interface Sought {
  readonly words: string
  /** Only what is known to be otherwise here. */
  readonly onlyDiffering: boolean
}

/** The behaviours that speak of all the words, in either language, by area. */
export function found(areas: readonly Area[], { words, onlyDiffering }: Sought): readonly Area[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  const isFound = (area: Area, behaviour: Behaviour) => {
    if (onlyDiffering && !behaviour.differs) return false
    const text = textOf(area, behaviour)
    return wanted.every((word) => text.includes(word))
  }
  return areas.flatMap((area) => {
    const behaviours = area.behaviours.filter((each) => isFound(area, each))
    return behaviours.length > 0 ? [{ ...area, behaviours }] : []
  })
}

const textOf = ({ title }: Area, { says, differs, source, tests }: Behaviour): string =>
  [title, says, differs]
    .flatMap((told) => (told ? [told.en, told.zh] : []))
    .concat(source, tests)
    .join('\n')
    .toLowerCase()

/** How many behaviours there are in all. */
export const count = (areas: readonly Area[]): number =>
  areas.reduce((sum, { behaviours }) => sum + behaviours.length, 0)
