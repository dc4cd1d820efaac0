import * as Tooltip from '@radix-ui/react-tooltip'
import { type FocusEvent, type MouseEvent, useRef, useState } from 'react'
import styles from './controls.module.css'
import type { TipProps } from './Tip'

const sides = { below: 'bottom', above: 'top', right: 'right', left: 'left' } as const

// Whoever is given the keyboard back by a menu or a dialog, after a click, has read it before.
const unasked = (event: FocusEvent<HTMLElement>) => {
  if (!event.target.matches(':focus-visible')) event.preventDefault()
}

/** A control with its tip, which comes after a moment's rest. */
export function RestingTip({ text, side = 'below', onPress = false, children }: TipProps) {
  const [isOpen, setOpen] = useState(false)
  const wasOpen = useRef(false)
  // A press takes a tip away; one that is shown by a press comes back, unless it was there.
  const pressed = (event: MouseEvent) => {
    event.preventDefault()
    setOpen(!wasOpen.current)
    wasOpen.current = false
  }
  const press = {
    onPointerDownCapture: () => {
      wasOpen.current = isOpen
    },
    onClick: pressed,
  }
  return (
    <Tooltip.Provider delayDuration={500}>
      <Tooltip.Root open={isOpen} onOpenChange={setOpen}>
        <Tooltip.Trigger
          asChild
          onFocus={unasked}
          data-state={undefined}
          {...(onPress ? press : undefined)}
        >
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
