import { useRef } from 'react'
import { engineVersion } from '../../scenarios/scenario'
import { IconButton } from '../controls'
import { Dialog } from '../controls/Dialog'
import { useSay } from '../i18n'
import styles from './app.module.css'

/** A link, and whether it was copied; or why there is none. */
export type Shared =
  | { readonly link: string; readonly copied: boolean }
  | { readonly refused: 'share.too-large' | 'share.failed' }

/** Shows a link, ready to be copied. */
export function ShareDialog({ onClose, ...shared }: Shared & { readonly onClose: () => void }) {
  const say = useSay()
  const field = useRef<HTMLInputElement>(null)
  const close = <IconButton icon="close" label={say('close')} onClick={onClose} />
  return (
    <Dialog
      title={say('share.title')}
      actions={close}
      onOpen={() => field.current?.select()}
      onClose={onClose}
    >
      <div className={styles.share}>
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
            <p className={styles.length}>
              {say('share.length', { count: shared.link.length, version: engineVersion })}
            </p>
          </>
        )}
      </div>
    </Dialog>
  )
}
