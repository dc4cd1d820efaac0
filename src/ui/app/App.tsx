import { type ComponentType, useEffect, useLayoutEffect } from 'react'
import { late, Tips } from '../controls'
import { LocaleProvider, textsOf } from '../i18n'
import { type Playground, PlaygroundProvider, usePictured, useProjected, useShared } from '../store'
import { putOn, useNarrow, useTheme } from '../theme/theme'
import { TimeControls } from '../timeline/TimeControls'
import { Update } from './About'
import styles from './app.module.css'
import { Doctor } from './Doctor'
import { Dump } from './Dump'
import { LiveRegion } from './LiveRegion'
import { Menu } from './Menu'
import { Narrow } from './Narrow'
import { NoticeBar } from './NoticeBar'
import { TopBar } from './TopBar'
import { Welcome } from './Welcome'
import { Wide } from './Wide'

const Projector = late(async () => (await import('./projector/Projector')).Projector)

/** The line of an embed, which stands below where the page has its own above. */
type Bar = ComponentType<{ readonly narrow: boolean }> | undefined

/** The whole page, around one playground. */
export function App({ playground, Bar }: { readonly playground: Playground; readonly Bar: Bar }) {
  return (
    <PlaygroundProvider playground={playground}>
      <Page Bar={Bar} />
    </PlaygroundProvider>
  )
}

function Page({ Bar }: { readonly Bar: Bar }) {
  const locale = useShared((state) => state.locale)
  const theme = useTheme(useShared((state) => state.theme))
  const narrow = useNarrow()
  const pictured = usePictured()
  const projected = useProjected()
  useEffect(() => {
    document.documentElement.lang = locale
    document.title = textsOf(locale)('name')
  }, [locale])
  useLayoutEffect(() => putOn(theme), [theme])
  return (
    <LocaleProvider locale={locale}>
      <Tips wanted={pictured}>
        <div className={styles.page}>
          {Bar || projected ? null : <TopBar narrow={narrow} />}
          <NoticeBar />
          {Bar ? null : <Update />}
          {Bar || projected ? null : <Welcome />}
          <main className={styles.main}>{narrow ? <Narrow /> : <Wide />}</main>
          {projected ? <Projector time={<TimeControls />} /> : Bar ? <Bar narrow={narrow} /> : null}
          <LiveRegion />
          <Menu />
          <Doctor />
          {Bar ? null : <Dump />}
        </div>
      </Tips>
    </LocaleProvider>
  )
}
