// npm test: all there is to check, from a fresh clone, up to the first thing that fails.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { install, npm, top } from './npm.mjs'

const unitReport = 'node_modules/.cache/unit.json'
const browserReport = 'node_modules/.cache/browser.json'

/** @type {readonly { name: string, words: string[], env?: Record<string, string> }[]} */
const stages = [
  { name: 'check', words: ['run', '-s', 'check'] },
  {
    name: 'unit tests',
    words: [
      ...['exec', '--', 'vitest', 'run', '--reporter=default', '--reporter=json'],
      `--outputFile.json=${unitReport}`,
    ],
  },
  { name: 'build', words: ['run', '-s', 'build', '--', '--logLevel', 'warn'] },
  {
    name: 'browser tests',
    words: ['exec', '--', 'playwright', 'test', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: join(top, browserReport) },
  },
]

/** @param {string} path */
function read(path) {
  try {
    return JSON.parse(readFileSync(join(top, path), 'utf8'))
  } catch {
    return undefined // the stage that writes it was not reached
  }
}

/** The sum over both runners, of what has run. */
function tally() {
  const unit = read(unitReport)
  const browser = read(browserReport)?.stats
  const passed = (unit?.numPassedTests ?? 0) + (browser?.expected ?? 0) + (browser?.flaky ?? 0)
  const failed = (unit?.numFailedTests ?? 0) + (browser?.unexpected ?? 0)
  return `${passed} passed, ${failed} failed`
}

function runStages() {
  for (const { name, words, env } of stages) {
    console.log(`\n── ${name}`)
    const began = performance.now()
    const code = npm(words, env ? { env } : {})
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    console.log(`── ${name}: ${code === 0 ? 'passed' : 'FAILED'} in ${seconds} s`)
    if (code !== 0) return code
  }
  return 0
}

install()
for (const report of [unitReport, browserReport]) rmSync(join(top, report), { force: true })
const { ensureChromium } = await import('./chromium.mjs') // needs what has just been installed
ensureChromium()
const code = runStages()
console.log(`\n${tally()}`)
process.exit(code)
