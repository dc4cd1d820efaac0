import { useState } from 'react'
import { Button, IconButton, late } from '../controls'
import { useSay } from '../i18n'
import { usePlayground, withSelection } from '../store'
import type { Shared } from './ShareDialog'

const ShareDialog = late(async () => (await import('./ShareDialog')).ShareDialog)

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

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
