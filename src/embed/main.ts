// What an embed is before somebody wants it: a poster, and an ear for the page around it. All else
// comes when it is seen, pressed, or spoken to.
import { type Asked, askedIn, localeOf } from './asked'
import { Poster } from './poster'
import { type Asking, Talk } from './talk'

let asked: Asked = askedIn(location.search)
let wanted: ReturnType<typeof fetchPage> | undefined

async function fetchPage() {
  poster.waits()
  const [{ begin }, { surround }] = await Promise.all([
    import('../page'),
    import('../ui/app/embed/surround'),
  ])
  const { page, obey } = surround(asked, (state) => talk.tell(state))
  await begin(page)
  poster.remove()
  return { obey }
}

const want = () => {
  wanted ??= fetchPage()
  return wanted
}
const poster = new Poster(asked, () => void want())

async function obey(message: Asking): Promise<void> {
  if (message.type === 'setting' && !wanted) {
    const { theme = asked.theme, lang } = message
    asked = { ...asked, theme, ...(lang && { locale: localeOf(lang) }) }
    return poster.show(asked)
  }
  const page = await want()
  await page.obey(message)
}

const talk = new Talk(parent === window ? undefined : parent, obey)
addEventListener('message', talk.hear)
