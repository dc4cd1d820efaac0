import { spawnSync } from 'node:child_process'
import { bundle } from './bundle'
import type { Figure } from './figure'
import { heap } from './heap'
import { ready } from './ready'
import { requests } from './requests'
import { services } from './services'
import { checkpoint, seek } from './time-travel'

const figures: readonly Figure[] = [ready, services, requests, heap, checkpoint, seek, bundle]
const RUNS = 3

// `npm run bench` prints a JSON object a line: each figure measured in three fresh processes, the
// median.
const [first, name, parameters] = process.argv.slice(2)
if (first === '--once') await once(name ?? '', parameters ?? '{}')
else all(process.argv.slice(2))

async function once(wanted: string, text: string): Promise<void> {
  const figure = figures.find((each) => each.name === wanted)
  if (!figure) throw new Error(`no figure ${wanted}`)
  process.stdout.write(`${await figure.measure(JSON.parse(text))}\n`)
}

function all(names: readonly string[]): void {
  const unknown = names.filter((each) => !figures.some((figure) => figure.name === each))
  if (unknown.length > 0) {
    const known = figures.map((figure) => figure.name).join(', ')
    process.stderr.write(`no figure ${unknown.join(', ')}; there are ${known}\n`)
    process.exitCode = 2
    return
  }
  for (const figure of figures) {
    if (names.length > 0 && !names.includes(figure.name)) continue
    for (const each of figure.parameters) {
      const values = Array.from({ length: RUNS }, () => fresh(figure, each)).sort((a, b) => a - b)
      const value = values[Math.floor(RUNS / 2)] ?? Number.NaN
      const rounded = Math.round(value * 100) / 100
      const line = { figure: figure.name, ...each, value: rounded, unit: figure.unit }
      process.stdout.write(`${JSON.stringify(line)}\n`)
    }
  }
}

function fresh(figure: Figure, parameters_: Readonly<Record<string, number | string>>): number {
  const run = spawnSync(
    process.execPath,
    [
      '--expose-gc',
      '--import',
      'tsx',
      new URL(import.meta.url).pathname,
      '--once',
      figure.name,
      JSON.stringify(parameters_),
    ],
    { encoding: 'utf8', maxBuffer: 1 << 24 },
  )
  if (run.status !== 0) throw new Error(`${figure.name}: ${run.stderr}`)
  return Number(run.stdout.trim().split('\n').at(-1))
}
