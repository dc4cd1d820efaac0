import { useState } from 'react'
import { late, Tip } from '../controls'
import { useSay } from '../i18n'
import { usePictured } from '../store'
import styles from './app.module.css'

const AboutDialog = late(async () => (await import('../about/AboutDialog')).AboutDialog)
// Without it the page works as long as there is a network.
const UpdateNote = late(async () => (await import('../about/UpdateNote')).UpdateNote, {
  failed: null,
})

/** The page's name, which says more when it is asked. */
export function About() {
  const say = useSay()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <h1 className={styles.name}>
        <Tip text={say('bar.about')}>
          <button type="button" className={styles.about} onClick={() => setOpen(true)}>
            <Brand />
            <span>{say('name')}</span>
          </button>
        </Tip>
      </h1>
      {isOpen ? <AboutDialog onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function Brand() {
  return (
    <svg className={styles.brand} viewBox="0 0 20 20" aria-hidden="true">
      <path d="M3 10h4M7 10C11 10 11 4 15 4M7 10h8M7 10c4 0 4 6 8 6" />
      <circle cx="3" cy="10" r="2" />
      <circle cx="16" cy="4" r="2" />
      <circle cx="16" cy="10" r="2" />
      <circle cx="16" cy="16" r="2" />
    </svg>
  )
}

/** Tells of a new version; it begins once the picture is there, and with it the page is kept. */
export function Update() {
  return usePictured() ? <UpdateNote /> : null
}
