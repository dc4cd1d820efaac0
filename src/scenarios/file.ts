import { readScenario } from './decoded'
import type { Scenario } from './scenario'

const intro =
  '# A scenario of the Service Playground: drop this file onto its page. It is a manifest, too.'
const marker = '# service-playground/v1: '
const begins = /^(?:\uFEFF)?(?:#[^\n]*\n){0,4}?# service-playground\/v1: ([^\r\n]*)\r?\n(?:#\r?\n)?/

/**
 * A scenario as a file: its manifest, and above it, as a comment, all else, and what was done to
 * its cluster. Undefined when it could not be read again.
 */
export function scenarioFile(scenario: Scenario, past?: string): string | undefined {
  const read = readScenario(scenario)
  if (!read) return undefined
  const { manifest, ...rest } = read
  return `${intro}\n${marker}${JSON.stringify({ ...rest, past })}\n#\n${manifest}`
}

/** Whether a text means to be such a file, whatever is in it. */
export const isScenarioFile = (text: string): boolean => begins.test(text.slice(0, 400_000))

/** Reads such a file; undefined when it holds no scenario. */
export function readScenarioFile(text: string): Scenario | undefined {
  const [head = '', json = ''] = begins.exec(text) ?? []
  try {
    return readScenario({ ...JSON.parse(json), manifest: text.slice(head.length) })
  } catch {
    return undefined // no JSON
  }
}

/** What such a file says was done to its cluster, as links have it. */
export function pastInFile(text: string): string | undefined {
  const [, json = ''] = begins.exec(text) ?? []
  try {
    const { past } = JSON.parse(json)
    return typeof past === 'string' ? past : undefined
  } catch {
    return undefined // no JSON
  }
}
