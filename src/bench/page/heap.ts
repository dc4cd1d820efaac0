import type { Page } from '@playwright/test'
import type { PageFigure } from './figure'
import { openPage } from './lab'
import { crowds, scenarioOf } from './scenarios'

const seconds = { warm: 15, short: 40, long: 600 }

/** What the page's own heap comes to under twenty times the traffic. */
export const pageHeap: PageFigure = {
  name: 'page-heap',
  mostSeconds: 720,
  async *measure(lab) {
    const crowd = crowds[30]
    if (!crowd) return
    const page = await openPage(lab, scenarioOf(crowd, 38))
    await page.getByLabel('Speed').selectOption('20×')
    await page.waitForTimeout(seconds.warm * 1_000)
    const before = await heapOf(page)
    const lasted = lab.long ? seconds.long : seconds.short
    await page.waitForTimeout(lasted * 1_000)
    const value = await heapOf(page)
    yield { figure: 'page-heap', seconds: lasted, before, value, unit: 'bytes' }
    await page.context().close()
  },
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  for (let count = 0; count < 3; count++) await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize
}
