import * as Radix from '@radix-ui/react-tabs'
import type { PointerEvent, ReactNode } from 'react'
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

/** Has a tab focused as by a pointer: the library does so by script, which counts as a key. */
export const pointedAt = ({ currentTarget }: PointerEvent<HTMLElement>): void =>
  currentTarget.focus({ focusVisible: false } as FocusOptions)

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
  const choose = (name: string) => {
    const tab = tabs.find((each) => each.name === name)
    if (tab) onOpen(tab.name)
  }
  return (
    <Radix.Root className={styles.tabs} value={open} onValueChange={choose}>
      <div className={styles.tabBar}>
        <Radix.List aria-label={label} className={styles.tabList}>
          {tabs.map(({ name, text, count }) => (
            <Radix.Trigger key={name} value={name} className={styles.tab} onPointerDown={pointedAt}>
              {text}
              {count ? <span className={styles.count}>{count}</span> : null}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {end}
      </div>
      {tabs.map(({ name, panel, keep }) => (
        <Radix.Content
          key={name}
          value={name}
          className={styles.tabPanel}
          {...(keep ? { forceMount: true, hidden: name !== open } : {})}
        >
          {panel}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}
