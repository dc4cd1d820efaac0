import { late } from '../controls'
import { useSay } from '../i18n'
import { usePictured } from '../store'

// Without it, the page says less.
const Herald = late(async () => (await import('../log/Herald')).Herald, { failed: null })

/** Says what happens to those who do not see the picture. */
export function LiveRegion() {
  const say = useSay()
  const pictured = usePictured()
  return (
    <>
      <p className="unseen" role="status">
        {pictured ? '' : say('starting')}
      </p>
      {pictured ? <Herald /> : null}
    </>
  )
}
