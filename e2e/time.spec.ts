import { expect, test } from './playground'

test('time stops, steps, goes back and on again', async ({ playground }) => {
  await playground.open()
  const { page } = playground
  const time = page.getByRole('group', { name: 'Time' })
  const instant = () => time.getByRole('time').textContent()
  await time.getByRole('button', { name: 'Pause' }).click()
  await expect(time.getByRole('button', { name: 'Play' })).toBeVisible()
  const paused = await instant()
  // A step is one message; the next may be due within the millisecond that is shown.
  await expect(async () => {
    await time.getByRole('button', { name: 'One step' }).click()
    expect(await instant()).not.toBe(paused)
  }).toPass()

  const scrubber = time.getByRole('slider', { name: 'Instant' })
  await scrubber.focus()
  await page.keyboard.press('Home')
  await expect(playground.thing(/^web-\w+-\w+ /)).toHaveCount(0)
  await time.getByRole('button', { name: 'Back to the latest instant' }).click()
  await expect(playground.thing(/^web-\w+-\w+ .*ready$/)).toHaveCount(3)
})
