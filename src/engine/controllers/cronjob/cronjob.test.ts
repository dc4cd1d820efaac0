import { describe, expect, it } from 'vitest'
import { minutes, seconds } from '../../sim'
import { garbageCollector } from '../garbage-collector'
import { runnerOf } from '../runner'
import { type Scene, scene } from '../testing'
import { cronJobs } from './cronjob'

const cronNamed = (name: string, spec: object = {}) => ({
  kind: 'CronJob',
  metadata: { name },
  spec: {
    schedule: '*/5 * * * *',
    jobTemplate: {
      metadata: { labels: { app: name } },
      spec: {
        template: {
          spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'busybox:1.36' }] },
        },
      },
    },
    ...spec,
  },
})

// The scene begins at 2026-01-01T00:00:00Z.
const FIRST = 29_453_765

function staged(spec: object = {}): Scene {
  const stage = scene(runnerOf(cronJobs), runnerOf(garbageCollector))
  stage.create(cronNamed('tick', spec))
  return stage
}

const names = (stage: Scene) => stage.list('Job').map(({ metadata }) => metadata.name)

function finish(stage: Scene, type: 'Complete' | 'Failed' = 'Complete'): void {
  for (const { metadata, status } of stage.list('Job')) {
    if (status.conditions) continue
    stage.changeStatus('Job', metadata.name, (job) => ({
      ...job,
      status: {
        startTime: '2026-01-01T00:00:00Z',
        ...(type === 'Complete' && { completionTime: '2026-01-01T00:30:00Z' }),
        conditions: [{ type, status: 'True' }],
      },
    }))
  }
  stage.pass(seconds(1))
}

describe('a CronJob', () => {
  it('starts a Job when it is time, named after the minute', () => {
    const stage = staged()
    stage.pass(minutes(5))
    expect(names(stage)).toEqual([])
    stage.pass(seconds(1))
    expect(names(stage)).toEqual([`tick-${FIRST}`])
    const { metadata, spec } = stage.get('Job', `tick-${FIRST}`)
    expect(metadata.labels).toEqual({ app: 'tick' })
    expect(metadata.annotations).toEqual({
      'batch.kubernetes.io/cronjob-scheduled-timestamp': '2026-01-01T00:05:00Z',
    })
    expect(metadata.ownerReferences?.[0]).toMatchObject({ kind: 'CronJob', name: 'tick' })
    expect(spec.completions).toBe(1)
    const { status } = stage.get('CronJob', 'tick')
    expect(status.lastScheduleTime).toBe('2026-01-01T00:05:00Z')
    expect(status.active?.map(({ name }) => name)).toEqual([`tick-${FIRST}`])
  })

  it('tells what it started and what it saw ending', () => {
    const stage = staged()
    stage.pass(minutes(5) + seconds(1))
    finish(stage)
    expect(stage.events('tick')).toEqual([
      `Normal SuccessfulCreate Created job tick-${FIRST}`,
      `Normal SawCompletedJob Saw completed job: tick-${FIRST}, condition: Complete`,
    ])
    expect(stage.get('CronJob', 'tick').status).toEqual({
      lastScheduleTime: '2026-01-01T00:05:00Z',
      lastSuccessfulTime: '2026-01-01T00:30:00Z',
    })
  })

  it.each([
    ['Allow', [FIRST, FIRST + 5]],
    ['Forbid', [FIRST]],
    ['Replace', [FIRST + 5]],
  ])('with %s does so beside one that still runs', (concurrencyPolicy, minutesOfJobs) => {
    const stage = staged({ concurrencyPolicy })
    stage.pass(minutes(10) + seconds(2))
    expect(names(stage)).toEqual(minutesOfJobs.map((minute) => `tick-${minute}`))
  })

  it('says why it starts none', () => {
    const stage = staged({ concurrencyPolicy: 'Forbid' })
    stage.pass(minutes(10) + seconds(1))
    expect(stage.events('tick').at(-1)).toBe(
      'Normal JobAlreadyActive Not starting job because prior execution is running and ' +
        'concurrency policy is Forbid',
    )
  })

  it('keeps the latest three that were good and the latest that was not', () => {
    const stage = staged({ schedule: '* * * * *' })
    for (const type of [
      'Failed',
      'Complete',
      'Complete',
      'Complete',
      'Complete',
      'Failed',
    ] as const) {
      stage.pass(minutes(1))
      finish(stage, type)
    }
    stage.pass(seconds(5))
    expect(names(stage).slice(0, 4)).toEqual(
      [3, 4, 5, 6].map((minute) => `tick-${FIRST - 5 + minute}`),
    )
    expect(stage.events('tick')).toContain(`Normal SuccessfulDelete Deleted job tick-${FIRST - 4}`)
  })

  it('does nothing while it is suspended', () => {
    const stage = staged({ suspend: true })
    stage.pass(minutes(11))
    expect(names(stage)).toEqual([])
  })
})
