import type { Kept } from '../../terminal'

const keys = {
  home: 'service-playground.home',
  history: 'service-playground.history',
  reader: 'service-playground.screen-reader',
} as const

/** What the terminal keeps on this machine; nothing where that is forbidden. */
export function readKept(): {
  readonly home: Kept
  readonly history: readonly string[]
  readonly reader: boolean
} {
  const home = read(keys.home)
  const history = read(keys.history)
  return {
    home: isKept(home) ? home : {},
    history: Array.isArray(history) ? history.filter((each) => typeof each === 'string') : [],
    reader: read(keys.reader) === true,
  }
}

export const keepHome = (home: Kept): void => write(keys.home, home)
export const keepHistory = (lines: readonly string[]): void => write(keys.history, lines)
export const keepReader = (reader: boolean): void => write(keys.reader, reader)

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.entries(value).every(
    ([path, file]) =>
      path.startsWith('/') &&
      typeof file === 'object' &&
      file !== null &&
      typeof file.changed === 'number' &&
      (file.text === undefined || typeof file.text === 'string'),
  )
}

function read(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null')
  } catch {
    return undefined
  }
}

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    return // full, or forbidden: then it lasts as long as the page
  }
}
