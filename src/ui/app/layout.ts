import { type DrawerName, drawerNames, type PaneLayout } from '../../scenarios/scenario'
import { isFold, rememberedHere } from './remembered'

/** The manifest begins with this part of the page, within these bounds. */
export const manifestWidth = () => Math.round(Math.min(520, Math.max(280, innerWidth * 0.28)))
/** And the drawer, with the latest figures; on a low screen, the picture comes first. */
export const drawerHeight = () =>
  Math.round(innerHeight < 800 ? Math.max(144, innerHeight * 0.2) : 260)
/** A terminal, or a node's rules, want more lines than the lists do. */
export const terminalHeight = () => Math.round(Math.min(340, Math.max(180, innerHeight * 0.36)))

/** Whether a tab wants many lines. */
export const isHighTab = (tab: DrawerName): boolean => tab === 'terminal' || tab === 'kernel'

/** The layout that somebody sees, as a link has it. */
export function layoutNow(page: Readonly<Record<string, unknown>>): PaneLayout {
  const chosen = (name: string) => page[name] ?? rememberedHere(name)
  const share = (name: string, first: () => number, whole: number) => {
    const fold = chosen(name)
    if (!isFold(fold)) return Math.round((first() * 1_000) / whole)
    return fold.folded ? 0 : Math.max(1, Math.min(1_000, Math.round((fold.size * 1_000) / whole)))
  }
  const tab = drawerNames.find((name) => name === chosen('drawer')) ?? 'traffic'
  const [below, height] = isHighTab(tab) ? ['terminal', terminalHeight] : ['below', drawerHeight]
  return {
    manifest: share('manifest', manifestWidth, innerWidth),
    drawer: share(`${below}`, height as () => number, innerHeight),
    tab,
  }
}
