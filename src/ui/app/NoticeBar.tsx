import { Button, IconButton, late } from '../controls'
import { clockText, type Say, useSay } from '../i18n'
import { type Notice, useActions, useShared } from '../store'
import styles from './app.module.css'

// Few visits have any of it to tell; a crash may be that nothing more can be fetched.
const NoticeText = late(async () => (await import('./NoticeText')).NoticeText)

/** What has to be told at once: a link that was refused, a crash, a request that was refused. */
export function NoticeBar() {
  const say = useSay()
  const notice = useShared((state) => state.notice)
  const { notify, rebuild } = useActions()
  if (!notice) return null
  const isCalm = notice.kind === 'version'
  return (
    <div className={styles.notice} role={isCalm ? 'status' : 'alert'} data-calm={isCalm}>
      <p title={notice.kind === 'crash' ? notice.message : undefined}>
        {notice.kind === 'crash' ? (
          crashText(notice, say)
        ) : notice.kind === 'refused' ? (
          notice.message
        ) : (
          <NoticeText notice={notice} />
        )}
      </p>
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
