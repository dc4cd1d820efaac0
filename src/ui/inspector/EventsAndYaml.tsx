import { useState } from 'react'
import { late } from '../controls'
import { useSay } from '../i18n'
import { useShared } from '../store'
import styles from './inspector.module.css'
import { Part } from './Parts'
import { useDetailsSay } from './texts'
import { useObject } from './use-object'

const Yaml = late(async () => (await import('./Yaml')).Yaml)

/** What was recorded about an object, and all of it as YAML: the end of every object's details. */
export function EventsAndYaml({ id }: { readonly id: string }) {
  return (
    <>
      <Recorded id={id} />
      <AsYaml id={id} />
    </>
  )
}

function Recorded({ id }: { readonly id: string }) {
  const say = useSay()
  const own = useDetailsSay()
  const told = useShared(({ picture }) => picture.recordedAbout)
  const events = told?.id === id ? told.events.newest : undefined
  return (
    <Part title={own('events')}>
      {events?.length === 0 ? <p className={styles.faint}>{say('events.none')}</p> : null}
      <ul className={styles.events}>
        {events?.map(({ uid, type, reason, message, count }) => (
          <li key={uid} data-type={type}>
            <b>{count > 1 ? `${reason} ×${count}` : reason}</b> {message}
          </li>
        ))}
      </ul>
    </Part>
  )
}

function AsYaml({ id }: { readonly id: string }) {
  const [open, setOpen] = useState(false)
  return (
    <details
      className={styles.yaml}
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>YAML</summary>
      {open ? <Printed id={id} /> : null}
    </details>
  )
}

function Printed({ id }: { readonly id: string }) {
  const object = useObject(id)
  return object === undefined ? null : <Yaml object={object} />
}
