import type { Past } from '../../scenarios/past'
import { engineVersion, type Scenario } from '../../scenarios/scenario'
import { distrust } from '../../scenarios/trust'
import { fetchTexts, type Locale, preferredLocale } from '../i18n'
import type { Notice, Playground, PlaygroundOptions, ThemeChoice } from './playground'

/** What reads and writes links comes when it is needed: a first visit begins without. */
const loadCodec = () => import('../../scenarios/codec')
type Codec = Awaited<ReturnType<typeof loadCodec>>

const isLink = (hash: string): boolean => /^#?(s|l|lesson)=/.test(hash)

/** The scenario that a step of a lesson begins with; undefined when a link names none. */
async function lessonFrom(hash: string, locale: Locale): Promise<Found | undefined> {
  if (!/^#?l(esson)?=/.test(hash)) return undefined
  const { lessonLinked } = await import('./guests')
  const found = await lessonLinked(hash, locale)
  if (typeof found === 'object') return { scenario: found }
  const isOurs = found === 'damaged'
  return { notice: isOurs ? { kind: 'link', refusal: found } : { kind: 'refused', message: found } }
}

/** Where things are kept between visits. */
export type Keep = Pick<Storage, 'getItem' | 'setItem'>

const keys = {
  scenario: 'service-playground.scenario',
  locale: 'service-playground.locale',
  theme: 'service-playground.theme',
} as const

/** What a visit begins with: a link, else what was kept, else the first scenario. */
export interface Arrival {
  readonly hash: string
  readonly languages: readonly string[]
  readonly keep: Keep
  readonly first: (locale: Locale) => Scenario
}

/**
 * Finds what to begin with; whatever cannot be read is said, and the first scenario takes its
 * place.
 */
export async function arrive(arrival: Arrival): Promise<PlaygroundOptions & Pick<Found, 'past'>> {
  const { hash, languages, keep, first } = arrival
  const locale = oneOf(['en', 'zh'], read(keep, keys.locale)) ?? preferredLocale(languages)
  const theme = oneOf(['system', 'light', 'dark'], read(keep, keys.theme)) ?? 'system'
  const [found] = await Promise.all([scenarioFrom(hash, keep, locale), fetchTexts(locale)])
  const asked = found?.scenario?.view.locale
  if (asked) await fetchTexts(asked)
  return {
    scenario: found?.scenario ?? first(locale),
    locale: asked ?? locale,
    theme,
    notice: found?.notice,
    past: found?.past,
  }
}

interface Found {
  readonly scenario?: Scenario
  readonly past?: Past | undefined
  readonly notice?: Notice
}

async function scenarioFrom(hash: string, keep: Keep, locale: Locale): Promise<Found | undefined> {
  const lesson = await lessonFrom(hash, locale)
  if (lesson) return lesson
  const text = read(keep, keys.scenario)
  if (!isLink(hash) && text === undefined) return undefined
  const codec = await loadCodec()
  const { parse } = codec
  const link = await linked(hash, codec)
  if (link) return link
  if (text === undefined) return undefined
  const kept = parse(text)
  if (kept.scenario) return { scenario: here(kept.scenario) }
  return { notice: { kind: 'storage', refusal: kept.error } }
}

/** What a link holds, unless it cannot be read or trusted; undefined when there is none. */
async function linked(hash: string, { decodeLink }: Codec): Promise<Found | undefined> {
  const link = decodeLink(hash)
  if (!link) return undefined
  const { scenario, error } = link
  const refusal = scenario ? await distrust(scenario) : error
  if (!scenario || refusal) return { notice: { kind: 'link', refusal: refusal ?? 'damaged' } }
  const [, past] = /&h=(.*)$/s.exec(hash) ?? []
  return withPast(scenario, past)
}

/** What is opened of a scenario that can be trusted, and of what was done to its cluster. */
async function withPast(scenario: Scenario, text: string | undefined): Promise<Found> {
  const { engine: made } = scenario
  const notice: Notice | undefined = made === engineVersion ? undefined : { kind: 'version', made }
  const found = { scenario: here(scenario), ...(notice && { notice }) }
  if (text === undefined) return found
  const past = await import('../../scenarios/past-text')
    .then(({ decodePast }) => decodePast(text))
    .catch(() => undefined)
  const refusal = past && (await distrust({ ...scenario, ...past.opened }))
  return past && !refusal ? { ...found, past } : { ...found, notice: noPast }
}

const noPast = { kind: 'past', came: 'refused' } as const

/** What a link means, to a scenario or to a lesson; undefined when it is none. */
export async function followed(hash: string, locale: Locale): Promise<Found | undefined> {
  const codec = await loadCodec().catch(() => undefined)
  return (await lessonFrom(hash, locale)) ?? (codec && linked(hash, codec))
}

/** It runs in this version, whichever it was written in. */
const here = (scenario: Scenario): Scenario => ({ ...scenario, engine: engineVersion })

/**
 * Opens links that are put into the address later, and takes the link out of the address once the
 * scenario is another: a reload then finds what was kept. Returns how to stop.
 */
export function followLinks(playground: Playground, first: Arrival['first']): () => void {
  const { actions, getState, subscribe } = playground
  let open = isLink(location.hash) ? getState().scenario : undefined
  const stop = subscribe(({ scenario }) => {
    if (!open || scenario === open) return
    open = undefined
    history.replaceState(null, '', `${location.pathname}${location.search}`)
  })
  const follow = async () => {
    if (!isLink(location.hash)) return
    const link = await followed(location.hash, getState().locale)
    if (!link) return
    const scenario = link.scenario ?? first(getState().locale)
    open = undefined // else this very change would take the link away
    void actions.open(scenario, link.past)
    open = getState().scenario
    actions.notify(link.notice)
  }
  const onHashChange = () => void follow()
  addEventListener('hashchange', onHashChange)
  return () => {
    stop()
    removeEventListener('hashchange', onHashChange)
  }
}

/** How a file begins that holds a lesson. */
const lessonFile = /^\uFEFF?(#[^\n]*\n){0,4}?# service-playground-lesson\//
/** How a file begins that holds a scenario. */
const scenarioFile = /^(#[^\n]*\n){0,4}?# service-playground\/v\d+: /

/** Opens a file's scenario; false when the file is another one. */
export async function openFile(playground: Playground, text: string): Promise<boolean> {
  const { actions } = playground
  if (lessonFile.test(text)) return (await import('./guests')).openLessonFile(playground, text)
  if (!scenarioFile.test(text)) return false
  const file = await import('../../scenarios/file').catch(() => undefined)
  const scenario = file?.readScenarioFile(text)
  const refusal = scenario ? await distrust(scenario) : 'not-a-scenario'
  if (!scenario || refusal) {
    actions.notify({ kind: 'file', refusal: refusal ?? 'not-a-scenario' })
    return true
  }
  const found = await withPast(scenario, file?.pastInFile(text))
  actions.notify(found.notice)
  await actions.open(found.scenario ?? scenario, found.past)
  return true
}

/** This machine's storage; when it is forbidden, one that keeps nothing. */
export function storageHere(): Keep {
  try {
    return localStorage
  } catch {
    return { getItem: () => null, setItem: () => undefined }
  }
}

const delayMillis = 300

/** Keeps the scenario, the language and the theme as they change; returns how to stop. */
export function keepState(playground: Playground, keep: Keep): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let codec: Codec | undefined
  // A link may speak a language that nobody here has chosen.
  let known = playground.getState().locale
  const save = () => {
    clearTimeout(timer)
    timer = undefined
    const { scenario, selected, locale, theme } = playground.getState()
    if (locale !== known) write(keep, keys.locale, locale)
    known = locale
    write(keep, keys.theme, theme)
    if (codec) write(keep, keys.scenario, textOf(withSelection(scenario, selected), codec))
  }
  // Without it, the scenario is not kept.
  const fetchCodec = async () => {
    codec ??= await loadCodec().catch(() => undefined)
  }
  const saveSoon = async () => {
    await fetchCodec()
    save()
  }
  const stop = playground.subscribe((after, before) => {
    const same =
      after.scenario === before.scenario &&
      after.selected === before.selected &&
      after.locale === before.locale &&
      after.theme === before.theme
    if (same) return
    void fetchCodec() // in time for a page that is closed at once
    timer ??= setTimeout(() => void saveSoon(), delayMillis)
  })
  const saveNow = () => {
    if (timer !== undefined) save()
  }
  addEventListener('pagehide', saveNow)
  return () => {
    stop()
    saveNow()
    removeEventListener('pagehide', saveNow)
  }
}

/** The scenario with what is selected in its view, as links hold it. */
export function withSelection(scenario: Scenario, selected: string | undefined): Scenario {
  const { selected: _, ...view } = scenario.view
  const travels = selected !== undefined && !selected.startsWith('request/')
  return { ...scenario, view: travels ? { ...view, selected } : view }
}

// A scenario on its way to being another may be none: a name half typed, say. Then the last one
// stays.
function textOf(scenario: Scenario, { serialise }: Codec): string | undefined {
  try {
    return serialise(scenario)
  } catch {
    return undefined
  }
}

// Storage may be full, or forbidden: then nothing is kept, and nothing else is wrong.
function read(keep: Keep, key: string): string | undefined {
  try {
    return keep.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}

function write(keep: Keep, key: string, text: string | undefined): void {
  if (text === undefined) return
  try {
    keep.setItem(key, text)
  } catch {
    return
  }
}

const oneOf = <Value extends Locale | ThemeChoice>(
  values: readonly Value[],
  text: string | undefined,
): Value | undefined => values.find((value) => value === text)
