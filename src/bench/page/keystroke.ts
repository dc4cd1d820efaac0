import type { Page } from '@playwright/test'
import { type PageFigure, quantile } from './figure'
import { openPage } from './lab'
import { crowds, scenarioOf } from './scenarios'

const strokes = 9

/** From a key in the YAML to the frame in which the picture has what was typed. */
export const keystroke: PageFigure = {
  name: 'keystroke',
  mostSeconds: 90,
  async *measure(lab) {
    const crowd = crowds[30]
    if (!crowd) return
    const { manifest, ...scenario } = scenarioOf(crowd, 38)
    const page = await openPage(lab, {
      ...scenario,
      manifest: `${manifest}---\n${typedService}`,
      view: { ...scenario.view, live: true },
    })
    await page.locator('.nokey[data-ready="true"]').waitFor({ timeout: 60_000 })
    await page.locator('.react-flow__node-service').filter({ hasText: 'typed' }).first().waitFor()
    await page.locator('.monaco-editor .view-lines').click()
    await page.keyboard.press('Control+End')
    const took: number[] = []
    for (let stroke = 0; stroke < strokes; stroke++) took.push(await typed(page, stroke))
    const figures = { p50: quantile(took, 0.5), p95: quantile(took, 0.95) }
    yield { figure: 'keystroke', ...figures, unit: 'ms' }
    await page.context().close()
  },
}

// What is typed at its end is the label that it selects by.
const typedService = `apiVersion: v1
kind: Service
metadata:
  name: typed
spec:
  ports:
  - port: 80
  selector:
    app: x`

async function typed(page: Page, stroke: number): Promise<number> {
  const wanted = `app=x${'y'.repeat(stroke + 1)}`
  const shown = await page.evaluateHandle((wanted) => {
    const entered = new Promise<number>((tell) =>
      addEventListener('keydown', () => tell(performance.now()), { capture: true, once: true }),
    )
    const isShown = () =>
      [...document.querySelectorAll('.react-flow__node-service')].some((each) =>
        each.textContent?.includes(wanted),
      )
    return {
      after: entered.then(async (start) => {
        while (!isShown()) await new Promise(requestAnimationFrame)
        return performance.now() - start
      }),
    }
  }, wanted)
  await page.keyboard.press('y')
  return shown.evaluate(({ after }) => after)
}
