import type { StoreApi } from 'zustand/vanilla'
import type { PlaygroundActions, PlaygroundState } from './playground'

/** What one pane asks of another, or of the page around them. */
type PageActions = Pick<
  PlaygroundActions,
  | 'reveal'
  | 'lookInto'
  | 'openMenu'
  | 'order'
  | 'showTab'
  | 'showLessons'
  | 'tellRan'
  | 'askWhy'
  | 'setCaret'
  | 'tellMended'
  | 'askForDump'
  | 'showProblems'
  | 'setPage'
  | 'offerCamera'
>

/** How panes lead to each other, and how the page is arranged. */
export const pageActions = ({ setState }: StoreApi<PlaygroundState>): PageActions => ({
  reveal: (place) => setState({ revealed: { place } }),
  lookInto: (node, part, filter) =>
    setState({ looked: { node, part, ...(filter === undefined ? undefined : { filter }) } }),
  openMenu: (menu) => setState({ menu }),
  order: (line) => setState({ ordered: { line } }),
  showTab: (tab) => setState({ tabbed: { tab } }),
  showLessons: (id) => setState({ lessonWanted: { id } }),
  tellRan: (line, code) => setState({ ran: { line, code } }),
  askWhy: (id, chain) => setState({ selected: id, askedWhy: { id, chain } }),
  setCaret: (caret) => setState({ caret }),
  tellMended: (field) => setState({ mended: { ...field } }),
  askForDump: (text) => setState({ dump: text === undefined ? undefined : { text } }),
  showProblems: () => setState({ troubled: {} }),
  setPage: (name, value) => setState(({ page }) => ({ page: { ...page, [name]: value } })),
  offerCamera: (cameraNow) => setState({ cameraNow }),
})
