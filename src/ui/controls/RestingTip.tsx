import * as Tooltip from '@radix-ui/react-tooltip'
import type { FocusEvent } from 'react'
import styles from './controls.module.css'
import type { TipProps } from './Tip'

const sides = { below: 'bottom', above: 'top', right: 'right', left: 'left' } as const

// Whoever is given the keyboard back by a menu or a dialog, after a click, has read it before.
const unasked = (event: FocusEvent<HTMLElement>) => {
  if (!event.target.matches(':focus-visible')) event.preventDefault()
}

/** A control with its tip, which comes after a moment's rest. */
export function RestingTip({ text, side = 'below', children }: TipProps) {
  return (
    <Tooltip.Provider delayDuration={500}>
      <Tooltip.Root>
        <Tooltip.Trigger asChild onFocus={unasked} data-state={undefined}>
          {children}
        </Tooltip.Trigger>
        <Tooltip.Portal container={document.querySelector('main')}>
          <Tooltip.Content
            className={styles.tip}
            side={sides[side]}
            sideOffset={6}
            collisionPadding={8}
          >
            {text}
          </Tooltip.Content>
        </Tooltip.Portal>
      </Tooltip.Root>
    </Tooltip.Provider>
  )
}
