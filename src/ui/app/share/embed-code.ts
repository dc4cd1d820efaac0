/** How somebody wants to embed a playground, besides what the link itself says. */
export interface EmbedChoices {
  readonly code: 'iframe' | 'element'
  readonly height: number
  /** Whether it waits for a click, and not only until it is in sight. */
  readonly click: boolean
  readonly theme: 'host' | 'light' | 'dark'
}

/** The address of an embed: the page's own, with what is said to it in the query. */
export function embedAddress(page: string, hash: string, { click, theme }: EmbedChoices): string {
  const { origin, pathname } = new URL(page)
  const said = `?embed${click ? '=click' : ''}${theme === 'host' ? '' : `&theme=${theme}`}`
  return `${origin}${pathname}${said}${hash}`
}

/** The address of a link to the whole page. */
export function pageAddress(page: string, hash: string): string {
  const { origin, pathname } = new URL(page)
  return `${origin}${pathname}${hash}`
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

/** The line that an author pastes. */
export function embedCode(page: string, hash: string, choices: EmbedChoices): string {
  const { code, height, click, theme } = choices
  if (code === 'iframe') {
    const src = escaped(embedAddress(page, hash, choices))
    return (
      `<iframe src="${src}" title="Service Playground" width="100%" height="${height}" ` +
      'style="border:0" loading="lazy" allow="clipboard-write"></iframe>'
    )
  }
  const script = escaped(new URL('service-playground.js', pageAddress(page, '')).href)
  const attributes = [
    `link="${escaped(hash)}"`,
    `height="${height}"`,
    ...(click ? ['start="click"'] : []),
    ...(theme === 'host' ? [] : [`theme="${theme}"`]),
  ]
  return (
    `<script src="${script}" async></script>\n` +
    `<service-playground ${attributes.join(' ')}></service-playground>`
  )
}
