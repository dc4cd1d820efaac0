import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'

/** Looks with axe at what the page shows. */
export class Axe {
  constructor(private readonly page: Page) {}

  /** There is nothing to complain of in the page, or in a part of it: no rule's, or no contrast's. */
  async findsNothing(what: string, part = 'html', only: 'all' | 'contrast' = 'all'): Promise<void> {
    const rules =
      only === 'all'
        ? { rules: { 'target-size': { enabled: true } } }
        : { runOnly: ['color-contrast'] }
    await this.page.evaluate(restOfFading)
    if (!(await this.page.evaluate(() => 'axe' in globalThis))) await this.page.evaluate(axe.source)
    // What is still on its way somewhere is asked about again: what is wrong stays wrong.
    const look = () => this.page.evaluate(violations, { part, rules })
    await expect.soft.poll(look, { message: what, timeout: 8_000 }).toEqual([])
  }

  /** The same in both themes, the one that is on first. */
  async findsNothingInBoth(what: string, part = 'html'): Promise<void> {
    const html = this.page.locator('html')
    await this.findsNothing(what, part)
    const theme = (await html.getAttribute('data-theme')) === 'dark' ? 'light' : 'dark'
    await this.page.emulateMedia({ colorScheme: theme })
    await expect(html).toHaveAttribute('data-theme', theme)
    await this.findsNothing(`${what}, ${theme}`, part, 'contrast')
  }
}

/** Colours that fade have come to rest. */
const restOfFading = async () => {
  const fading = document.getAnimations().filter((each) => each instanceof CSSTransition)
  await Promise.allSettled(fading.map(({ finished }) => finished))
}

/** In the page: what axe finds. Asked without detours, which takes a third of the time. */
async function violations({ part, rules }: { part: string; rules: object }) {
  const { axe } = globalThis as unknown as { readonly axe: typeof import('axe-core') }
  const found = await axe.run(part, { resultTypes: ['violations'], elementRef: true, ...rules })
  const viewport = document.querySelector('.react-flow__viewport')
  const zoom = viewport ? new DOMMatrix(getComputedStyle(viewport).transform).a : 1
  const isInPicture = (element: Element | undefined) => element?.closest('.react-flow') != null
  // Things of the picture are as large as one zooms them, and the table twin has them all; and what
  // the picture's border cuts off covers nothing.
  const isTooSmall = ({ element, any }: (typeof found.violations)[number]['nodes'][number]) => {
    if (isInPicture(element)) return zoom >= 0.92
    const over = any.find(({ id }) => id === 'target-size')?.relatedNodes ?? []
    return over.length === 0 || !over.every((each) => isInPicture(each.element))
  }
  return found.violations.flatMap(({ id, nodes }) => {
    const meant = id === 'target-size' ? nodes.filter(isTooSmall) : nodes
    return meant.length > 0 ? [`${id} ×${meant.length}: ${meant[0]?.html}`] : []
  })
}
