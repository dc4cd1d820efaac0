import { type ThemeChoice, themeOf } from './asked'

/** What the page around an embed may say. */
export type HostMessage = { readonly id?: string | number } & (
  | { readonly type: 'hello' }
  | { readonly type: 'pause' }
  | { readonly type: 'step' }
  | { readonly type: 'load'; readonly link: string }
  | { readonly type: 'apply'; readonly manifest: string }
  | { readonly type: 'run'; readonly speed?: number }
  | { readonly type: 'setting'; readonly theme?: ThemeChoice; readonly lang?: string }
)

/** A message as it was meant, or what is wrong with it. */
export type Read =
  | { readonly message: HostMessage; readonly wrong?: undefined }
  | { readonly message?: undefined; readonly id?: string | number; readonly wrong: string }

const version = 1
/** Those of links, panes and speeds, again: the page that has them comes later. A test compares. */
export const bounds = { link: 362_048, manifest: 262_144, speed: 20, word: 64 } as const

/** Reads what came by `postMessage`, field by field; undefined when it is for somebody else. */
export function readMessage(data: unknown): Read | undefined {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, 'servicePlayground'))
    return undefined
  const said = data as Readonly<Record<string, unknown>>
  const id = idOf(said['id'])
  const named = id === undefined ? {} : { id }
  const refuse = (wrong: string): Read => ({ wrong, ...named })
  if (said['servicePlayground'] !== version) return refuse('servicePlayground must be 1')
  if (said['id'] !== undefined && id === undefined)
    return refuse(`id must be a number, or a text of at most ${bounds.word} characters`)
  const read = bodyOf(said)
  return typeof read === 'string' ? refuse(read) : { message: { ...read, ...named } }
}

function bodyOf(said: Readonly<Record<string, unknown>>): HostMessage | string {
  switch (said['type']) {
    case 'hello':
    case 'pause':
    case 'step':
      return { type: said['type'] }
    case 'load': {
      const link = text(said['link'], bounds.link)
      const at = link?.search(/#(s|l|lesson)=/) ?? -1
      if (link === undefined || at < 0)
        return 'load: link must be a link to a scenario, with #s=, or to a lesson, with #lesson='
      return { type: 'load', link: link.slice(at) }
    }
    case 'apply': {
      const manifest = text(said['manifest'], bounds.manifest)
      if (manifest === undefined)
        return `apply: manifest must be a text of at most ${bounds.manifest} characters`
      return { type: 'apply', manifest }
    }
    case 'run': {
      const { speed } = said
      if (speed === undefined) return { type: 'run' }
      const isSpeed = typeof speed === 'number' && speed >= 0.1 && speed <= bounds.speed
      return isSpeed ? { type: 'run', speed } : 'run: speed must be a number from 0.1 to 20'
    }
    case 'setting':
      return settingOf(said)
    default:
      return 'type must be hello, load, apply, run, pause, step or setting'
  }
}

function settingOf(said: Readonly<Record<string, unknown>>): HostMessage | string {
  const theme = themeOf(said['theme'])
  const lang = text(said['lang'], bounds.word)
  if (said['theme'] !== undefined && !theme) return 'setting: theme must be system, light or dark'
  if (said['lang'] !== undefined && lang === undefined)
    return 'setting: lang must be a language, as en or zh-CN'
  return { type: 'setting', ...(theme && { theme }), ...(lang !== undefined && { lang }) }
}

const text = (value: unknown, most: number): string | undefined =>
  typeof value === 'string' && value.length <= most ? value : undefined

function idOf(value: unknown): string | number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  return text(value, bounds.word)
}
