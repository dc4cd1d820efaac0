import { useEffect, useId, useRef, useState } from 'react'
import { Button, IconButton } from '../controls'
import { useSay } from '../i18n'
import { usePlayground, withSelection } from '../store'
import styles from './app.module.css'

/** Copies a link that holds the whole scenario, and shows it. */
export function ShareButton({ narrow }: { readonly narrow: boolean }) {
  const say = useSay()
  const playground = usePlayground()
  const [shared, setShared] = useState<Shared>()
  const share = async () => {
    const { encodeLink } = await import('../../scenarios/codec')
    const { scenario, selected } = playground.getState()
    const hash = encodeLink(withSelection(scenario, selected))
    const link = hash === undefined ? undefined : new URL(hash, location.href).href
    setShared({ link, copied: link !== undefined && (await copy(link)) })
  }
  return (
    <>
      {narrow ? (
        <IconButton icon="share" label={say('share')} onClick={() => void share()} />
      ) : (
        <Button icon="share" onClick={() => void share()}>
          {say('share')}
        </Button>
      )}
      {shared ? <ShareDialog {...shared} onClose={() => setShared(undefined)} /> : null}
    </>
  )
}

interface Shared {
  /** Absent when the scenario is too large for one. */
  readonly link: string | undefined
  readonly copied: boolean
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

function ShareDialog({ link, copied, onClose }: Shared & { readonly onClose: () => void }) {
  const say = useSay()
  const id = useId()
  const ref = useRef<HTMLDialogElement>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    ref.current?.showModal()
    field.current?.select()
  }, [])
  return (
    <dialog ref={ref} className={styles.dialog} aria-labelledby={id} onClose={onClose}>
      <div className={styles.dialogHead}>
        <h2 id={id}>{say('share.title')}</h2>
        <IconButton
          icon="close"
          label={say('close')}
          tip="end"
          onClick={() => ref.current?.close()}
        />
      </div>
      {link === undefined ? (
        <p role="alert">{say('share.too-large')}</p>
      ) : (
        <>
          <p role="status">{say(copied ? 'share.copied' : 'share.by-hand')}</p>
          <input
            ref={field}
            className={styles.link}
            aria-label={say('share.link')}
            readOnly
            value={link}
            onFocus={(event) => event.target.select()}
          />
          <p className={styles.length}>{say('share.length', { count: link.length })}</p>
        </>
      )}
    </dialog>
  )
}
