import '../ui/theme/tokens.css'
import '../ui/theme/base.css'
import './poster.css'
import type { Asked } from './asked'
import { namesIn } from './names-in'

const texts = {
  en: {
    what: 'A Kubernetes cluster that runs in this page',
    start: 'Start',
    waits: 'Starting a cluster …',
    things: 'What is in it',
  },
  zh: {
    what: '在网页里运行的 Kubernetes 集群',
    start: '开始',
    waits: '正在启动集群……',
    things: '其中的资源',
  },
} as const

const prefersDark = matchMedia('(prefers-color-scheme: dark)')

/** What is seen of an embed before its cluster is there. */
export class Poster {
  private readonly element = document.querySelector('#poster') as HTMLElement
  private readonly what = document.createElement('p')
  private readonly things = document.createElement('ul')
  private readonly button = document.createElement('button')
  private isWaiting = false

  constructor(
    private asked: Asked,
    onWanted: () => void,
  ) {
    const { element, what, things, button } = this
    button.type = 'button'
    button.addEventListener('click', onWanted)
    what.setAttribute('role', 'status')
    element.append(what, things, ...(asked.click ? [button] : []))
    prefersDark.addEventListener('change', () => this.show(this.asked))
    this.show(asked)
    void this.seen().then(asked.click ? () => this.nameThings() : onWanted)
  }

  /** Shows it in a language, and a theme. */
  show(asked: Asked): void {
    this.asked = asked
    const { theme } = asked
    const locale = asked.locale ?? (/^zh\b/i.test(navigator.language) ? 'zh' : 'en')
    const isDark = theme === 'system' ? prefersDark.matches : theme === 'dark'
    document.documentElement.lang = locale
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
    this.what.textContent = texts[locale][this.isWaiting ? 'waits' : 'what']
    this.things.setAttribute('aria-label', texts[locale].things)
    this.button.textContent = texts[locale].start
  }

  /** Says that the cluster is awaited. */
  waits(): void {
    this.isWaiting = true
    this.button.remove()
    this.show(this.asked)
  }

  remove(): void {
    this.element.remove()
  }

  /** Done once a part of it has come in sight of whoever reads the page around. */
  private seen(): Promise<void> {
    return new Promise((done) => {
      const observer = new IntersectionObserver((entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return
        observer.disconnect()
        done()
      })
      observer.observe(this.element)
    })
  }

  /** What a link's manifest is about. Without the codec, or where it is no such link: nothing. */
  private async nameThings(): Promise<void> {
    const codec = await import('../scenarios/codec').catch(() => undefined)
    const link = codec?.decodeLink(location.hash)
    const items = namesIn(link?.scenario?.manifest ?? '').map((name) => {
      const [kind = ''] = name.split('/')
      const item = document.createElement('li')
      item.dataset['kind'] = kind
      item.textContent = name
      return item
    })
    this.things.replaceChildren(...items)
  }
}
