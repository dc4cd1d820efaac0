import * as Radix from '@radix-ui/react-dialog'
import { type ReactNode, useState } from 'react'
import styles from './dialog.module.css'

/**
 * A dialog over the page, which waits meanwhile. Escape ends it, and whatever calls `onClose`; a
 * click beside it does not, which would lose what was typed. Whoever had the keyboard gets it back.
 */
export function Dialog({
  title,
  actions,
  className = '',
  onOpen,
  onClose,
  wantsEscape,
  children,
}: {
  readonly title: string
  /** Beside the title. */
  readonly actions: ReactNode
  readonly className?: string | undefined
  /** Gives the keyboard to a part of it; without, the first has it. */
  readonly onOpen?: () => void
  readonly onClose: () => void
  /** Whether something in it has another use for Escape just now. */
  readonly wantsEscape?: () => boolean
  readonly children: ReactNode
}) {
  const [opener] = useState(() => document.activeElement)
  const giveBack = (event: Event) => {
    event.preventDefault()
    if (opener instanceof HTMLElement) opener.focus()
  }
  return (
    <Radix.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className={styles.veil} />
        <Radix.Content
          className={`${styles.dialog} ${className} nokey`}
          aria-describedby={undefined}
          aria-modal
          onOpenAutoFocus={(event) => {
            if (onOpen) event.preventDefault()
            onOpen?.()
          }}
          onCloseAutoFocus={giveBack}
          onPointerDownOutside={(event) => event.preventDefault()}
          onEscapeKeyDown={(event) => (wantsEscape?.() ? event.preventDefault() : undefined)}
        >
          <div className={styles.head}>
            <Radix.Title>{title}</Radix.Title>
            {actions}
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
