import { first } from '../src/scenarios/presets/first'
import { moving } from './motion'
import { expect, test } from './playground'

test.use(moving)

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

  // Under a pointer the list holds still, but not beyond what is to come.
  await page.getByRole('tab', { name: 'Traffic' }).click()
  const latest = page.getByRole('region', { name: 'Latest requests' }).getByRole('listitem')
  await latest.first().hover()
  const scrubber = time.getByRole('slider', { name: 'Instant' })
  await scrubber.focus()
  await page.keyboard.press('Home')
  await expect(playground.thing(/^web-\w+-\w+ /)).toHaveCount(0)
  await expect(latest).toHaveCount(0)
  await time.getByRole('button', { name: 'Back to the latest instant' }).click()
  await expect(playground.thing(/^web-\w+-\w+ .*ready$/)).toHaveCount(3)
})

test('beside the past, the pane says so; the manifest of then can be restored', async ({
  playground,
}) => {
  await playground.open()
  await playground.editorReady()
  const { page } = playground
  const time = page.getByRole('group', { name: 'Time' })
  const scrubber = time.getByRole('slider', { name: 'Instant' })
  const before = await scrubber.inputValue()
  const manifest = first.scenario('en').manifest
  await playground.setManifest(manifest.replace('replicas: 3', 'replicas: 5'))
  await playground.speed('20×')
  await expect(playground.pods).toHaveCount(5)
  await time.getByRole('button', { name: 'Pause' }).click()
  await scrubber.fill(before)
  await expect(playground.pods).toHaveCount(3)
  const pane = page.getByRole('tabpanel', { name: 'YAML' })
  await expect(pane.getByText(/^The picture shows the past; this is the manifest/)).toBeVisible()

  await pane.getByRole('button', { name: 'Return to now' }).click()
  await expect(playground.pods).toHaveCount(5)
  await expect(pane.getByRole('button', { name: 'Return to now' })).toHaveCount(0)

  await scrubber.fill(before)
  await pane.getByRole('button', { name: 'Restore the earlier one' }).click()
  await expect(pane.getByRole('button', { name: 'Return to now' })).toHaveCount(0)
  await expect(time.getByRole('button', { name: 'Back to the latest instant' })).toBeDisabled()
  await expect(pane.getByText('replicas: 3')).toBeVisible()
  await expect(playground.pods).toHaveCount(3)
})

test('the focus stays where it is when React Flow takes over, and comes back from details', async ({
  playground,
}) => {
  const { page } = playground
  let release = (): void => undefined
  const held = new Promise<void>((done) => {
    release = done
  })
  await page.route('**/Flow-*.js', async (route) => {
    await held
    await route.continue()
  })
  await page.goto('./')
  const service = playground.thing(/^web-svc /)
  await service.focus()
  release()
  await expect(playground.picture).toHaveAttribute('data-drawn', 'true')
  await expect(service).toBeFocused()

  await page.keyboard.press('Enter')
  const details = page.getByRole('region', { name: 'Details' })
  await details.getByRole('button', { name: /^Its rules on node-\d$/ }).focus()
  await page.keyboard.press('Escape')
  await expect(details).toHaveCount(0)
  await expect(service).toBeFocused()
})
