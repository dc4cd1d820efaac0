import { Driver } from './driver'
import type { Command } from './protocol'
import { rest } from './rest'

/** Some sixty times a second. */
const tickMillis = 16

const driver = new Driver({
  post: (report) => postMessage(report),
  clock: () => performance.now(),
  rest,
})
addEventListener('message', ({ data }: MessageEvent<Command>) => driver.handle(data))
setInterval(() => driver.tick(), tickMillis)
