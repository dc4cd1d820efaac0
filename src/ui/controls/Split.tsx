import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import {
  Group,
  type Layout,
  type LayoutChangedMeta,
  Panel,
  Separator,
  usePanelRef,
} from 'react-resizable-panels'
import styles from './controls.module.css'

/** How large the pane is whose size is chosen, in pixels, and whether it is folded away. */
export interface Fold {
  readonly size: number
  readonly folded: boolean
}

/** What may be chosen. */
export interface SplitBounds {
  /** The least size; well below it the pane folds. */
  readonly least: number
  /** What is left of it when it is folded. */
  readonly folded: number
  /** What the other pane keeps at least. */
  readonly other: number
}

/** How thick the line is. */
const line = 1

/**
 * Two panes and the line between them, which can be dragged, or moved by arrow keys; Enter and a
 * double click fold the pane whose size is chosen.
 */
export function Split({
  direction,
  chosen,
  label,
  bounds,
  fold,
  onFold,
  first,
  second,
  alone,
}: {
  readonly direction: 'row' | 'column'
  /** Which pane's size is chosen; the other one has the rest. */
  readonly chosen: 'first' | 'second'
  readonly label: string
  readonly bounds: SplitBounds
  readonly fold: Fold
  readonly onFold: (fold: Fold) => void
  readonly first: ReactNode
  readonly second: ReactNode
  /** The pane that has all of the room for now; the other one is kept, out of sight. */
  readonly alone?: 'first' | 'second' | undefined
}) {
  const group = useRef<HTMLDivElement>(null)
  const panel = usePanelRef()
  const [begins] = useState(fold.folded ? bounds.folded : fold.size)
  const toggle = () => onFold({ ...fold, folded: !fold.folded })
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault() // the library would fold the first pane, whichever that is
    toggle()
  }
  const changed = (layout: Layout, { isUserInteraction }: LayoutChangedMeta) => {
    const { current } = panel
    if (!current || !isUserInteraction) return
    const folded = current.isCollapsed()
    // The elements have their new sizes a moment later.
    const { offsetWidth = 0, offsetHeight = 0 } = group.current ?? {}
    const whole = (direction === 'row' ? offsetWidth : offsetHeight) - line
    const size = Math.round((whole * (layout[chosen] ?? 0)) / 100)
    onFold({ size: folded ? fold.size : size, folded })
  }
  // The fold is changed by others, too: by a button, by another tab with a height of its own.
  useLayoutEffect(() => {
    const { current } = panel
    if (fold.folded) current?.collapse()
    else if (current && Math.abs(current.getSize().inPixels - fold.size) >= 1)
      current.resize(fold.size)
  }, [panel, fold.folded, fold.size])
  const pane = (which: 'first' | 'second', content: ReactNode) =>
    which === chosen ? (
      <Panel
        id={which}
        panelRef={panel}
        className={styles.pane}
        collapsible
        minSize={bounds.least}
        collapsedSize={bounds.folded}
        defaultSize={begins}
        groupResizeBehavior="preserve-pixel-size"
        inert={fold.folded && bounds.folded === 0}
      >
        {content}
      </Panel>
    ) : (
      <Panel id={which} className={styles.pane} minSize={bounds.other}>
        {content}
      </Panel>
    )
  return (
    <Group
      className={styles.split}
      data-alone={alone}
      orientation={direction === 'row' ? 'horizontal' : 'vertical'}
      elementRef={group}
      onLayoutChanged={changed}
    >
      {pane('first', first)}
      <Separator
        className={styles.separator}
        aria-label={label}
        disableDoubleClick
        onDoubleClick={toggle}
        onKeyDownCapture={press}
      />
      {pane('second', second)}
    </Group>
  )
}
