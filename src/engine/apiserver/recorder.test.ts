import { describe, expect, it } from 'vitest'
import { podNamed, type Scene, scene } from '../controllers/testing'
import { minutes } from '../sim'

function talking(times: number, message: (index: number) => string): Scene {
  const stage = scene()
  stage.create(podNamed('web'))
  for (let index = 0; index < times; index++) tell(stage, message(index))
  return stage
}

const tell = (stage: Scene, message: string): void => {
  const about = stage.get('Pod', 'web')
  stage.act({ verb: 'record', about, type: 'Warning', reason: 'Unhealthy', message })
}

const counts = (stage: Scene) => stage.list('Event').map(({ count }) => count)

describe('the recorder', () => {
  it('counts up what is said again of the same object', () => {
    const stage = talking(5, () => 'Readiness probe failed')
    expect(counts(stage)).toEqual([5])
  })

  it('tells as one what comes after ten of a kind', () => {
    const stage = talking(15, (index) => `failure ${index}`)
    expect(stage.list('Event')).toHaveLength(11)
    expect(stage.events('web').at(-1)).toBe(
      'Warning Unhealthy (combined from similar events): failure 14',
    )
  })

  it('lets 25 from one source about one object through, then one every five minutes', () => {
    const stage = talking(40, () => 'Readiness probe failed')
    expect(counts(stage)).toEqual([25])
    stage.pass(minutes(5))
    tell(stage, 'Readiness probe failed')
    tell(stage, 'Readiness probe failed')
    expect(counts(stage)).toEqual([26])
  })
})
