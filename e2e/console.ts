import { expect, type Locator, type Page } from '@playwright/test'

/** A prompt with nothing behind it. */
const alone = /^(learner:)?[~/]\S* \(\S+\)\$$/
const promptsIn = (text: string): number => text.match(/ \(\S+\)\$( |$)/gm)?.length ?? 0

const intervals = [50, 100, 200]

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
  async prompted(timeout = 30_000): Promise<void> {
    await expect.poll(() => this.text(), { timeout, intervals }).toMatch(/\$$/)
  }

  async text(): Promise<string> {
    const lines = await this.rows.locator('> div').allInnerTexts()
    const texts = lines.map((line) => line.replaceAll('\u00a0', ' ').trimEnd())
    return texts.join('\n').trimEnd()
  }

  /** Wipes the screen, types a line, and returns what is said until the next prompt. */
  async run(line: string, timeout = 30_000): Promise<string> {
    // What is written is seen some frames later: each time, what is on screen must be the new.
    await this.type('\u000c') // Ctrl-L
    await expect.poll(async () => promptsIn(await this.text()), { intervals }).toBe(1)
    await this.type(`${line}\n`)
    const begun = `)$ ${line.slice(0, 12).replace(/\n.*/s, '').trimEnd()}`
    let said: readonly string[] = []
    const answered = async () => {
      const shown = (await this.text()).split('\n')
      const at = shown.findIndex((row) => row.includes(begun))
      said = shown.slice(at + 1, -1)
      // What says much moves the line itself off the screen, which is then full.
      const isFull = shown.length === (await this.rows.locator('> div').count())
      return (at >= 0 || isFull) && at < shown.length - 1 && alone.test(shown.at(-1) ?? '')
    }
    await expect.poll(answered, { timeout, intervals }).toBe(true)
    return said.join('\n')
  }

  /** Types letters, and `\n` for Enter. */
  async type(text: string): Promise<void> {
    if (text === '\u000c') await this.page.keyboard.press('Control+l')
    else await this.page.keyboard.type(text)
  }
}
