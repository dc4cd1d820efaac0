import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'
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

const smallStep = 16
const largeStep = 64

/** Two panes and the line between them, which can be dragged, or moved by arrow keys. */
export function Split({
  direction,
  chosen,
  label,
  bounds,
  fold,
  onFold,
  first,
  second,
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
}) {
  const frame = useRef<HTMLDivElement>(null)
  const size = fold.folded ? bounds.folded : fold.size
  const most = () => {
    const { clientWidth = 0, clientHeight = 0 } = frame.current ?? {}
    return Math.max(bounds.least, (direction === 'row' ? clientWidth : clientHeight) - bounds.other)
  }
  const set = (wanted: number) => onFold(folded(wanted, { ...bounds, most: most() }, fold))
  const along = chosen === 'first' ? 1 : -1
  const panes = { first, second }
  const pane = (which: 'first' | 'second') => (
    <div
      className={which === chosen ? styles.chosenPane : styles.otherPane}
      style={which === chosen ? { flexBasis: size } : undefined}
      inert={which === chosen && size === 0}
    >
      {panes[which]}
    </div>
  )
  return (
    <div ref={frame} className={styles.split} style={{ flexDirection: direction }}>
      {pane('first')}
      <Separator
        direction={direction}
        label={label}
        size={size}
        onSize={set}
        along={along}
        onToggle={() => onFold({ ...fold, folded: !fold.folded })}
      />
      {pane('second')}
    </div>
  )
}

/** What a wanted size comes to: kept within bounds, or folded when it is far too small. */
export function folded(
  wanted: number,
  { least, most }: { readonly least: number; readonly most: number },
  before: Fold,
): Fold {
  if (wanted < least * 0.6) return { ...before, folded: true }
  return { size: Math.round(Math.min(Math.max(wanted, least), most)), folded: false }
}

function Separator({
  direction,
  label,
  size,
  along,
  onSize,
  onToggle,
}: {
  readonly direction: 'row' | 'column'
  readonly label: string
  readonly size: number
  /** 1 when the pane grows as the line goes on, −1 when it shrinks. */
  readonly along: number
  readonly onSize: (size: number) => void
  readonly onToggle: () => void
}) {
  const [grip, setGrip] = useState<{ readonly at: number; readonly size: number }>()
  const at = (event: PointerEvent) => (direction === 'row' ? event.clientX : event.clientY)
  const press = (event: KeyboardEvent) => {
    const step = stepOf(event.key, direction, event.shiftKey ? largeStep : smallStep)
    if (step === undefined && event.key !== 'Enter') return
    event.preventDefault()
    if (step === undefined) onToggle()
    else onSize(size + step * along)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a line that is moved is no thematic break
    <div
      role="separator"
      tabIndex={0}
      className={styles.separator}
      aria-label={label}
      aria-orientation={direction === 'row' ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(size)}
      data-direction={direction}
      data-held={grip !== undefined}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setGrip({ at: at(event), size })
      }}
      onPointerMove={(event) => {
        if (grip) onSize(grip.size + (at(event) - grip.at) * along)
      }}
      onPointerUp={() => setGrip(undefined)}
      onPointerCancel={() => setGrip(undefined)}
      onDoubleClick={onToggle}
      onKeyDown={press}
    />
  )
}

/** How far a key moves the line; undefined for keys that do not. */
export function stepOf(key: string, direction: 'row' | 'column', step: number): number | undefined {
  const [back, on] = direction === 'row' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown']
  if (key === back) return -step
  return key === on ? step : undefined
}
