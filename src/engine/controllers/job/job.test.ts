import { describe, expect, it } from 'vitest'
import type { Pod } from '../../resources'
import { seconds } from '../../sim'
import { garbageCollector } from '../garbage-collector'
import { runnerOf } from '../runner'
import { aWhile, type Scene, scene } from '../testing'
import { indexText, parseIndexes } from './indexes'
import { jobs, ttlAfterFinished } from './job'

const jobNamed = (name: string, spec: object = {}, pod: object = {}) => ({
  kind: 'Job',
  metadata: { name },
  spec: {
    template: {
      spec: {
        restartPolicy: 'Never',
        terminationGracePeriodSeconds: 0,
        containers: [{ name: 'c', image: 'busybox:1.36' }],
        ...pod,
      },
    },
    ...spec,
  },
})

function staged(spec: object = {}, pod: object = {}): Scene {
  const stage = scene(runnerOf(jobs), runnerOf(ttlAfterFinished), runnerOf(garbageCollector))
  stage.create(jobNamed('pi', spec, pod))
  stage.pass(aWhile)
  return stage
}

const running = (stage: Scene): readonly Pod[] =>
  stage.list('Pod').filter(({ status }) => !['Failed', 'Succeeded'].includes(status.phase))

/** Ends the Pods that run. */
function end(stage: Scene, exitCode: number, pods = running(stage)): void {
  for (const { metadata } of pods) {
    stage.changeStatus('Pod', metadata.name, (pod) => ({
      ...pod,
      status: {
        ...pod.status,
        phase: exitCode === 0 ? 'Succeeded' : 'Failed',
        containerStatuses: [
          {
            name: 'c',
            image: '',
            imageID: '',
            ready: false,
            restartCount: 0,
            state: { terminated: { exitCode, finishedAt: timeOf(stage) } },
            lastState: {},
          },
        ],
      },
    }))
  }
  stage.pass(aWhile)
}

const timeOf = (stage: Scene): string => {
  const second = Math.floor(stage.now / 1_000_000)
  const two = (value: number) => String(value).padStart(2, '0')
  return `2026-01-01T00:${two(Math.floor(second / 60))}:${two(second % 60)}Z`
}

const status = (stage: Scene) => stage.get('Job', 'pi').status
const conditions = (stage: Scene) =>
  (status(stage).conditions ?? []).map(({ type, reason, message }) => [type, reason, message])

describe('a Job', () => {
  it('that somebody else manages is left to them', () => {
    expect(staged({ managedBy: 'acme.io/queue' }).list('Pod')).toEqual([])
    expect(staged({ managedBy: 'kubernetes.io/job-controller' }).list('Pod')).toHaveLength(1)
  })

  it('runs a Pod to its end, and is complete', () => {
    const stage = staged()
    const [pod] = stage.list('Pod')
    expect(pod?.metadata.name).toMatch(/^pi-[bcdfghjklmnpqrstvwxz2456789]{5}$/)
    expect(pod?.metadata.finalizers).toEqual(['batch.kubernetes.io/job-tracking'])
    expect(status(stage)).toEqual({
      active: 1,
      ready: 0,
      startTime: '2026-01-01T00:00:00Z',
      terminating: 0,
      uncountedTerminatedPods: {},
    })
    end(stage, 0)
    expect(status(stage)).toMatchObject({
      completionTime: '2026-01-01T00:00:01Z',
      ready: 0,
      startTime: '2026-01-01T00:00:00Z',
      succeeded: 1,
      terminating: 0,
      uncountedTerminatedPods: {},
    })
    const reached = ['CompletionsReached', 'Reached expected number of succeeded pods']
    expect(conditions(stage)).toEqual([
      ['SuccessCriteriaMet', ...reached],
      ['Complete', ...reached],
    ])
    expect(stage.list('Pod')[0]?.metadata.finalizers).toBeUndefined()
    expect(stage.events('pi')).toEqual([
      `Normal SuccessfulCreate Created pod: ${pod?.metadata.name}`,
      'Normal Completed Job completed',
    ])
  })

  it('runs as many at once as it may, and no more than are left to do', () => {
    const stage = staged({ completions: 5, parallelism: 3 })
    expect(running(stage)).toHaveLength(3)
    end(stage, 0)
    expect(running(stage)).toHaveLength(2)
    end(stage, 0)
    expect(status(stage).succeeded).toBe(5)
    expect(stage.list('Pod')).toHaveLength(5)
  })

  it('is complete without a number, when one has succeeded and the others have ended', () => {
    const stage = staged({ parallelism: 2 })
    end(stage, 0, running(stage).slice(0, 1))
    expect(running(stage)).toHaveLength(1)
    expect(conditions(stage)).toEqual([])
    end(stage, 0)
    expect(conditions(stage).at(-1)?.[0]).toBe('Complete')
  })

  it('tries again after ten seconds, then twenty, and gives up at its limit', () => {
    const stage = staged({ backoffLimit: 2 })
    end(stage, 1)
    expect(running(stage)).toHaveLength(0)
    stage.pass(seconds(10))
    expect(running(stage)).toHaveLength(1)
    end(stage, 1)
    stage.pass(seconds(15))
    expect(running(stage)).toHaveLength(0)
    stage.pass(seconds(5))
    expect(running(stage)).toHaveLength(1)
    end(stage, 1)
    const why = ['BackoffLimitExceeded', 'Job has reached the specified backoff limit']
    expect(conditions(stage)).toEqual([
      ['FailureTarget', ...why],
      ['Failed', ...why],
    ])
    expect(status(stage)).toMatchObject({ failed: 3 })
    expect(stage.events('pi').at(-1)).toBe(`Warning ${why.join(' ')}`)
  })

  it('ends at its deadline, whatever runs', () => {
    const stage = staged({ activeDeadlineSeconds: 30 })
    stage.pass(seconds(32))
    expect(stage.list('Pod')).toEqual([])
    expect(conditions(stage).at(-1)).toEqual([
      'Failed',
      'DeadlineExceeded',
      'Job was active longer than specified deadline',
    ])
  })

  it('takes its Pods away while it is suspended', () => {
    const stage = staged()
    const suspend = (value: boolean): void => {
      stage.change('Job', 'pi', (job) => ({ ...job, spec: { ...job.spec, suspend: value } }))
      stage.pass(aWhile)
    }
    suspend(true)
    expect(stage.list('Pod')).toEqual([])
    expect(conditions(stage)).toEqual([['Suspended', 'JobSuspended', 'Job suspended']])
    suspend(false)
    expect(running(stage)).toHaveLength(1)
    expect(conditions(stage)).toEqual([['Suspended', 'JobResumed', 'Job resumed']])
    expect(stage.events('pi')).toEqual(
      expect.arrayContaining(['Normal Suspended Job suspended', 'Normal Resumed Job resumed']),
    )
  })

  it('takes a Pod that somebody deletes for failed', () => {
    const stage = staged()
    const [pod] = stage.list('Pod')
    stage.remove('Pod', pod?.metadata.name ?? '')
    stage.pass(aWhile)
    expect(status(stage).failed).toBe(1)
    expect(stage.reader.get('Pod', 'default', pod?.metadata.name ?? '')).toBeUndefined()
  })

  it('takes its Pods with it', () => {
    const stage = staged()
    stage.remove('Job', 'pi')
    stage.pass(seconds(5))
    expect(stage.list('Pod')).toEqual([])
  })

  it('goes some time after its end, when it is told to', () => {
    const stage = staged({ ttlSecondsAfterFinished: 60 })
    end(stage, 0)
    stage.pass(seconds(50))
    expect(stage.list('Job')).toHaveLength(1)
    stage.pass(seconds(20))
    expect(stage.list('Job')).toEqual([])
    expect(stage.list('Pod')).toEqual([])
  })
})

describe('what a Job does about failures is up to its policy', () => {
  const rule = (action: string, values: readonly number[]) => ({
    podFailurePolicy: { rules: [{ action, onExitCodes: { operator: 'In', values } }] },
  })

  it.each([
    ['FailJob', 1, 'Failed'],
    ['Ignore', undefined, undefined],
    ['Count', 1, undefined],
  ])('%s', (action, failed, last) => {
    const stage = staged(rule(action, [42]))
    end(stage, 42)
    expect(status(stage).failed).toBe(failed)
    expect(conditions(stage).at(-1)?.[0]).toBe(last)
  })

  it('says which rule it was', () => {
    const stage = staged(rule('FailJob', [42]))
    const name = stage.list('Pod')[0]?.metadata.name
    end(stage, 42)
    expect(conditions(stage).at(-1)).toEqual([
      'Failed',
      'PodFailurePolicy',
      `Container c for pod default/${name} failed with exit code 42 matching FailJob rule ` +
        'at index 0',
    ])
  })
})

describe('an indexed Job', () => {
  const indexed = { completionMode: 'Indexed', completions: 3, parallelism: 3 }

  it('gives each Pod a part', () => {
    const stage = staged(indexed)
    for (const [index, pod] of stage.list('Pod').entries()) {
      expect(pod.metadata.name).toMatch(new RegExp(`^pi-${index}-.{5}$`))
      expect(pod.metadata.annotations).toEqual({
        'batch.kubernetes.io/job-completion-index': `${index}`,
      })
      expect(pod.spec.hostname).toBe(`pi-${index}`)
      expect(pod.spec.containers[0]?.env?.at(-1)?.name).toBe('JOB_COMPLETION_INDEX')
    }
    end(stage, 0, stage.list('Pod').slice(1))
    expect(status(stage)).toMatchObject({ completedIndexes: '1,2', succeeded: 2, active: 1 })
  })

  it('gives a part up that fails too often, and ends as failed', () => {
    const stage = staged({ ...indexed, backoffLimitPerIndex: 0 })
    const [first, ...others] = stage.list('Pod')
    end(stage, 1, first ? [first] : [])
    end(stage, 0, others)
    expect(status(stage)).toMatchObject({ completedIndexes: '1,2', failedIndexes: '0' })
    expect(conditions(stage).at(-1)).toEqual(['Failed', 'FailedIndexes', 'Job has failed indexes'])
  })

  it('has done enough when its policy says so', () => {
    const stage = staged({ ...indexed, successPolicy: { rules: [{ succeededIndexes: '0' }] } })
    end(stage, 0, stage.list('Pod').slice(0, 1))
    stage.pass(aWhile)
    expect(conditions(stage)).toEqual([
      ['SuccessCriteriaMet', 'SuccessPolicy', 'Matched rules at index 0'],
      ['Complete', 'SuccessPolicy', 'Matched rules at index 0'],
    ])
    expect(running(stage)).toEqual([])
  })

  it.each(['', '0', '0,1', '0-2', '0-2,4,6,7', '10-12'])('writes and reads %j', (text) => {
    expect(indexText(parseIndexes(text))).toBe(text)
  })
})
