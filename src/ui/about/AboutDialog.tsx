import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { engineVersion } from '../../scenarios/scenario'
import { Button, IconButton } from '../controls'
import { Dialog } from '../controls/Dialog'
import { useSay } from '../i18n'
import styles from './about.module.css'
import { keeper } from './keeper'
import { useAboutSay } from './texts'

/** Says what this is, in which version, and whether it works without a network. */
export function AboutDialog({
  onTruth,
  onClose,
}: {
  readonly onTruth: () => void
  readonly onClose: () => void
}) {
  const say = useSay()
  const tell = useAboutSay()
  return (
    <Dialog
      title={tell('title')}
      actions={<IconButton icon="close" label={say('close')} onClick={onClose} />}
      onClose={onClose}
    >
      <div className={styles.about}>
        <p>{tell('what')}</p>
        <dl>
          <dt>{tell('engine')}</dt>
          <dd>{tell('engine.version', { version: engineVersion })}</dd>
          <dt>{tell('kubernetes')}</dt>
          <dd>{tell('kubernetes.version', { version: 'v1.34' })}</dd>
          <dt>{tell('truth')}</dt>
          <dd>
            <p>{tell('truth.about')}</p>
            <div className={styles.ways}>
              <Button onClick={onTruth}>{tell('truth.show')}</Button>
            </div>
          </dd>
          <dt>{tell('offline')}</dt>
          <dd>
            <OfflineState />
          </dd>
        </dl>
      </div>
    </Dialog>
  )
}

function OfflineState(): ReactNode {
  const tell = useAboutSay()
  const { kept, waits, install } = useStore(keeper.state)
  const isToKeep = kept === 'unasked' || kept === 'failed'
  return (
    <>
      <p role="status">{tell(`offline.${kept}`)}</p>
      {waits ? (
        <p>
          {tell('waits')} {tell('waits.reload')}
        </p>
      ) : null}
      <div className={styles.ways}>
        {isToKeep ? (
          <Button onClick={() => void keeper.keep()}>
            {tell(kept === 'failed' ? 'again' : 'keep')}
          </Button>
        ) : null}
        {install ? <Button onClick={install}>{tell('install')}</Button> : null}
        {waits ? <Button onClick={() => keeper.turn()}>{tell('reload')}</Button> : null}
      </div>
    </>
  )
}
