import { readFileSync } from 'node:fs'
import type { Locator } from '@playwright/test'
import { lessons } from '../src/lessons'
import { readText } from '../src/lessons/text'
import { expect, type PlaygroundPage, test } from './playground'

const words = {
  en: {
    speed: 'Speed',
    run: /^Run: /,
    doIt: 'Do it for me',
    asSaid: 'It came as you said.',
    breakIt: 'Break it for me',
    solution: 'Show the solution',
    replay: 'Do it in the cluster, from the beginning',
    reached: 'It holds. Well repaired.',
    next: 'Next',
    finish: 'Finish',
    done: (done: number, all: number) => `${done} of ${all} done`,
  },
  zh: {
    speed: '速度',
    run: /^运行：/,
    doIt: '替我做',
    asSaid: '和你猜的一样。',
    breakIt: '替我弄坏',
    solution: '看答案',
    replay: '从头在集群里做一遍',
    reached: '成立，修好了。',
    next: '下一节',
    finish: '学完了',
    done: (done: number, all: number) => `已完成 ${done} / ${all}`,
  },
} as const

type Locale = keyof typeof words
const steps = lessons.find(({ id }) => id === 'service')?.steps ?? []
const titlesOf = (locale: Locale) =>
  readText(readFileSync(`src/lessons/service/${locale}.md`, 'utf8')).steps.map(({ title }) => title)

interface Here {
  readonly step: (typeof steps)[number]
  readonly say: (typeof words)[Locale]
}

/** Does in a part all that there is to do. */
async function workThrough(lesson: Locator, { step, say }: Here) {
  const { question, goals = [], breaks, ways = [] } = step
  if (question) {
    await lesson
      .getByRole('radio')
      .nth(question.right - 1)
      .check()
    await lesson.getByRole('button', { name: say.doIt }).click()
    await expect(lesson.getByText(say.asSaid)).toBeVisible()
  }
  // The first command of a text, by its button.
  const press = lesson.getByRole('button', { name: say.run })
  const line = lesson.getByRole('listitem').filter({ has: press }).first()
  if ((await line.count()) > 0) {
    await line.getByRole('button', { name: say.run }).click()
    await expect(line.getByRole('status')).toHaveAttribute('data-state', 'ran')
  }
  if (breaks) {
    await lesson.getByRole('button', { name: say.breakIt }).click()
    await expect(lesson.getByRole('button', { name: say.breakIt })).toBeVisible()
  }
  if (goals.length > 0 && ways.length > 0) {
    await lesson.getByRole('button', { name: say.solution }).click()
    await lesson.getByRole('button', { name: say.replay }).click()
    await expect(lesson.getByText(say.reached)).toBeVisible()
  }
}

async function walk(playground: PlaygroundPage, locale: Locale) {
  const { page } = playground
  const say = words[locale]
  const titles = titlesOf(locale)
  await playground.open(`#lesson=service/${steps[0]?.id}`)
  const lesson = page.locator('[data-lesson]')
  await page.getByLabel(say.speed).selectOption('20×')
  for (const [index, step] of steps.entries()) {
    const name = titles[index] ?? ''
    await expect(lesson.getByRole('heading', { level: 2, name, exact: true })).toBeVisible()
    await workThrough(lesson, { step, say })
    const isLast = index === steps.length - 1
    await lesson.getByRole('button', { name: isLast ? say.finish : say.next, exact: true }).click()
  }
  await expect(lesson.getByText(say.done(steps.length, steps.length))).toBeVisible()
}

// Seventeen parts, each opened twice, on a machine that may be busy.
test.setTimeout(300_000)

for (const [locale, language] of [
  ['en', 'en-US'],
  ['zh', 'zh-CN'],
] as const) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale: language })
    test('the whole lesson is walked, with all that there is to do', async ({ playground }) => {
      await walk(playground, locale)
    })
  })
}
