import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { type Playground, usePlayground, useShared } from '../store'
import { belonging } from './graph/belonging'
import type { Graph } from './graph/walk'
import { isTyping, usePictureKey } from './typing'
import type { Vertex } from './vertices-of'

/** What of the picture belongs to the Service that is looked at; nothing when all of it counts. */
export function useWithin(graph: () => Graph): ReadonlySet<string> | undefined {
  const focus = useShared(({ scenario }) => scenario.view.focus)
  const asks = useShared(({ picture }) => picture.asks)
  return useMemo(
    () => (focus === undefined ? undefined : belonging(graph(), asks, focus)),
    [graph, asks, focus],
  )
}

/** F dims all but the Service that is pointed at or selected, or that Pod's; Escape ends it. */
export function useFocusKeys(graph: () => Graph, standIns: ReadonlyMap<string, string>): void {
  const playground = usePlayground()
  usePictureKey('f', () => {
    const { hovered, selected, scenario } = playground.getState()
    const services = [hovered, selected].map((id) =>
      id === undefined ? undefined : serviceOf(standIns.get(id) ?? id, graph()),
    )
    const target = services.find((id) => id !== undefined)
    const focus = target === scenario.view.focus ? undefined : target
    playground.actions.setView({ focus })
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || isTyping(event.target)) return
      endFocus(playground)
    }
    // Before others hear it: Escape first puts away what is selected.
    addEventListener('keydown', press, { capture: true })
    return () => removeEventListener('keydown', press, { capture: true })
  }, [playground])
}

function endFocus({ getState, actions }: Playground): void {
  const { selected, scenario } = getState()
  if (selected === undefined && scenario.view.focus !== undefined) {
    actions.setView({ focus: undefined })
  }
}

/** The Service that is meant: itself, or the first that leads to what is. */
function serviceOf(meant: string, { edges }: Graph): string | undefined {
  const over = [meant]
  for (const id of over) {
    if (id.startsWith('service/')) return id
    for (const { from, to, kind } of edges) {
      if (to === id && kind !== 'misses' && kind !== 'asks' && !over.includes(from)) over.push(from)
    }
  }
  return undefined
}

/** Marks what is dimmed on the elements themselves: nothing is drawn anew for it. */
export function useDimmed(
  element: RefObject<HTMLElement | null>,
  within: ReadonlySet<string> | undefined,
  vertices: readonly Vertex[],
  flows: boolean,
): void {
  const dims = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: other vertices are other elements
  useEffect(() => {
    if (within === undefined && !dims.current) return
    dims.current = within !== undefined
    for (const each of element.current?.querySelectorAll<HTMLElement>('[data-id]') ?? []) {
      const { id = '' } = each.dataset
      each.toggleAttribute(
        'data-dimmed',
        within !== undefined && id !== 'cluster' && !within.has(id),
      )
    }
  }, [element, within, vertices, flows])
}
