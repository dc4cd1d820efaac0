import { type KeyboardEvent, type ReactNode, useId } from 'react'
import styles from './controls.module.css'

/** One tab: its text, perhaps a count, and what it opens. */
export interface Tab<Name extends string> {
  readonly name: Name
  readonly text: string
  readonly count?: number
  readonly panel: ReactNode
  /** Kept in place while another tab is open, as the editor must be. */
  readonly keep?: boolean
}

/** Tabs over their panels. Arrow keys go from tab to tab. */
export function Tabs<Name extends string>({
  label,
  tabs,
  open,
  onOpen,
  end,
}: {
  readonly label: string
  readonly tabs: readonly Tab<Name>[]
  readonly open: Name
  readonly onOpen: (name: Name) => void
  readonly end?: ReactNode
}) {
  const id = useId()
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const to = neighbour(
      event.key,
      tabs.findIndex(({ name }) => name === open),
      tabs.length,
    )
    const tab = to === undefined ? undefined : tabs[to]
    if (!tab) return
    event.preventDefault()
    onOpen(tab.name)
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[to ?? 0]?.focus()
  }
  return (
    <div className={styles.tabs}>
      <div className={styles.tabBar}>
        <div role="tablist" aria-label={label} className={styles.tabList} onKeyDown={move}>
          {tabs.map(({ name, text, count }) => (
            <button
              key={name}
              type="button"
              role="tab"
              id={`${id}${name}-tab`}
              aria-controls={`${id}${name}`}
              aria-selected={name === open}
              tabIndex={name === open ? 0 : -1}
              className={styles.tab}
              onClick={() => onOpen(name)}
            >
              {text}
              {count ? <span className={styles.count}>{count}</span> : null}
            </button>
          ))}
        </div>
        {end}
      </div>
      {tabs.map(({ name, panel, keep }) =>
        name === open || keep ? (
          <div
            key={name}
            role="tabpanel"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard scrolls it, too
            tabIndex={0}
            id={`${id}${name}`}
            aria-labelledby={`${id}${name}-tab`}
            className={styles.tabPanel}
            hidden={name !== open}
          >
            {panel}
          </div>
        ) : null,
      )}
    </div>
  )
}

/** Where a key goes from a tab; undefined for keys that mean nothing here. */
export function neighbour(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowRight') return (at + 1) % count
  if (key === 'ArrowLeft') return (at + count - 1) % count
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  return undefined
}
