import { useEffect, useLayoutEffect } from 'react'
import { Tips } from '../controls'
import { LocaleProvider, textsOf } from '../i18n'
import { type Playground, PlaygroundProvider, usePictured, useShared } from '../store'
import { putOn, useNarrow, useTheme } from '../theme/theme'
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

/** The whole page, around one playground. */
export function App({ playground }: { readonly playground: Playground }) {
  return (
    <PlaygroundProvider playground={playground}>
      <Page />
    </PlaygroundProvider>
  )
}

function Page() {
  const locale = useShared((state) => state.locale)
  const theme = useTheme(useShared((state) => state.theme))
  const narrow = useNarrow()
  const pictured = usePictured()
  useEffect(() => {
    document.documentElement.lang = locale
    document.title = textsOf(locale)('name')
  }, [locale])
  useLayoutEffect(() => putOn(theme), [theme])
  return (
    <LocaleProvider locale={locale}>
      <Tips wanted={pictured}>
        <div className={styles.page}>
          <TopBar narrow={narrow} />
          <NoticeBar />
          <Update />
          <Welcome />
          <main className={styles.main}>{narrow ? <Narrow /> : <Wide />}</main>
          <LiveRegion />
          <Menu />
          <Doctor />
          <Dump />
        </div>
      </Tips>
    </LocaleProvider>
  )
}
