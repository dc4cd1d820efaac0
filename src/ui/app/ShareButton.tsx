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
    const codec = await import('../../scenarios/codec').catch(() => undefined)
    if (!codec) return setShared({ refused: 'share.failed' })
    const { scenario, selected } = playground.getState()
    const hash = codec.encodeLink(withSelection(scenario, selected))
    if (hash === undefined) return setShared({ refused: 'share.too-large' })
    const link = new URL(hash, location.href).href
    setShared({ link, copied: await copy(link) })
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

/** A link, and whether it was copied; or why there is none. */
type Shared =
  | { readonly link: string; readonly copied: boolean }
  | { readonly refused: 'share.too-large' | 'share.failed' }

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

function ShareDialog({ onClose, ...shared }: Shared & { readonly onClose: () => void }) {
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
      {'refused' in shared ? (
        <p role="alert">{say(shared.refused)}</p>
      ) : (
        <>
          <p role="status">{say(shared.copied ? 'share.copied' : 'share.by-hand')}</p>
          <input
            ref={field}
            className={styles.link}
            aria-label={say('share.link')}
            readOnly
            value={shared.link}
            onFocus={(event) => event.target.select()}
          />
          <p className={styles.length}>{say('share.length', { count: shared.link.length })}</p>
        </>
      )}
    </dialog>
  )
}
