import { pageAddress } from './page-address'

/** How somebody wants to embed a playground, besides what its link says. */
export interface EmbedChoices {
  readonly code: 'iframe' | 'element'
  readonly height: number
  /** Whether it waits for a click, and not only until it is in sight. */
  readonly click: boolean
  readonly theme: 'host' | 'light' | 'dark'
  /** Of the lesson that its link is to, only that step. */
  readonly oneStep: boolean
}

/** The code that an author pastes; `page` is where somebody is, `hash` what is to be opened. */
export function embedCode(page: string, hash: string, choices: EmbedChoices): string {
  const { code, height, click, theme, oneStep } = choices
  const said = {
    ...(click && { start: 'click' }),
    ...(theme !== 'host' && { theme }),
    ...(oneStep && { 'one-step': '' }),
  }
  if (code === 'iframe') {
    const address = new URL(pageAddress(page, hash))
    address.pathname += 'embed.html'
    for (const [name, value] of Object.entries(said)) address.searchParams.set(name, value)
    return (
      `<iframe src="${escaped(address.href)}" title="Service Playground" width="100%" ` +
      `height="${height}" style="border:0" loading="lazy" allow="clipboard-write"></iframe>`
    )
  }
  const script = new URL('service-playground.js', pageAddress(page, '')).href
  const [, lesson, step] = /^#lesson=([^/]+)\/(.+)$/.exec(hash) ?? []
  const { 'one-step': _, ...others } = said
  const to = oneStep && lesson && step ? { lesson, step } : { link: hash }
  const attributes = Object.entries({ ...to, height: `${height}`, ...others })
  const text = attributes.map(([name, value]) => ` ${name}="${escaped(value)}"`).join('')
  return (
    `<script src="${escaped(script)}" async></script>\n` +
    `<service-playground${text}></service-playground>`
  )
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
