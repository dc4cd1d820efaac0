import { test as base, expect, type Locator, type Page } from '@playwright/test'
import { Axe } from './axe'

/** The page as a person meets it: what can be seen, and what can be done. */
export class PlaygroundPage {
  constructor(readonly page: Page) {}

  get picture(): Locator {
    return this.page.getByRole('region', { name: /^(Picture of the cluster|集群图)$/ })
  }
  /** A thing in the picture by what it says. */
  thing(name: string | RegExp): Locator {
    return this.picture.getByRole('button', { name })
  }
  get pods(): Locator {
    return this.thing(/^web-\w+-\w+ /)
  }

  /**
   * Opens the page, perhaps with a fragment or by a whole link, and waits for the cluster, and until React Flow has
   * drawn it: before that, everything is there twice.
   */
  async open(fragment = ''): Promise<void> {
    await this.page.goto(fragment.includes(':') ? fragment : `./${fragment}`)
    await expect(this.picture).toHaveAttribute('data-drawn', 'true')
  }

  /** Opens a preset and lets time run fast. */
  async preset(title: string): Promise<void> {
    await this.open()
    await this.page.getByLabel('Scenario').selectOption(title)
    await this.speed('20×')
  }

  async speed(speed: string): Promise<void> {
    await this.page.getByLabel('Speed').selectOption(speed)
  }

  /** Replaces the manifest. (Typed YAML would be indented by the editor.) */
  async setManifest(text: string): Promise<void> {
    await this.editor.evaluate(
      (pane, detail) => pane.dispatchEvent(new CustomEvent('playground:set-text', { detail })),
      text,
    )
  }
  /** The link that Share gives. */
  async link(): Promise<string> {
    await this.page.getByRole('button', { name: /^(Share|分享)/ }).click()
    const field = this.page.getByRole('dialog').getByRole('textbox')
    await expect(field).toHaveValue(/#s=1\./)
    const value = await field.inputValue()
    await this.page.keyboard.press('Escape')
    return value
  }

  /** Axe finds nothing to complain of in the page, or in a part of it. */
  async isAccessible(part = 'html'): Promise<void> {
    await new Axe(this.page).findsNothing('what there is to see', part)
  }

  get editor(): Locator {
    return this.page.locator('.nokey[data-ready]')
  }
  async editorReady(): Promise<void> {
    await expect(this.page.locator('.nokey[data-ready="true"]')).toBeVisible({ timeout: 30_000 })
  }
}

/** A test with the page open, which must leave the console and the policy without complaint. */
export const test = base.extend<{ playground: PlaygroundPage; complaints: string[] }>({
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(String(error)))
      await use(complaints)
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
  // As somebody who has been here before: the doors of a first visit are a test's own matter.
  context: async ({ context }, use) => {
    await context.addInitScript(() => localStorage.setItem('service-playground.page.met', 'true'))
    await use(context)
  },
  playground: async ({ page }, use) => {
    await use(new PlaygroundPage(page))
  },
})

export { expect }
