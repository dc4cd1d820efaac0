import type { Page } from '@playwright/test'
import { linkToAllKinds } from './all-kinds'
import { Axe } from './axe'
import { ConsolePage } from './console'
import { expect, PlaygroundPage, test } from './playground'

// Two dozen views, each asked about twice, on a machine that may be busy.
test.setTimeout(240_000)

const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } }

/** The page on its way through all that there is to see of it; time stands still meanwhile. */
class Tour extends PlaygroundPage {
  readonly axe: Axe

  constructor(page: Page) {
    super(page)
    this.axe = new Axe(page)
  }

  get details() {
    return this.page.getByRole('region', { name: /^(Details|详情)$/ })
  }

  async begin(fragment = ''): Promise<void> {
    await this.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await this.open(fragment)
    await this.editorReady()
  }
  /** Nothing goes on any more. */
  async pause(): Promise<void> {
    await this.page.getByRole('button', { name: /^(Pause|暂停)/ }).click()
    await expect(this.page.getByRole('button', { name: /^(Play|播放|继续)/ })).toBeVisible()
  }
  /** Axe finds nothing in either theme, and nothing sticks out at the side. */
  async see(what: string, part?: string): Promise<void> {
    await this.axe.findsNothingInBoth(what, part)
    const wider = () => this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect.soft(await wider(), what).toBeLessThanOrEqual(0)
  }
  async tab(name: RegExp): Promise<void> {
    await this.page.getByRole('tab', { name }).click()
  }
}

const picture = '[data-drawn]'
const details = ':is([aria-label="Details"], [aria-label="详情"])'
const panel = '[role="tabpanel"]:not([hidden])'

/** What the picture can be asked for, on a page with a keyboard. */
async function seePicture(tour: Tour): Promise<void> {
  const { page } = tour
  await page.keyboard.press('l')
  await expect(page.getByRole('radio', { name: 'Service' })).toBeChecked()
  const key = page.getByRole('button', { name: 'Key', exact: true })
  await key.click()
  await tour.see('the Service lens and its key', picture)
  await key.click()
  await tour.thing(/^web-svc /).click()
  await page.keyboard.press('f')
  await expect(page.getByText('Only web-svc; all else is dimmed')).toBeVisible()
  await tour.see('one Service alone, and its details')
  await page.keyboard.press('f')
  await tour.thing(/^EndpointSlice /).click()
  await expect(tour.details.getByRole('heading', { name: /^web-svc-\w{5}$/ })).toBeVisible()
  await tour.see('the details of a slice', details)
  await page.keyboard.press('Escape')
  await page.keyboard.press('l')
  await expect(tour.thing(/^kube-proxy node-1/)).toBeVisible()

  await tour.pods.first().focus()
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menuitem', { name: 'Details' })).toBeVisible()
  await tour.see('a menu')
  await page.keyboard.press('Escape')
  // What G folds is the thing that the keyboard stands on, once it has come back.
  await expect(tour.pods.first()).toBeFocused()
  await page.keyboard.press('g')
  await expect(tour.picture.getByRole('group', { name: 'default/web' })).toBeVisible()
  await page.keyboard.press('/')
  await page.getByRole('combobox', { name: 'Find in the picture' }).fill('web')
  await expect(page.getByRole('search').getByRole('option').first()).toBeVisible()
  await tour.see('a group, and what is found', picture)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Filter by namespace and labels' }).click()
  await page.getByLabel('Labels that Pods must have').fill('app=api')
  await expect(page.getByText(/^[1-9]\d* hidden$/)).toBeVisible()
  await tour.see('a filter', picture)
  await page.getByRole('button', { name: 'Show everything again' }).click()
}

/** Dialogs, and a tip, which goes when it is told to. */
async function seeDialogs(tour: Tour): Promise<void> {
  const { page } = tour
  await page.getByRole('button', { name: /^(Share|分享)$/ }).click()
  await expect(page.getByRole('dialog').getByRole('textbox')).toHaveValue(/#s=1\./)
  await tour.see('the link', '[role="dialog"]')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('button', { name: /^(Load|载入)…/ }).click()
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeVisible()
  await tour.see('the dialog for dumps', '[role="dialog"]')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

const kernel = /^(Node|节点)$/

/** All that is told below the picture. */
async function seeDrawer(tour: Tour, part: string): Promise<void> {
  const { page } = tour
  await tour.tab(/^(Traffic|流量)$/)
  await expect(
    page.getByRole('region', { name: /^(The last 10 seconds|最近 10 秒)$/ }),
  ).toBeVisible()
  await tour.see('the traffic', part)
  await tour.tab(kernel)
  await expect(page.getByRole('tabpanel', { name: kernel }).getByText('*nat')).toBeVisible()
  await tour.see('the rules of a node', part)
  const flows = page.getByRole('button', { name: /^(Connections|连接)$/ })
  await flows.click()
  // Time stands still: when it stopped early, this node may have had none yet.
  await expect(flows).toHaveAttribute('aria-pressed', 'true')
  await tour.see('its connections', part)
  await tour.tab(/^(Events|事件)$/)
  await expect(page.getByRole('region', { name: /^(Events|事件)$/ })).toBeVisible()
  await tour.see('what happens', part)
}

/** The details of everything that the table names, each by its own kind. */
async function seeDetails(tour: Tour, names: readonly string[]): Promise<void> {
  const { page } = tour
  await tour.thing(/^balanced /).focus()
  await page.keyboard.press('t')
  const table = page.getByRole('region', { name: /as a table/ })
  await expect(table).toBeFocused()
  await tour.see('the table', '[aria-label*="as a table"]')
  for (const name of names) {
    await table.getByRole('button', { name, exact: true }).first().click()
    await expect(tour.details.getByRole('heading', { level: 2, name })).toBeVisible()
    await tour.see(`the details of ${name}`, details)
  }
  await page.keyboard.press('t')
  await expect(table).toHaveCount(0)
}

/** A request, step by step. */
async function seeTrace(tour: Tour): Promise<void> {
  const { page } = tour
  await tour.tab(/^(Traffic|流量)$/)
  await page.getByRole('button', { name: /^(Send a request|发送一个请求)…/ }).click()
  await tour.details.getByRole('button', { name: /^(Send|发送)$/ }).click()
  const next = tour.details.getByRole('button', { name: /^(Next step|下一步)/ })
  await next.click()
  await next.click()
  await expect(tour.details.locator('li[aria-current="step"]')).toBeVisible()
  await tour.see('a step of a trace')
}

test.describe('with a keyboard and room', () => {
  test.use({ viewport: sizes.wide })

  test('axe finds nothing in the picture, the dialogs and what lies below, light or dark', async ({
    page,
  }) => {
    const tour = new Tour(page)
    await tour.begin('#s=1.AAAA')
    await expect(page.getByRole('alert').filter({ hasText: 'damaged' })).toBeVisible()
    await expect(page.getByText(/\b[1-9]\d* ok\b/)).toBeVisible()
    const terminal = new ConsolePage(page)
    await terminal.open()
    await terminal.run('kubectl get pods; ls')
    await tour.pause()
    await tour.see('the first picture, a notice and the terminal')
    await page.getByRole('alert').getByRole('button').click()
    await seeDrawer(tour, `[aria-label="Below the picture"] ${panel}`)
    await seePicture(tour)
    await seeDialogs(tour)
    await expect(page.getByRole('tooltip')).toHaveCount(1)
    await tour.see('a tip')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('tooltip')).toHaveCount(0)
    await page.getByRole('slider', { name: 'Instant' }).press('Home')
    await expect(page.getByText(/^The picture shows the past/)).toBeVisible()
    await tour.see('the past')
  })

  test('axe finds nothing in the details of anything, light or dark', async ({ page }) => {
    const tour = new Tour(page)
    await tour.begin(linkToAllKinds)
    await expect(tour.thing(/^broken .*(ErrImagePull|ImagePullBackOff)/)).toBeVisible()
    await tour.pause()
    await tour.see('many things, and the map')
    await tour.tab(/^Problems/)
    await expect(page.getByText(/The selector app=wbe of default\/nobody/)).toBeVisible()
    await tour.see('the problems', `[aria-label="Below the picture"] ${panel}`)
    const services = ['balanced', 'by-port', 'headless', 'away', 'nobody']
    await seeDetails(tour, [...services, 'broken', 'client', 'crowd', 'node-1'])
    await seeTrace(tour)
  })
})

test.describe('on a phone, in Chinese', () => {
  test.use({ viewport: sizes.narrow, hasTouch: true, locale: 'zh-CN' })

  test('axe finds nothing in any view, light or dark', async ({ page }) => {
    const tour = new Tour(page)
    await tour.begin()
    await expect(page.locator('html')).toHaveAttribute('lang', /^zh/)
    const terminal = new ConsolePage(page)
    await terminal.open()
    await terminal.run('kubectl get pods; ls')
    await tour.pause()
    await tour.see('the first picture and the terminal')
    await seeDrawer(tour, panel)
    await page.getByRole('button', { name: '图例', exact: true }).click()
    await tour.see('the key', picture)
    await page.getByRole('button', { name: '图例', exact: true }).click()
    await page.getByRole('radio', { name: '服务' }).check({ force: true })
    await tour.thing(/^web-svc /).click()
    await expect(tour.details.getByRole('heading', { level: 2, name: 'web-svc' })).toBeVisible()
    await tour.see('the Service lens and details')
    await page.getByRole('button', { name: '查找（/）' }).click()
    await page.getByRole('search').getByRole('combobox').fill('web')
    await expect(page.getByRole('search').getByRole('option').first()).toBeVisible()
    await tour.see('what is found', picture)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('search')).toHaveCount(0)
    await page.getByRole('button', { name: '表格（T）' }).click()
    await tour.see('the table', picture)
    await page.getByRole('button', { name: '返回集群图（T）' }).click()
    await seeTrace(tour)
    await tour.tab(/^YAML$/)
    await seeDialogs(tour)
  })
})

// What another language is at another size: nothing may stick out there, either.
for (const [locale, size] of [
  ['en-US', 'narrow'],
  ['zh-CN', 'wide'],
] as const) {
  test.describe(`${locale}, ${size}`, () => {
    test.use({ viewport: sizes[size], locale })
    test('nothing stands in anybody’s way, light or dark', async ({ page }) => {
      const tour = new Tour(page)
      await tour.begin()
      await expect(tour.pods).toHaveCount(3)
      await tour.see('the first picture')
      if (locale !== 'zh-CN') return
      await page.goto('./#lesson=service/nodeport')
      await expect(page.getByRole('button', { name: '逐行看' })).toBeVisible()
      await tour.see('a part of the lesson', '[data-lesson]')
    })
  })
}

test('axe finds nothing in the doors, About, the clinic’s list and a poster, light or dark', async ({
  page,
}) => {
  const tour = new Tour(page)
  await page.addInitScript(() => localStorage.removeItem('service-playground.page.met'))
  await tour.begin()
  await expect(page.getByRole('button', { name: /^Walk the lesson/ })).toBeVisible()
  await tour.see('the doors')
  await page.getByRole('button', { name: /^Go to the clinic/ }).click()
  await expect(page.getByRole('button', { name: 'Empty shelves' })).toBeVisible()
  await tour.see('the clinic’s list', '[data-lesson]')
  await page.getByRole('button', { name: 'Service Playground', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'About this playground' })).toBeVisible()
  await tour.see('About', '[role="dialog"]')
  await page.goto('./embed.html?start=click')
  await expect(page.getByRole('heading', { name: 'Service Playground' })).toBeVisible()
  await new Axe(page).findsNothing('a poster')
})

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } })
  test('requests are counted on the lines instead of moving', async ({ playground }) => {
    await playground.open()
    await expect(playground.pods).toHaveCount(3)
    await expect(playground.picture.getByText(/\d+\/s/).first()).toBeVisible()
  })
})

test('language and theme can be switched', async ({ playground }) => {
  await playground.open()
  const { page } = playground
  await page.getByRole('button', { name: 'Language: 中文' }).click()
  await expect(page.getByRole('button', { name: '分享' })).toBeVisible()
  await page.getByRole('button', { name: /^主题/ }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', /light|dark/)
})
