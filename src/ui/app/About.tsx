import { useEffect, useRef, useState } from 'react'
import { late, Tip } from '../controls'
import { useSay } from '../i18n'
import { usePictured } from '../store'
import styles from './app.module.css'

const AboutDialog = late(async () => (await import('../about/AboutDialog')).AboutDialog)
const TruthDialog = late(async () => (await import('../truth/TruthDialog')).TruthDialog)
// Without it the page works as long as there is a network.
const UpdateNote = late(async () => (await import('../about/UpdateNote')).UpdateNote, {
  failed: null,
})

/** `#true`, and `#true/NAME` for one thing that is. */
const namesTruth = () => /^#true(\/|$)/.test(location.hash)

/** The page's name, which says more when it is asked. */
export function About() {
  const say = useSay()
  const brand = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState<'about' | 'truth' | undefined>(
    namesTruth() ? 'truth' : undefined,
  )
  useEffect(() => {
    const look = () => {
      if (namesTruth()) setOpen('truth')
    }
    addEventListener('hashchange', look)
    return () => removeEventListener('hashchange', look)
  }, [])
  const showTruth = () => {
    // A link stays in the address: a reload would open something else.
    if (location.hash === '') history.replaceState(null, '', '#true')
    setOpen('truth')
  }
  const close = () => {
    if (namesTruth()) history.replaceState(null, '', `${location.pathname}${location.search}`)
    setOpen(undefined)
    // Whoever came by an address, or from one dialog to the other, has nowhere to go back to.
    setTimeout(() => {
      if (document.activeElement === document.body) brand.current?.focus()
    })
  }
  return (
    <>
      <h1 className={styles.name}>
        <Tip text={say('bar.about')}>
          <button
            ref={brand}
            type="button"
            className={styles.about}
            onClick={() => setOpen('about')}
          >
            <Brand />
            <span>{say('name')}</span>
          </button>
        </Tip>
      </h1>
      {open === 'about' ? <AboutDialog onTruth={showTruth} onClose={close} /> : null}
      {open === 'truth' ? <TruthDialog onClose={close} /> : null}
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
