import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Driver } from '../host/driver'
import type { Report } from '../host/protocol'
import { first } from '../scenarios/presets'
import { deeds } from './soak/deeds'
import { type Size, sizesOf } from './soak/sizes'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Real milliseconds between two ticks: at twenty times the speed, five seconds of the cluster. */
const TICK = 250
const HOUR = 3_600_000_000
const DEED_EVERY = 5 * 60_000_000
/** Smaller collections are not told. */
const WORTH_TELLING = 50

// `npm run bench:soak -- [HOURS]`: the first scenario with its traffic and with somebody at work,
// for a simulated day. A JSON object an hour: what the worker holds when garbage is gone, in
// megabytes (`buffers` beside the heap), how many inputs of history there are, how long the hour
// took, and what its collections hold; at the end, those that grow.
const hours = Number(process.argv[2] ?? 24)
const real = { now: 0 }
const told = { now: 0, loaded: false, crash: '', frames: 0 }
const driver = new Driver({ post: hear, clock: () => real.now })
driver.handle({ type: 'load', scenario: first.scenario('en') })
while (!told.loaded) {
  driver.tick()
  await new Promise((turn) => setImmediate(turn)) // the manifest comes in its own time
}
driver.handle({ type: 'clock', running: true, speed: 20 })
const history: ReadonlyMap<string, Size>[] = []
const toDo = deeds()
let done = told.now
for (let hour = 1; hour <= hours; hour++) {
  const started = process.cpuUsage()
  while (told.now < hour * HOUR) {
    real.now += TICK
    driver.tick()
    if (told.crash !== '') throw new Error(told.crash)
    if (told.now < done + DEED_EVERY) continue
    done = told.now
    for (const command of toDo.next().value) driver.handle(command)
  }
  const { user, system } = process.cpuUsage(started)
  const sizes = sizesOf(driver)
  history.push(sizes)
  for (let count = 0; count < 3; count++) collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  const [heap, buffers] = [heapUsed, arrayBuffers].map((bytes) => Math.round(bytes / 1e5) / 10)
  const inputs = sizes.get('.scene.cluster.timeline.recorded')?.all
  const large = [...sizes].filter(([, { all }]) => all >= WORTH_TELLING)
  const cpu = Math.round((user + system) / 1e6)
  print({
    hour,
    heap,
    buffers,
    inputs,
    cpu,
    frames: told.frames,
    sizes: Object.fromEntries(large.map(short)),
  })
}
print({ growing: growing(history) })

function hear(report: Report): void {
  if (report.type === 'loaded') told.loaded = true
  if (report.type === 'crash') told.crash = report.message
  if (report.type !== 'frame') return
  told.now = report.frame.now
  told.frames++
}

function short([path, { all, largest }]: readonly [string, Size]): readonly [string, unknown] {
  return [path, all === largest ? all : [all, largest]]
}

/** Collections that hold more after each quarter of the run than ever before. */
function growing(history: readonly ReadonlyMap<string, Size>[]): readonly string[] {
  const quarter = Math.max(1, Math.floor(history.length / 4))
  const most = (path: string, from: number) =>
    Math.max(...history.slice(from, from + quarter).map((each) => each.get(path)?.all ?? 0))
  return [...(history.at(-1)?.keys() ?? [])].filter((path) => {
    const quarters = [0, 1, 2, 3].map((nth) => most(path, nth * quarter))
    const grows = quarters.every((is, nth) => nth === 0 || is > (quarters[nth - 1] ?? 0))
    return grows && (quarters[3] ?? 0) >= WORTH_TELLING
  })
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
