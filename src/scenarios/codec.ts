import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate'
import { readScenario } from './decoded'
import { dictionary1 } from './dictionary'
import { scenarioLimits } from './limits'
import type { Scenario } from './scenario'

/** Why a link, or a stored text, is refused. The page has the words. */
export type Refusal = 'damaged' | 'too-large' | 'too-new' | 'not-a-scenario'

/** A scenario, or why there is none. */
export type Decoded =
  | { readonly scenario: Scenario; readonly error?: undefined }
  | { readonly scenario?: undefined; readonly error: Refusal }

/** The newest version of the link that is understood, and the one that is written. */
const newest = 1
const dictionaries: Readonly<Record<number, string>> = { 1: dictionary1 }

/**
 * The fragment of a link, `#s=VERSION.PAYLOAD`; undefined when the scenario is too large for one,
 * or could not be read again. The same scenario always gives the same text.
 */
export function encodeLink(scenario: Scenario): string | undefined {
  if (!readScenario(scenario)) return undefined
  const packed = packedText(serialise(scenario))
  return packed && `#s=${packed}`
}

/** A text for a link, `VERSION.PAYLOAD`; undefined when it is too large for one. */
export function packedText(text: string): string | undefined {
  const bytes = strToU8(text)
  if (bytes.length >= scenarioLimits.scenarioBytes) return undefined
  const packed = deflateSync(bytes, { level: 9, dictionary: dictionaryOf(newest) })
  const payload = `${newest}.${base64url(packed)}`
  return payload.length > scenarioLimits.linkLength ? undefined : payload
}

/** Reads a page's fragment; undefined when it is not meant as a link to a scenario. */
export function decodeLink(hash: string): Decoded | undefined {
  // What else there is is not the scenario's: what was done to its cluster, say.
  const [, given] = /^#?s=([^&]*)/.exec(hash) ?? []
  if (given === undefined) return undefined
  const unpacked = unpackedText(given)
  return typeof unpacked === 'string' ? { error: unpacked } : parse(unpacked.text)
}

/** Reads what `packedText` wrote. */
export function unpackedText(given: string): { readonly text: string } | Refusal {
  const [, version = '', payload = ''] = /^(\d{1,9})\.(.*)$/s.exec(given) ?? []
  if (Number(version) > newest) return 'too-new'
  if (given.length > scenarioLimits.linkLength) return 'too-large'
  const bytes = version === '' ? undefined : fromBase64url(payload)
  if (!bytes || Number(version) < 1) return 'damaged'
  const unpacked = inflate(bytes, Number(version))
  return typeof unpacked === 'string' ? unpacked : { text: strFromU8(unpacked) }
}

/** A scenario as text, for keeping it on this machine. Throws when it could not be read again. */
export function serialise(scenario: Scenario): string {
  // Read back, it has its keys in one order and nothing else in it.
  const read = readScenario(scenario)
  if (!read) throw new RangeError('not a scenario')
  const { positions, folds, ...view } = read.view
  const places = positions && { positions: sorted(positions) }
  const ordered = {
    ...read,
    view: { ...view, ...places, ...(folds && { folds: sorted(folds) }) },
  }
  const body = JSON.stringify({ format: newest, ...ordered })
  return `${body.slice(0, -1)},"check":"${check(body)}"}`
}

/** Reads what `serialise` wrote. */
export function parse(text: string): Decoded {
  if (text.length > scenarioLimits.scenarioBytes) return { error: 'too-large' }
  const [, start, sum] = /^(.*),"check":"([^"]*)"\}$/s.exec(text) ?? []
  if (start === undefined || check(`${start}}`) !== sum) return { error: 'damaged' }
  const json = jsonOf(`${start}}`)
  if (json === undefined) return { error: 'damaged' }
  const format = typeof json === 'object' && json !== null && 'format' in json ? json.format : 0
  if (typeof format === 'number' && format > newest) return { error: 'too-new' }
  const scenario = format === newest ? readScenario(json) : undefined
  return scenario ? { scenario } : { error: 'not-a-scenario' }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const sorted = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1)))

const dictionaryOf = (version: number): Uint8Array => strToU8(dictionaries[version] ?? '')

// The buffer is all there is room for: a bomb fills it and goes no further.
function inflate(bytes: Uint8Array, version: number): Uint8Array | Refusal {
  try {
    const out = new Uint8Array(scenarioLimits.scenarioBytes)
    const unpacked = inflateSync(bytes, { dictionary: dictionaryOf(version), out })
    return unpacked.length < out.length ? unpacked : 'too-large'
  } catch {
    return 'damaged'
  }
}

/** Length and FNV-1a: deflate would not notice a changed letter, nor that the end is missing. */
export function check(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0
  }
  return `${text.length.toString(36)}.${hash.toString(36)}`
}

function base64url(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function fromBase64url(text: string): Uint8Array | undefined {
  if (!/^[\w-]+$/.test(text)) return undefined
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    return Uint8Array.from(binary, (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}
