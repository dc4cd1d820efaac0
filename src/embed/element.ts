// `<service-playground>` for the pages of others: an iframe, and messages to and from it. A classic
// script, so that it can be had from any host without headers.

type Answer = { readonly done: (said: unknown) => void; readonly failed: (error: Error) => void }

const script = document.currentScript as HTMLScriptElement | null
const home = new URL('.', script?.src ?? location.href).href
const dark = matchMedia('(prefers-color-scheme: dark)')
const page = 'embed.html'
const firstHeight = '480'

class ServicePlayground extends HTMLElement {
  static readonly observedAttributes = ['link', 'theme', 'lang', 'height']

  /** What was last told of the cluster. */
  state: unknown
  private readonly frame = document.createElement('iframe')
  private readonly answers = new Map<number, Answer>()
  private readonly surroundings = new MutationObserver(() => this.follow())
  private asked = 0
  private setting = ''
  private ready: Promise<void> = Promise.resolve()
  private isReady: () => void = () => undefined

  constructor() {
    super()
    this.attachShadow({ mode: 'open' }).append(this.frame)
    this.frame.style.cssText = 'display:block;width:100%;border:0'
    this.frame.allow = 'clipboard-write'
    this.frame.loading = 'lazy'
    // By then its page can hear. Whenever it is loaded anew, it is greeted anew.
    this.frame.onload = () => this.post({ type: 'hello' })
  }

  connectedCallback(): void {
    this.style.display ||= 'block'
    this.ready = new Promise((done) => {
      this.isReady = done
    })
    this.frame.title = this.title || 'Service Playground'
    this.frame.height = this.getAttribute('height') ?? firstHeight
    this.setting = JSON.stringify(this.wanted())
    this.frame.src = this.address()
    addEventListener('message', this.hear)
    dark.addEventListener('change', this.follow)
    // Themes are put on, and languages said, by an attribute of something that this stands in.
    for (const around of this.line()) this.surroundings.observe(around, { attributes: true })
  }

  disconnectedCallback(): void {
    removeEventListener('message', this.hear)
    dark.removeEventListener('change', this.follow)
    this.surroundings.disconnect()
    for (const { failed } of this.answers.values()) failed(new Error('the element was removed'))
    this.answers.clear()
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    // An element that was there before its script is told of all it has before it begins.
    if (this.frame.src === '' || before === after) return
    if (name === 'height') this.frame.height = after ?? firstHeight
    else if (name !== 'link') this.follow()
    else if (after) this.load(after).catch(() => undefined) // told by the page itself, too
  }

  /** Opens a link to a scenario, or to a lesson: a whole one, or its fragment. */
  load = (link: string) => this.ask({ type: 'load', link })
  /** Puts a manifest into the pane and applies it. */
  apply = (manifest: string) => this.ask({ type: 'apply', manifest })
  /** Lets time run, perhaps faster or slower. */
  run = (speed?: number) => this.ask(speed === undefined ? { type: 'run' } : { type: 'run', speed })
  /** Stops time. */
  pause = () => this.ask({ type: 'pause' })
  /** Lets the next thing happen, while time stands still. */
  step = () => this.ask({ type: 'step' })

  private get page(): URL {
    return new URL(`./${page}`, this.getAttribute('src') ?? home)
  }

  private address(): string {
    const url = this.page
    const { theme, lang } = this.wanted()
    const [lesson, step] = [this.getAttribute('lesson'), this.getAttribute('step')]
    const link = this.getAttribute('link') ?? (lesson ? `#lesson=${lesson}` : '')
    const said = {
      theme,
      lang,
      start: this.getAttribute('start'),
      scenario: this.getAttribute('scenario'),
      'read-only': this.hasAttribute('read-only') ? '' : undefined,
      'one-step': lesson && step ? '' : undefined,
    }
    for (const [name, value] of Object.entries(said)) {
      if (typeof value === 'string') url.searchParams.set(name, value)
    }
    url.hash = link.slice(link.indexOf('#') + 1) + (lesson && step ? `/${step}` : '')
    return url.href
  }

  /** This, and all that it stands in, shadows' hosts included. */
  private line(): readonly Element[] {
    const line: Element[] = []
    for (let at: Node | null = this; at; at = at.parentNode ?? (at as ShadowRoot).host ?? null)
      if (at instanceof Element) line.push(at)
    return line
  }

  /** How the page around looks, and what it speaks, unless it says otherwise. */
  private wanted() {
    const speaks = this.line().find((each) => each.getAttribute('lang'))
    const lang = speaks?.getAttribute('lang') ?? undefined
    return { theme: this.getAttribute('theme') ?? this.themeHere(), ...(lang && { lang }) }
  }

  private themeHere(): string {
    const schemes = getComputedStyle(this).colorScheme.split(' ')
    const [isLight, isDark] = [schemes.includes('light'), schemes.includes('dark')]
    if (isLight !== isDark) return isDark ? 'dark' : 'light'
    return dark.matches ? 'dark' : 'light'
  }

  private follow = (): void => {
    const setting = this.wanted()
    const text = JSON.stringify(setting)
    if (text === this.setting) return
    this.setting = text
    this.ask({ type: 'setting', ...setting }).catch(() => undefined)
  }

  private post(message: object): void {
    this.frame.contentWindow?.postMessage({ servicePlayground: 1, ...message }, this.page.origin)
  }

  private async ask(message: object): Promise<unknown> {
    // Who asks for the cluster wants it, even out of sight.
    if (!('theme' in message)) this.frame.loading = 'eager'
    await this.ready
    const id = ++this.asked
    return new Promise((done, failed) => {
      this.answers.set(id, { done, failed })
      this.post({ ...message, id })
    })
  }

  private hear = ({ source, data }: MessageEvent): void => {
    if (source !== this.frame.contentWindow || data?.servicePlayground !== 1) return
    const answer = this.answers.get(data.id)
    this.answers.delete(data.id)
    if (data.type === 'ready') this.isReady()
    else if (data.type === 'done') answer?.done(undefined)
    else if (data.type === 'error') answer?.failed(new Error(data.message))
    else if (data.type === 'statechange') {
      this.state = data.state
      this.dispatchEvent(new CustomEvent('statechange', { detail: data.state }))
    }
  }
}

if (!customElements.get('service-playground'))
  customElements.define('service-playground', ServicePlayground)
