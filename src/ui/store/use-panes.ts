import type { PaneName, Panes } from '../../scenarios/scenario'
import { useShared } from './PlaygroundProvider'

const all: Panes = {}

/** What of the panes whoever has shared this keeps back. */
export const usePanes = (): Panes => useShared(({ scenario }) => scenario.view.panes ?? all)

/** Whether a pane is kept back, or only to be read. */
export const usePane = (name: PaneName): 'hidden' | 'read-only' | undefined =>
  useShared(({ scenario }) => scenario.view.panes?.[name])

/** Whether only the picture is shown, in large type, for a room to see. */
export const useProjected = (): boolean => useShared(({ page }) => page['projector'] === true)
