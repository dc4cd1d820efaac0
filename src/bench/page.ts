import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { findChromium, launchArguments } from '../tasks/chromium.mjs'
import { engineFrame } from './page/engine-frame'
import type { PageFigure } from './page/figure'
import { framesWith } from './page/frames'
import { pageHeap } from './page/heap'
import { keystroke } from './page/keystroke'
import type { Lab } from './page/lab'
import { opening } from './page/opening'

const figures: readonly PageFigure[] = [
  opening,
  framesWith(30),
  framesWith(100),
  framesWith(500),
  engineFrame,
  keystroke,
  pageHeap,
]

// `npm run bench:page`: figures of the built page (`npm run build` first), a JSON object a line.
// Names as arguments choose among them; `--long` measures the heap for ten minutes.
const { positionals: names, values: options } = parseArgs({
  allowPositionals: true,
  options: {
    long: { type: 'boolean', default: false },
    root: { type: 'string', default: 'dist' },
    port: { type: 'string', default: '4199' },
  },
})
const chosen = figures.filter(({ name }) => names.length === 0 || names.includes(name))
const unknown = names.filter((each) => !figures.some(({ name }) => name === each))
if (unknown.length > 0) {
  const known = figures.map(({ name }) => name).join(', ')
  process.stderr.write(`no figure ${unknown.join(', ')}; there are ${known}\n`)
  process.exitCode = 2
} else await measure()

async function measure(): Promise<void> {
  const most = chosen.reduce((sum, { mostSeconds }) => sum + mostSeconds, 0)
  process.stderr.write(`This ends within ${Math.ceil(most / 60)} minutes.\n`)
  const { root, port, long } = options
  const address = `http://127.0.0.1:${port}/playground/`
  const program = new URL('../tasks/serve.mjs', import.meta.url).pathname
  const words = ['--base', '/playground/', '--port', port, '--root', root]
  const server = spawn(process.execPath, [program, ...words])
  try {
    await answering(address)
    for (const figure of chosen) await printed(figure, { address, long })
  } finally {
    server.kill()
  }
}

/** Prints a figure's lines; when it is not there in time, that is said in its place. */
async function printed(figure: PageFigure, given: Omit<Lab, 'browser'>): Promise<void> {
  const { name, mostSeconds } = figure
  // One browser for each: what a figure leaves behind is no part of the next.
  const browser = await chromium.launch({ ...findChromium(), args: [...launchArguments] })
  const timer = setTimeout(() => void browser.close(), mostSeconds * 1_000)
  try {
    for await (const measured of figure.measure({ ...given, browser })) {
      process.stdout.write(`${JSON.stringify(measured)}\n`)
    }
  } catch (error) {
    const failed = error instanceof Error ? error.message.split('\n', 1)[0] : String(error)
    process.stdout.write(`${JSON.stringify({ figure: name, failed })}\n`)
    process.exitCode = 1
  } finally {
    clearTimeout(timer)
    await browser.close()
  }
}

async function answering(address: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(address).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the built page is not served: run `npm run build` first')
}
