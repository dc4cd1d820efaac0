import { describe, expect, it } from 'vitest'
import type { Frame } from '../projection/frame'
import { first } from '../scenarios/presets'
import { applyFrame, blank, type Picture } from '../ui/store/picture'
import { Driver } from './driver'
import { firstFrame } from './first-frame-made'
import type { Report } from './protocol'

/** What the page has been shown of a scenario by the time it is loaded. */
async function shown(locale: 'en' | 'zh'): Promise<Picture> {
  const frames: Frame[] = []
  let loaded = false
  const post = (report: Report): void => {
    if (report.type === 'frame' && !loaded) frames.push(report.frame)
    if (report.type === 'loaded') loaded = true
  }
  const driver = new Driver({ post, clock: () => 0 })
  driver.handle({ type: 'load', scenario: first.scenario(locale) })
  while (!loaded) {
    driver.tick()
    await Promise.resolve()
  }
  return frames.reduce(applyFrame, blank)
}

describe('the frame that a first visit begins with', () => {
  it.each(['en', 'zh'] as const)('is the picture that the worker comes to (%s)', async (locale) => {
    const picture = await shown(locale)
    const { summaries, now, revision } = applyFrame(blank, firstFrame)
    expect(Object.fromEntries(summaries)).toEqual(Object.fromEntries(picture.summaries))
    expect([now, revision]).toEqual([picture.now, picture.revision])
  })

  it('is plain data, as the build writes it down', () => {
    expect(JSON.parse(JSON.stringify(firstFrame))).toEqual(firstFrame)
  })
})
