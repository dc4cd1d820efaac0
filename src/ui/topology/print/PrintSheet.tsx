import { createPortal } from 'react-dom'
import { presetOf } from '../../../scenarios/presets'
import { clockText, useLocale, useSay } from '../../i18n'
import { usePlayground, useShared } from '../../store'
import type { Extent } from '../fitting'
import { KeyLists } from '../KeyLists'
import { Drawing, type PictureParts } from '../StillPicture'
import { DotsStill } from './DotsStill'
import styles from './print.module.css'
import { usePrinting } from './use-printing'

/** Of a sheet, upright or not, whatever the size: what picture and heading may take. */
const room = { width: 680, height: 590 }

interface PrintSheetProps {
  readonly picture: PictureParts
  readonly extent: Extent
}

/** The page on paper, while it is being printed: all of the picture, its key, and the manifest. */
export function PrintSheet(props: PrintSheetProps) {
  const printing = usePrinting()
  return printing ? createPortal(<Sheet {...props} />, document.body) : null
}

function Sheet({ picture, extent }: PrintSheetProps) {
  const say = useSay()
  const manifest = useShared(({ scenario }) => scenario.manifest)
  const zoom = Math.min(1, room.width / extent.width, room.height / extent.height)
  const view = { x: -extent.x * zoom, y: -extent.y * zoom, zoom }
  const size = { width: extent.width * zoom, height: extent.height * zoom }
  return (
    <article className={styles.sheet} data-printed="" data-theme="light">
      <Heading />
      <div className={styles.picture} style={size}>
        <Drawing {...picture} view={view} />
        <DotsStill {...picture} view={view} />
      </div>
      <h2>{say('key')}</h2>
      <div className={styles.key}>
        <KeyLists />
      </div>
      <h2>{say('panel.manifest')}</h2>
      <pre>{manifest}</pre>
    </article>
  )
}

/** What was printed, and as of when. */
function Heading() {
  const say = useSay()
  const locale = useLocale()
  const { scenario, picture } = usePlayground().getState()
  const title = presetOf(scenario.manifest)?.title[locale]
  const own = say(scenario.view.lesson === undefined ? 'bar.own' : 'tab.lesson')
  return (
    <header>
      <h1>{title ?? own}</h1>
      <p>
        {say('name')} · {clockText(picture.now)} · {say(`environment.${scenario.environment}`)} ·
        kube-proxy: {scenario.mode}
      </p>
    </header>
  )
}
