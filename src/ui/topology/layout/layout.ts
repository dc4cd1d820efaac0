import { layOutNetwork } from './network-lens'
import type { Layout, LayoutInput, Placed } from './picture'
import { layOutServices } from './service-lens'
import { thingsOf } from './things'

/** Places everything, as the lens has it. What was dragged in a lens stays there in that lens. */
export function layOut(input: LayoutInput): Layout {
  const { lens = 'network', positions, standIns } = input
  const placed = new Map<string, Placed>()
  const put = (box: Placed): void => {
    const at = positions?.[positionKey(lens, box.id)]
    placed.set(box.id, at ? { ...box, x: at[0], y: at[1] } : box)
  }
  const things = thingsOf(input)
  const layOutLens = lens === 'service' ? layOutServices : layOutNetwork
  return { ...layOutLens(things, input, { placed, put }), standIns }
}

/** By what name a link keeps where a thing was dragged to: each lens has places of its own. */
export const positionKey = (lens: Layout['lens'], id: string): string =>
  lens === 'service' ? `${id}@service` : id
