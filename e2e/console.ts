import { expect, type Locator, type Page } from '@playwright/test'

/** The terminal as a person meets it. */
export class ConsolePage {
  constructor(private readonly page: Page) {}

  get pane(): Locator {
    return this.page.locator('[data-console]')
  }
  /** What is on screen, without blanks at the ends of lines. */
  get rows(): Locator {
    return this.pane.locator('.xterm-rows')
  }

  /** Opens the terminal by its key, and waits for a prompt. */
  async open(): Promise<void> {
    await expect(this.page.locator('[data-id^="pod/default/web"]').first()).toBeVisible()
    await this.page.keyboard.press('Control+`')
    await this.prompted()
  }

  /** Waits for an empty prompt at the end. */
  async prompted(timeout = 15_000): Promise<void> {
    await expect.poll(() => this.text(), { timeout }).toMatch(/\$$/)
  }

  async text(): Promise<string> {
    const lines = await this.rows.locator('> div').allInnerTexts()
    const texts = lines.map((line) => line.replaceAll('\u00a0', ' ').trimEnd())
    return texts.join('\n').trimEnd()
  }

  /** Wipes the screen, types a line, and returns what is said until the next prompt. */
  async run(line: string, timeout = 15_000): Promise<string> {
    await this.type('\u000c') // Ctrl-L
    await expect.poll(() => this.text()).toMatch(/^[^\n]*\$$/)
    await this.type(`${line}\n`)
    // Not the prompt that the line is typed at, which stands alone.
    await expect.poll(() => this.text(), { timeout }).toMatch(/\n[^\n]*\$$/)
    const [, ...said] = (await this.text()).split('\n')
    return said.slice(0, -1).join('\n')
  }

  /** Types letters, and `\n` for Enter. */
  async type(text: string): Promise<void> {
    if (text === '\u000c') await this.page.keyboard.press('Control+l')
    else await this.page.keyboard.type(text)
  }
}
