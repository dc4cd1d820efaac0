import { describe, expect, it } from 'vitest'
import { ago, cells, cellsOf, metadata, stored } from '../testing'

const container = (state: object, more: object = {}) => ({
  name: 'c',
  image: 'i',
  imageID: '',
  lastState: {},
  ready: false,
  restartCount: 0,
  state,
  ...more,
})
const running = { running: { startedAt: ago(60) } }
const waiting = (reason: string) => ({ waiting: { reason } })
const terminated = (reason: string | undefined, exitCode = 1) => ({
  terminated: { exitCode, ...(reason && { reason }) },
})
const ready = [{ type: 'Ready', status: 'True' }]
const spec = { containers: [{ name: 'c', image: 'i' }] }
const two = { containers: [...spec.containers, { name: 'd', image: 'i' }] }
const withInit = { ...spec, initContainers: [{ name: 'i', image: 'i' }] }
const withSidecar = {
  ...spec,
  initContainers: [{ name: 's', image: 'i', restartPolicy: 'Always' }],
}

describe('the status of a Pod', () => {
  it.each<[string, string, object, object]>([
    ['Pending', '0/1', spec, { phase: 'Pending' }],
    [
      'ContainerCreating',
      '0/1',
      spec,
      { phase: 'Pending', containerStatuses: [container(waiting('ContainerCreating'))] },
    ],
    [
      'Running',
      '1/1',
      spec,
      { phase: 'Running', containerStatuses: [container(running, { ready: true })] },
    ],
    ['Running', '0/1', spec, { phase: 'Running', containerStatuses: [container(running)] }],
    [
      'CrashLoopBackOff',
      '1/2',
      two,
      {
        phase: 'Running',
        containerStatuses: [
          container(waiting('CrashLoopBackOff')),
          container(running, { name: 'd', ready: true }),
        ],
      },
    ],
    [
      'ErrImagePull',
      '0/2',
      two,
      {
        phase: 'Pending',
        containerStatuses: [
          container(waiting('ErrImagePull')),
          container(waiting('ContainerCreating')),
        ],
      },
    ],
    [
      'OOMKilled',
      '0/1',
      spec,
      { phase: 'Running', containerStatuses: [container(terminated('OOMKilled', 137))] },
    ],
    [
      'ExitCode:3',
      '0/1',
      spec,
      { phase: 'Running', containerStatuses: [container(terminated(undefined, 3))] },
    ],
    [
      'Completed',
      '0/1',
      spec,
      { phase: 'Succeeded', containerStatuses: [container(terminated('Completed', 0))] },
    ],
    [
      'NotReady',
      '1/2',
      two,
      {
        phase: 'Running',
        containerStatuses: [
          container(terminated('Completed', 0)),
          container(running, { ready: true }),
        ],
      },
    ],
    [
      'Running',
      '1/2',
      two,
      {
        phase: 'Running',
        conditions: ready,
        containerStatuses: [
          container(terminated('Completed', 0)),
          container(running, { ready: true }),
        ],
      },
    ],
    ['Evicted', '0/1', spec, { phase: 'Failed', reason: 'Evicted' }],
    [
      'SchedulingGated',
      '0/1',
      spec,
      {
        phase: 'Pending',
        conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }],
      },
    ],
    [
      'Init:0/1',
      '0/1',
      withInit,
      {
        phase: 'Pending',
        initContainerStatuses: [container(running, { name: 'i' })],
        containerStatuses: [container(waiting('PodInitializing'))],
      },
    ],
    [
      'Init:ErrImagePull',
      '0/1',
      withInit,
      {
        phase: 'Pending',
        initContainerStatuses: [container(waiting('ErrImagePull'), { name: 'i' })],
      },
    ],
    [
      'Init:Error',
      '0/1',
      withInit,
      { phase: 'Pending', initContainerStatuses: [container(terminated('Error'), { name: 'i' })] },
    ],
    [
      'PodInitializing',
      '0/1',
      withInit,
      {
        phase: 'Pending',
        initContainerStatuses: [container(terminated('Completed', 0), { name: 'i' })],
        containerStatuses: [container(waiting('PodInitializing'))],
      },
    ],
    [
      'Running',
      '2/2',
      withSidecar,
      {
        phase: 'Running',
        initContainerStatuses: [container(running, { name: 's', ready: true, started: true })],
        containerStatuses: [container(running, { ready: true })],
      },
    ],
  ])('is %s %s', (word, count, given, status) => {
    const found = cellsOf('Pod', { spec: given }, status)
    expect([found['Status'], found['Ready']]).toEqual([word, count])
  })

  it.each([
    ['Terminating', { phase: 'Running' }],
    ['Failed', { phase: 'Failed' }],
    ['Unknown', { phase: 'Running', reason: 'NodeLost' }],
  ])('is %s while it goes', (word, status) => {
    const pod = stored('Pod', { spec, metadata: metadata() })
    const deletionTimestamp = ago(-30)
    const going = { ...pod, metadata: { ...pod.metadata, deletionTimestamp } }
    expect(
      cells('Pod', { ...going, status: { ...pod.status, ...status } } as typeof pod),
    ).toMatchObject({ Status: word })
  })
})

describe('the restarts of a Pod', () => {
  const restarts = (...statuses: readonly object[]) =>
    cellsOf('Pod', { spec: two }, { phase: 'Running', containerStatuses: statuses })['Restarts']
  const restarted = (count: number, seconds: number) =>
    container(running, {
      restartCount: count,
      lastState: { terminated: { exitCode: 1, finishedAt: ago(seconds) } },
    })

  it('are summed, with how long ago the last one was', () => {
    expect(restarts(restarted(1, 300), restarted(2, 25))).toBe('3 (25s ago)')
  })

  it('are a number where nobody knows when', () => {
    expect(restarts(container(running))).toBe('0')
    expect(restarts(container(running, { restartCount: 2 }))).toBe('2')
  })
})

describe('in wide', () => {
  it('a Pod has its address, its node and its gates', () => {
    const gated = {
      ...spec,
      nodeName: 'n',
      readinessGates: [{ conditionType: 'a' }, { conditionType: 'b' }],
    }
    const status = {
      phase: 'Running',
      podIPs: [{ ip: '10.244.1.2' }],
      conditions: [{ type: 'a', status: 'True' }],
    }
    expect(cellsOf('Pod', { spec: gated }, status)).toMatchObject({
      IP: '10.244.1.2',
      Node: 'n',
      'Nominated Node': '<none>',
      'Readiness Gates': '1/2',
    })
  })
})
