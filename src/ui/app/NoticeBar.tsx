import { engineVersion } from '../../scenarios/scenario'
import { Button, IconButton } from '../controls'
import { clockText, type Say, useSay } from '../i18n'
import { type Notice, useActions, useShared } from '../store'
import styles from './app.module.css'

/** What has to be told at once: a link that was refused, a crash, a request that was refused. */
export function NoticeBar() {
  const say = useSay()
  const notice = useShared((state) => state.notice)
  const { notify, rebuild } = useActions()
  if (!notice) return null
  const isCalm = notice.kind === 'version'
  return (
    <div className={styles.notice} role={isCalm ? 'status' : 'alert'} data-calm={isCalm}>
      <p title={notice.kind === 'crash' ? notice.message : undefined}>{noticeText(notice, say)}</p>
      {notice.kind === 'crash' && notice.message !== '' ? (
        <Button
          onClick={() => {
            notify(undefined)
            void rebuild({})
          }}
        >
          {say('bar.start-over')}
        </Button>
      ) : null}
      <IconButton icon="close" label={say('close')} onClick={() => notify(undefined)} />
    </div>
  )
}

// The first line of what went wrong; the rest is shown to the pointer.
function crashText(notice: Extract<Notice, { kind: 'crash' }>, say: Say): string {
  const [message = ''] = notice.message.split('\n')
  return message === '' ? say('crash.start') : say('crash', { at: clockText(notice.at), message })
}

function noticeText(notice: Notice, say: Say): string {
  switch (notice.kind) {
    case 'link':
      return say(`link.${notice.refusal}`)
    case 'version':
      return say('link.version', { made: notice.made, here: engineVersion })
    case 'file':
      return say(`file.${notice.refusal === 'too-large' ? 'too-large' : 'refused'}`)
    case 'storage':
      return say('storage.refused')
    case 'crash':
      return crashText(notice, say)
    case 'refused':
      return notice.message
  }
}
