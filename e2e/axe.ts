import type { Page } from '@playwright/test'
import axe from 'axe-core'
import { expect } from './playground'

/** Where to look: the whole page, or a part of it. */
interface Part {
  readonly part?: string
}

/** Looks at what the page shows with axe, in both themes. The page must ask for reduced motion. */
export class Axe {
  private constructor(private readonly page: Page) {}

  static async on(page: Page): Promise<Axe> {
    await page.evaluate(axe.source)
    return new Axe(page)
  }

  /** All rules in one theme; in the other, what may differ there. */
  async finds(what: string, { part = 'body' }: Part = {}): Promise<void> {
    const found: string[] = []
    for (const colorScheme of ['light', 'dark'] as const) {
      await this.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await expect(this.page.locator('html')).toHaveAttribute('data-theme', colorScheme)
      const rules = colorScheme === 'light' ? {} : { runOnly: ['color-contrast'] }
      const violations = await this.page.evaluate(
        async ([part, rules]) => {
          const { axe } = globalThis as unknown as { readonly axe: typeof import('axe-core') }
          const results = await axe.run(part, { resultTypes: ['violations'], ...rules })
          return results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
        },
        [part, rules] as const,
      )
      found.push(...violations.map((each) => `${what}, ${colorScheme}: ${each}`))
    }
    expect.soft(found).toEqual([])
  }
}
