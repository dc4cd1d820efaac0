import { engineVersion } from '../../scenarios/scenario'
import { fill } from '../i18n'
import type { Notice } from '../store'
import { useNoticeSay } from './notice-texts'

/** What is wrong with what was to be opened, if it is not a crash or a refusal. */
export function NoticeText({ notice }: { readonly notice: Notice }) {
  const say = useNoticeSay()
  switch (notice.kind) {
    case 'link':
      return say(`link.${notice.refusal}`)
    case 'version':
      return fill(say('link.version'), { made: notice.made, here: engineVersion })
    case 'file':
      return say(`file.${notice.refusal === 'too-large' ? 'too-large' : 'refused'}`)
    case 'storage':
      return say('storage.refused')
    case 'past':
      return say(notice.came === 'refused' ? 'past.refused' : 'past.other')
    default:
      return null
  }
}
