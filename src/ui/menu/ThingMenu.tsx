import * as Menu from '@radix-ui/react-dropdown-menu'
import { useRef } from 'react'
import { useSay } from '../i18n'
import { useActions, usePlayground, useShared } from '../store'
import { clientEntries } from './client'
import type { Entry, Making } from './entry'
import styles from './menu.module.css'
import { nodeEntries } from './node'
import { podEntries } from './pod'
import { serviceEntries, workloadEntries } from './service'
import { useMenuSay } from './texts'

/** What can be done with a thing of the picture, at the place where it was asked for. */
export function ThingMenu({ opener }: { readonly opener: Element | null }) {
  const say = useMenuSay()
  const asked = useShared((state) => state.menu)
  const entries = useEntries(asked?.id ?? '')
  const { openMenu } = useActions()
  const leaves = useRef(false)
  if (!asked || entries.length === 0) return null
  const [kind = '', ...name] = asked.id.split('/')
  const { x: left, y: top } = asked
  const close = (event: Event) => {
    event.preventDefault()
    if (!leaves.current && opener instanceof HTMLElement) opener.focus()
  }
  return (
    <Menu.Root open modal={false} onOpenChange={(open) => (open ? null : openMenu(undefined))}>
      <Menu.Trigger asChild>
        <button
          type="button"
          tabIndex={-1}
          className={styles.place}
          style={{ left, top }}
          aria-label={say('menu', { kind, name: name.at(-1) ?? '' })}
        />
      </Menu.Trigger>
      <Menu.Portal container={document.querySelector('main')}>
        <Menu.Content
          className={styles.menu}
          align="start"
          collisionPadding={8}
          loop
          onCloseAutoFocus={close}
          onContextMenu={(event) => event.preventDefault()}
        >
          <p className={styles.title} aria-hidden="true">
            {name.at(-1)}
          </p>
          {entries.map((entry, at) => (
            <Line
              // biome-ignore lint/suspicious/noArrayIndexKey: a menu's lines stay in their places
              key={at}
              entry={entry}
              onLeave={() => {
                leaves.current = true
              }}
            />
          ))}
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  )
}

function Line({ entry, onLeave }: { readonly entry: Entry; readonly onLeave: () => void }) {
  switch (entry.type) {
    case 'line':
      return <Menu.Separator className={styles.line} />
    case 'item': {
      const act = () => {
        if (entry.leaves) onLeave()
        entry.act()
      }
      return (
        <Menu.Item className={styles.item} data-grave={entry.grave} onSelect={act}>
          <span className={styles.text}>{entry.text}</span>
          {entry.hint ? <code className={styles.hint}>{entry.hint}</code> : null}
        </Menu.Item>
      )
    }
    case 'check':
      return (
        <Menu.CheckboxItem
          className={styles.item}
          checked={entry.on}
          disabled={entry.never !== undefined}
          onCheckedChange={entry.set}
        >
          <Sign path="M3 8.5l3.2 3.2L13 4.8" />
          <span className={styles.text}>
            {entry.text}
            {entry.never ? <small className={styles.never}>{entry.never}</small> : null}
          </span>
        </Menu.CheckboxItem>
      )
    case 'choice':
      return <Choice entry={entry} />
  }
}

function Choice({ entry }: { readonly entry: Extract<Entry, { type: 'choice' }> }) {
  const { title, value, options, choose } = entry
  const isShort = options.every(([, text]) => text.length < 3)
  return (
    <Menu.RadioGroup
      value={value}
      onValueChange={choose}
      aria-label={title}
      className={isShort ? styles.short : undefined}
    >
      <Menu.Label className={styles.label}>{title}</Menu.Label>
      {options.map(([each, text]) => (
        <Menu.RadioItem key={each} value={each} className={styles.item}>
          <Sign path="M8 5a3 3 0 100 6 3 3 0 000-6z" />
          <span className={styles.text}>{text}</span>
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  )
}

function Sign({ path }: { readonly path: string }) {
  return (
    <span className={styles.sign}>
      <Menu.ItemIndicator>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d={path} />
        </svg>
      </Menu.ItemIndicator>
    </span>
  )
}

function useEntries(id: string): readonly Entry[] {
  const say = useMenuSay()
  const words = useSay()
  const playground = usePlayground()
  const summary = useShared(({ picture }) => picture.summaries.get(id))
  if (!summary) return []
  const making: Making = {
    state: playground.getState(),
    actions: playground.actions,
    say,
    words,
  }
  switch (summary.type) {
    case 'pod':
      return podEntries(summary, making)
    case 'node':
      return nodeEntries(summary, making)
    case 'service':
      return serviceEntries(summary, making)
    case 'workload':
      return workloadEntries(summary, making)
    case 'client':
      return clientEntries(summary, making)
    default:
      return []
  }
}
