import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import type { Figure, Parameters } from './figure'
import { figures } from './figures'

const RUNS = 3
/** What takes long is the mean of much already, and is not repeated beyond this. */
const MILLIS_A_FIGURE = 4_000
// Two may measure at once; here the bundle finds the packages that it imports.
const BUNDLE_FOLDER = `node_modules/.bench/${process.pid}`
// V8 compiles and collects garbage on threads of its own. Browsers have one fewer of them than
// there are cores; Node has four wherever it runs, which on a small machine take turns with ours.
const HELPERS = `--v8-pool-size=${Math.max(1, availableParallelism() - 1)}`

// `npm run bench` prints a JSON object a line: each figure measured in up to three fresh processes,
// the median, and in how many. Names as arguments choose among the figures.
const names = process.argv.slice(2)
const unknown = names.filter((each) => !figures.some(({ name }) => name === each))
if (unknown.length > 0) {
  const known = figures.map(({ name }) => name).join(', ')
  process.stderr.write(`no figure ${unknown.join(', ')}; there are ${known}\n`)
  process.exitCode = 2
} else {
  const program = await bundled()
  for (const figure of figures) {
    if (names.length > 0 && !names.includes(figure.name)) continue
    for (const parameters of figure.parameters) print(figure, parameters, program)
  }
  rmSync(BUNDLE_FOLDER, { recursive: true })
}

// What is measured is what runs in the page: one file, minified, and nothing translated on the way.
async function bundled(): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: 'src/bench/once.ts',
      outDir: BUNDLE_FOLDER,
      emptyOutDir: true,
      minify: true,
      target: 'es2023',
      rolldownOptions: { external: ['vite'], output: { entryFileNames: 'once.mjs' } },
    },
    ssr: { noExternal: true, external: ['vite'] },
  })
  return join(BUNDLE_FOLDER, 'once.mjs')
}

function print(figure: Figure, parameters: Parameters, program: string): void {
  const { name, unit } = figure
  const began = performance.now()
  const values: number[] = []
  while (
    values.length < RUNS &&
    (values.length === 0 || performance.now() < began + MILLIS_A_FIGURE)
  ) {
    values.push(measured(figure, parameters, program))
  }
  const runs = values.length
  const sorted = values.toSorted((a, b) => a - b)
  const median = ((sorted[(runs - 1) >> 1] ?? 0) + (sorted[runs >> 1] ?? 0)) / 2
  const value = Math.round(median * 100) / 100
  process.stdout.write(`${JSON.stringify({ figure: name, ...parameters, value, unit, runs })}\n`)
}

function measured({ name, flags = [] }: Figure, parameters: Parameters, program: string): number {
  const command = [HELPERS, ...flags, program, name, JSON.stringify(parameters)]
  const run = spawnSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 1 << 24 })
  // What stands before the error's own line is a line of the bundle: all of the program.
  if (run.status !== 0) throw new Error(`${name}: ${/^\w*Error: [\s\S]*/m.exec(run.stderr)?.[0]}`)
  return Number(run.stdout.trim().split('\n').at(-1))
}
