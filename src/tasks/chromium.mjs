// Finding a Chromium for the browser tests, and fetching one where there is none.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { chromium } from '@playwright/test'
import { npm } from './npm.mjs'

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** For a browser without a desktop, that talks to nobody of its own accord. */
export const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * Launch options for the Chromium to use: `{}` means the one Playwright has installed.
 * @returns {{ executablePath?: string } | undefined} undefined when there is none
 */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH
  if (named) return { executablePath: named }
  const own = chromium.executablePath()
  const folder = dirname(dirname(own))
  const shell = folder.replace(/chromium-(\d+)$/, 'chromium_headless_shell-$1')
  if (shell !== folder && existsSync(join(shell, 'INSTALLATION_COMPLETE'))) return {}
  const path = [own, ...systemPaths].find((each) => existsSync(each))
  return path ? { executablePath: path } : undefined
}

/** @param {string[]} words @param {number} minutes */
const run = (words, minutes) =>
  spawnSync(/** @type {string} */ (words[0]), words.slice(1), {
    stdio: ['ignore', 2, 2],
    timeout: minutes * 60_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0

function fetchFromDebian() {
  if (!existsSync('/usr/bin/apt-get')) return false
  const rise = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const apt = [...rise, 'apt-get', '-o', 'Dpkg::Use-Pty=0', '-q']
  run([...apt, 'update'], 3) // an old list may still do
  const names = ['chromium', 'fonts-wqy-microhei']
  return run([...apt, 'install', '-y', '--no-install-recommends', ...names], 10)
}

function fetchFromPlaywright() {
  const words = ['exec', '--', 'playwright', 'install', 'chromium', '--only-shell']
  return npm(words, { stdio: ['ignore', 2, 2], minutes: 3 }) === 0
}

/** Ends the program when no Chromium can be had: browser tests are never skipped. */
export function ensureChromium() {
  if (findChromium()) return
  console.error('No Chromium found: fetching one …')
  if (fetchFromDebian() && findChromium()) return
  if (fetchFromPlaywright() && findChromium()) return
  console.error('The browser tests need a Chromium: install one, or name it in CHROMIUM_PATH')
  process.exit(1)
}
