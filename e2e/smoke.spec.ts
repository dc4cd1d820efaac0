import { expect, test } from '@playwright/test'

test('the page starts below a sub-path, without errors, and asks nobody else', async ({
  page,
  baseURL,
}) => {
  const errors: string[] = []
  const requests: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('requestfailed', (request) => errors.push(`${request.url()} failed`))
  page.on('request', (request) => requests.push(request.url()))

  const response = await page.goto('./')
  expect(response?.status()).toBe(200)
  await expect(page).toHaveTitle('Service Playground')
  await expect(page.locator('#root > *').first()).toBeVisible()
  // The skeleton of index.html is gone: the program is running.
  await expect(page.getByText('Starting a cluster …', { exact: true })).toHaveCount(0)
  // The editor is the last to come.
  await expect(page.locator('.nokey[data-ready="true"]')).toBeVisible({ timeout: 30_000 })

  expect(errors).toEqual([])
  const inside = (url: string) => url.startsWith(`${baseURL}`) || url.startsWith('data:image/')
  expect(requests.filter((url) => !inside(url))).toEqual([])
})

test('the policy is the first thing in the page, and a header', async ({ request }) => {
  const response = await request.get('./')
  const policy = response.headers()['content-security-policy']
  expect(policy).toMatch(/^default-src 'none'; script-src 'self';/)
  expect(policy).not.toMatch(/unsafe-eval|blob:|frame-ancestors/)
  expect(response.headers()).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  })

  const [, first] = (await response.text()).match(/<head>\s*(<[^>]+>)/) ?? []
  expect(first).toBe(`<meta http-equiv="Content-Security-Policy" content="${policy}" />`)
})

test('nothing but the files of the page is served', async ({ request }) => {
  for (const path of ['nothing', 'assets/', '../package.json', '%2e%2e/package.json', '..%2fsrc'])
    expect((await request.get(path)).status(), path).toBe(404)
})
