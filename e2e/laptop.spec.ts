import { ConsolePage } from './console'
import { expect, test } from './playground'

test.describe('the learner’s own machine', () => {
  test.use({ viewport: { width: 1440, height: 900 } })

  test('comes into the picture with a port-forward, and counts what is sent through it', async ({
    playground,
  }) => {
    const { page } = playground
    await playground.open()
    const laptop = playground.thing(/^your laptop/)
    await expect(laptop).toHaveCount(0)
    const terminal = new ConsolePage(page)
    await terminal.open()
    await terminal.type('kubectl port-forward svc/web-svc 8080:80\n')
    await expect(laptop).toHaveAccessibleName(/localhost:8080 leads to port 8080 of \w{5}$/)
    await expect(page.getByTitle(/^port-forward:/)).toHaveText('8080 → 8080')
    await page.getByRole('button', { name: 'New terminal' }).click()
    await terminal.prompted()
    await terminal.run('curl -s web-svc')
    await expect(laptop).toHaveAccessibleName(/1 sent web-svc ✗ 1/)
    expect(
      await terminal.run('curl -so out.txt localhost:8080/hostname; cat out.txt; echo'),
    ).toMatch(/^web-\w+-\w{5}$/)
    await page.getByRole('button', { name: 'Pause' }).click()
    await expect(laptop).toHaveAccessibleName(/2 sent localhost:8080\/hostname ✗ 1/)

    await page.getByRole('tab', { name: 'Traffic' }).click()
    await page.getByRole('button', { name: /^your laptop → localhost:8080/ }).click()
    const details = page.getByRole('region', { name: 'Details' })
    await expect(details.getByText('8080 → 8080')).toBeVisible()
    const way = details.getByRole('list').getByRole('listitem')
    await expect(way.filter({ hasText: 'your laptop' }).first()).toContainText(
      /your laptop.*node-1 ?API server.*web-/,
    )
    await expect(way.filter({ hasText: 'web-svc' })).toHaveCount(0)
  })

  test('shows questions that a Pod’s program asks, and whose they were', async ({ playground }) => {
    const { page } = playground
    await playground.open()
    const terminal = new ConsolePage(page)
    await terminal.open()
    await terminal.run('kubectl run test --rm -it --image=busybox -- nslookup web-svc', 30_000)
    await expect(playground.thing(/^your laptop/)).toHaveCount(0)
    await page.getByRole('tab', { name: 'Traffic' }).click()
    const name = /test → DNS A web-svc\.default\.svc\.cluster\.local ok 10\.96\.0\.10/
    await expect(page.getByRole('button', { name })).toBeVisible()
  })
})
