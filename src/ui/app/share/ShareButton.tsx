import { useState } from 'react'
import { Button, IconButton, late } from '../../controls'
import { useSay } from '../../i18n'

const ShareDialog = late(async () => (await import('./ShareDialog')).ShareDialog)

/** Copies a link that holds the whole scenario, and shows it, and what else can be made of it. */
export function ShareButton({ narrow }: { readonly narrow: boolean }) {
  const say = useSay()
  const [open, setOpen] = useState(false)
  const share = () => setOpen(true)
  return (
    <>
      {narrow ? (
        <IconButton icon="share" label={say('share')} onClick={share} />
      ) : (
        <Button icon="share" onClick={share}>
          {say('share')}
        </Button>
      )}
      {open ? <ShareDialog onClose={() => setOpen(false)} /> : null}
    </>
  )
}
