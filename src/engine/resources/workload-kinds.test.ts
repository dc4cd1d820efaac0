import { describe, expect, it } from 'vitest'
import type { Kind } from '.'
import { ago, cellsOf, errorsOf, stored } from './testing'

const template = (spec: object = {}, labels: object = { app: 'a' }) => ({
  metadata: { labels },
  spec: { containers: [{ name: 'c', image: 'nginx:1.27' }], ...spec },
})
const selector = { matchLabels: { app: 'a' } }
const kept = (spec: object = {}) => ({ spec: { selector, template: template(), ...spec } })
const selecting = (matchLabels: object) => ({
  spec: { selector: { matchLabels }, template: template({}, { app: 'a', b: 'c' }) },
})
const once = template({ restartPolicy: 'Never' })
const jobOf = (spec: object = {}) => ({ spec: { template: once, ...spec } })
const cronOf = (spec: object = {}) => ({
  spec: { schedule: '* * * * *', jobTemplate: { spec: { template: once } }, ...spec },
})

describe('what the server fills in', () => {
  it.each<[Kind, object, object]>([
    [
      'StatefulSet',
      kept(),
      {
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
        podManagementPolicy: 'OrderedReady',
        replicas: 1,
        revisionHistoryLimit: 10,
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      },
    ],
    [
      'DaemonSet',
      kept(),
      {
        revisionHistoryLimit: 10,
        updateStrategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
        },
      },
    ],
    [
      'Job',
      jobOf(),
      {
        backoffLimit: 6,
        completionMode: 'NonIndexed',
        completions: 1,
        manualSelector: false,
        parallelism: 1,
        podReplacementPolicy: 'TerminatingOrFailed',
        suspend: false,
      },
    ],
    [
      'CronJob',
      cronOf(),
      {
        concurrencyPolicy: 'Allow',
        failedJobsHistoryLimit: 1,
        successfulJobsHistoryLimit: 3,
        suspend: false,
      },
    ],
  ])('in a %s', (kind, given, filled) => {
    expect(stored(kind, given as Record<string, unknown>)).toMatchObject({ spec: filled })
  })

  it('a StatefulSet loses what its server has a gate for that is shut', () => {
    const rollingUpdate = { maxUnavailable: 2, partition: 1 }
    const { spec } = stored('StatefulSet', kept({ updateStrategy: { rollingUpdate } }))
    expect(spec.updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { partition: 1 } })
  })

  it('leaves a Job without a number of completions one, when it is told how many at once', () => {
    expect(stored('Job', jobOf({ parallelism: 3 })).spec.completions).toBeUndefined()
  })

  it('tells a Job and its Pods from all others by its uid and name', () => {
    const { spec } = stored('Job', { ...jobOf(), metadata: { name: 't', uid: 'u-1' } })
    expect(spec.selector?.matchLabels).toEqual({ 'batch.kubernetes.io/controller-uid': 'u-1' })
    expect(spec.template.metadata.labels).toEqual({
      app: 'a',
      'batch.kubernetes.io/controller-uid': 'u-1',
      'batch.kubernetes.io/job-name': 't',
      'controller-uid': 'u-1',
      'job-name': 't',
    })
  })

  it('counts how often the template of a DaemonSet has changed', () => {
    const first = stored('DaemonSet', kept())
    const key = 'deprecated.daemonset.template.generation'
    expect(first.metadata.annotations).toEqual({ [key]: '1' })
    const same = stored('DaemonSet', kept({ minReadySeconds: 5 }), first)
    expect(same.metadata.annotations).toEqual({ [key]: '1' })
    const changed = stored('DaemonSet', kept({ template: template({ hostNetwork: true }) }), first)
    expect(changed.metadata.annotations).toEqual({ [key]: '2' })
  })
})

const COUNTED = { action: 'Count', onExitCodes: { operator: 'In', values: [1] } }
const STS_KEPT =
  "spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', " +
  "'template', 'updateStrategy', 'revisionHistoryLimit', " +
  "'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden"

describe('refused is', () => {
  it.each<[Kind, string, object, readonly string[]]>([
    [
      'Job',
      'a policy of too many rules',
      jobOf({ podFailurePolicy: { rules: Array.from({ length: 21 }, () => COUNTED) } }),
      ['spec.podFailurePolicy.rules: Too many: 21: must have at most 20 items'],
    ],
    [
      'Job',
      'a manager without a domain',
      jobOf({ managedBy: 'me' }),
      [
        'spec.managedBy: Invalid value: "me": must be a domain-prefixed path ' +
          '(such as "acme.io/foo")',
      ],
    ],
    [
      'Job',
      'a manager whose path is none, and too long',
      jobOf({ managedBy: `acme.io/${'x'.repeat(60)} y` }),
      [
        `spec.managedBy: Invalid value: "${'x'.repeat(60)} y": Invalid path ` +
          "(regex used for validation is '[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+')",
        'spec.managedBy: Too long: may not be more than 63 bytes',
      ],
    ],
    [
      'StatefulSet',
      'one without selector',
      kept({ selector: undefined }),
      [
        'spec.selector: Required value',
        'spec.template.metadata.labels: Invalid value: {"app":"a"}: ' +
          '`selector` does not match template `labels`',
      ],
    ],
    [
      'StatefulSet',
      'an unknown order of its Pods',
      kept({ podManagementPolicy: 'Random' }),
      [
        'spec.podManagementPolicy: Invalid value: "Random": ' +
          "must be 'OrderedReady' or 'Parallel'",
      ],
    ],
    [
      'StatefulSet',
      'a partition below zero',
      kept({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: -1 } } }),
      [
        'spec.updateStrategy.rollingUpdate.partition: Invalid value: -1: ' +
          'must be greater than or equal to 0',
      ],
    ],
    [
      'DaemonSet',
      'an empty selector',
      kept({ selector: {} }),
      ['spec.selector: Invalid value: {}: empty selector is invalid for daemonset'],
    ],
    [
      'DaemonSet',
      'a rollout that could not move',
      kept({ updateStrategy: { rollingUpdate: { maxUnavailable: 0 } } }),
      [
        'spec.updateStrategy.rollingUpdate.maxUnavailable: Required value: ' +
          'cannot be 0 when maxSurge is 0',
      ],
    ],
    [
      'DaemonSet',
      'a Pod that ends',
      kept({ template: template({ restartPolicy: 'Never' }) }),
      [
        'spec.template.spec.restartPolicy: Unsupported value: "Never": ' +
          'supported values: "Always"',
      ],
    ],
    [
      'Job',
      'a Pod that never ends',
      jobOf({ template: template() }),
      ['spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"'],
    ],
    [
      'Job',
      'an indexed one without a number of completions',
      jobOf({ completionMode: 'Indexed', parallelism: 2 }),
      ['spec.completions: Required value: when completion mode is Indexed'],
    ],
    [
      'Job',
      'fewer at once than none',
      jobOf({ parallelism: -1 }),
      ['spec.parallelism: Invalid value: -1: must be greater than or equal to 0'],
    ],
    [
      'CronJob',
      'a line that is no schedule',
      cronOf({ schedule: '* *' }),
      ['spec.schedule: Invalid value: "* *": expected exactly 5 fields, found 2: [* *]'],
    ],
    ['CronJob', 'no schedule', cronOf({ schedule: '' }), ['spec.schedule: Required value']],
    [
      'CronJob',
      'a zone that nobody knows',
      cronOf({ timeZone: 'Moon/Base' }),
      ['spec.timeZone: Invalid value: "Moon/Base": unknown time zone Moon/Base'],
    ],
    [
      'CronJob',
      'a name that leaves no room for those of its Jobs',
      { ...cronOf(), metadata: { name: 'a'.repeat(53) } },
      [`metadata.name: Invalid value: "${'a'.repeat(53)}": must be no more than 52 characters`],
    ],
    [
      'PersistentVolumeClaim',
      'one that asks for nothing',
      { spec: {} },
      [
        'spec.accessModes: Required value: at least 1 access mode is required',
        'spec.resources[storage]: Required value',
      ],
    ],
  ])('for a %s: %s', (kind, _, given, errors) => {
    expect(errorsOf(kind, given as Record<string, unknown>)).toEqual(errors)
  })

  it.each<[Kind, string, readonly [object, object], readonly string[]]>([
    ['StatefulSet', 'its Service', [kept(), kept({ serviceName: 'b' })], [STS_KEPT]],
    [
      'Job',
      'its number of completions',
      [
        jobOf({ manualSelector: true, selector }),
        jobOf({ manualSelector: true, selector, completions: 2 }),
      ],
      ['spec.completions: Invalid value: 2: field is immutable'],
    ],
    [
      'DaemonSet',
      'its selector',
      [selecting({ app: 'a' }), selecting({ b: 'c' })],
      ['spec.selector: Invalid value: {"matchLabels":{"b":"c"}}: field is immutable'],
    ],
  ])('for a %s a change of %s', (kind, _, [before, after], errors) => {
    const given = (of: object) => of as Record<string, unknown>
    expect(errorsOf(kind, given(after), given(before))).toEqual(errors)
  })
})

describe('the cells of', () => {
  it('a Job show how it stands, how far it is, and how long it took', () => {
    const job = jobOf({ completions: 3 })
    expect(cellsOf('Job', job, { succeeded: 1, startTime: ago(30) })).toMatchObject({
      Status: 'Running',
      Completions: '1/3',
      Duration: '30s',
    })
    const conditions = [{ type: 'Complete', status: 'True' }]
    const done = { succeeded: 3, startTime: ago(30), completionTime: ago(10), conditions }
    expect(cellsOf('Job', job, done)).toMatchObject({
      Status: 'Complete',
      Completions: '3/3',
      Duration: '20s',
    })
    expect(cellsOf('Job', jobOf({ parallelism: 4 }), {})).toMatchObject({
      Completions: '0/1 of 4',
      Duration: '',
    })
  })

  it('a CronJob show when it last ran', () => {
    expect(cellsOf('CronJob', cronOf(), { lastScheduleTime: ago(61) })).toMatchObject({
      Schedule: '* * * * *',
      Timezone: '<none>',
      Suspend: 'False',
      Active: 0,
      'Last Schedule': '61s',
    })
    expect(cellsOf('CronJob', cronOf(), {})).toMatchObject({ 'Last Schedule': '<none>' })
  })

  it('a DaemonSet show on how many nodes it is', () => {
    const status = {
      currentNumberScheduled: 2,
      desiredNumberScheduled: 3,
      numberMisscheduled: 0,
      numberReady: 1,
    }
    const set = kept({ template: template({ nodeSelector: { disk: 'ssd' } }) })
    expect(cellsOf('DaemonSet', set, status)).toMatchObject({
      Desired: 3,
      Current: 2,
      Ready: 1,
      Available: 0,
      'Node Selector': 'disk=ssd',
    })
  })
})
