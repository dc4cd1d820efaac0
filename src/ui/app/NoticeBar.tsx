import { IconButton } from '../controls'
import { clockText, type Say, useSay } from '../i18n'
import { type Notice, useActions, useShared } from '../store'
import styles from './app.module.css'

/** What has to be told at once: a link that was refused, a crash, a request that was refused. */
export function NoticeBar() {
  const say = useSay()
  const notice = useShared((state) => state.notice)
  const { notify } = useActions()
  if (!notice) return null
  return (
    <div className={styles.notice} role="alert">
      <p>{noticeText(notice, say)}</p>
      <IconButton icon="close" label={say('close')} tip="end" onClick={() => notify(undefined)} />
    </div>
  )
}

function noticeText(notice: Notice, say: Say): string {
  switch (notice.kind) {
    case 'link':
      return say(`link.${notice.refusal}`)
    case 'storage':
      return say('storage.refused')
    case 'crash':
      return say('crash', { at: clockText(notice.at), message: notice.message })
    case 'refused':
      return notice.message
  }
}
