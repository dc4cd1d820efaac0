import { describe, expect, it } from 'vitest'
import { limits } from '../limits'
import { type Kind, resourceOf } from '.'
import { errorsOf, stored } from './testing'

const container = { name: 'c', image: 'nginx:1.27' }
const template = (labels: object = { app: 'a' }, spec: object = {}) => ({
  metadata: { labels },
  spec: { containers: [container], ...spec },
})
const selector = { matchLabels: { app: 'a' } }
const workload = (spec: object = {}) => ({ spec: { selector, template: template(), ...spec } })
const mismatch = (labels: string) =>
  `spec.template.metadata.labels: Invalid value: ${labels}: ` +
  '`selector` does not match template `labels`'

describe.each<Kind>(['Deployment', 'ReplicaSet'])('a %s is refused', (kind) => {
  it.each<[string, object, readonly string[]]>([
    [
      'when its selector does not match its template',
      workload({ selector: { matchLabels: { app: 'b' } } }),
      [mismatch('{"app":"a"}')],
    ],
    [
      'when its template has no labels',
      workload({ template: { spec: template().spec } }),
      [mismatch('null')],
    ],
    [
      'without selector',
      workload({ selector: undefined }),
      ['spec.selector: Required value', mismatch('{"app":"a"}')],
    ],
    [
      'when its selector is empty',
      workload({ selector: {} }),
      ['spec.selector: Invalid value: {}: empty selector is invalid for deployment'],
    ],
    [
      'without template',
      workload({ template: undefined }),
      [mismatch('null'), 'spec.template.spec.containers: Required value'],
    ],
    [
      'when a container has no image',
      workload({ template: template({ app: 'a' }, { containers: [{ name: 'c' }] }) }),
      ['spec.template.spec.containers[0].image: Required value'],
    ],
    [
      'when it wants fewer replicas than none',
      workload({ replicas: -1 }),
      ['spec.replicas: Invalid value: -1: must be greater than or equal to 0'],
    ],
    [
      'when it wants more replicas than the playground runs',
      workload({ replicas: 1_000_000 }),
      [
        'spec.replicas: Invalid value: 1000000: this playground runs at most ' +
          `${limits.replicas} replicas of one workload`,
      ],
    ],
    [
      'when its Pods are not to be restarted',
      workload({ template: template({ app: 'a' }, { restartPolicy: 'Never' }) }),
      [
        'spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: ' +
          '"Always"',
      ],
    ],
    [
      'when its selector has an unknown operator',
      workload({ selector: { matchExpressions: [{ key: 'a', operator: 'Foo' }] } }),
      [
        'spec.selector.matchExpressions[0].operator: Invalid value: "Foo": not a valid ' +
          'selector operator',
        'spec.selector: Invalid value: {"matchExpressions":[{"key":"a","operator":"Foo"}]}: ' +
          'invalid label selector',
      ],
    ],
  ])('%s', (_, given, errors) => {
    expect(errorsOf(kind, given as Record<string, unknown>)).toEqual(errors)
  })

  it('when its selector changes', () => {
    const given = workload({ selector: { matchLabels: { app: 'zzz' } } })
    expect(errorsOf(kind, given, workload())).toEqual([
      mismatch('{"app":"a"}'),
      'spec.selector: Invalid value: {"matchLabels":{"app":"zzz"}}: field is immutable',
    ])
  })
})

describe('a Deployment is refused', () => {
  const rolling = (rollingUpdate: object) => workload({ strategy: { rollingUpdate } })
  const percent =
    "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  " +
    "or '93%', regex used for validation is '[0-9]+%')"
  it.each<[string, object, readonly string[]]>([
    [
      'when its strategy is unknown',
      workload({ strategy: { type: 'Foo' } }),
      [
        'spec.strategy: Unsupported value: {"Type":"Foo","RollingUpdate":null}: supported ' +
          'values: "Recreate", "RollingUpdate"',
      ],
    ],
    [
      'when it starts anew and rolls',
      workload({ strategy: { type: 'Recreate', rollingUpdate: {} } }),
      [
        'spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is ' +
          "'Recreate'",
      ],
    ],
    [
      'when it could neither add nor remove a Pod',
      rolling({ maxSurge: 0, maxUnavailable: 0 }),
      [
        'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when ' +
          '`maxSurge` is 0',
      ],
    ],
    [
      'when a percentage is none',
      rolling({ maxSurge: 'abc' }),
      [`spec.strategy.rollingUpdate.maxSurge: Invalid value: "abc": ${percent}`],
    ],
    [
      'when more than all may be missing',
      rolling({ maxUnavailable: '150%' }),
      [
        'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "150%": must not be ' +
          'greater than 100%',
      ],
    ],
    [
      'when its deadline is over before a Pod is available',
      workload({ minReadySeconds: 5, progressDeadlineSeconds: 5 }),
      ['spec.progressDeadlineSeconds: Invalid value: 5: must be greater than minReadySeconds'],
    ],
  ])('%s', (_, given, errors) => {
    expect(errorsOf('Deployment', given as Record<string, unknown>)).toEqual(errors)
  })
})

describe('a minimal Deployment', () => {
  const deployment = stored('Deployment', workload())

  it('gets its defaults', () => {
    expect(deployment.spec).toMatchObject({
      progressDeadlineSeconds: 600,
      replicas: 1,
      revisionHistoryLimit: 10,
      strategy: {
        rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
        type: 'RollingUpdate',
      },
    })
  })

  it('has a template as its author wrote it: requests and links are for Pods', () => {
    const { spec } = stored('Deployment', {
      spec: {
        selector,
        template: template(
          { app: 'a' },
          {
            containers: [{ ...container, resources: { limits: { cpu: '1' } } }],
          },
        ),
      },
    }).spec.template
    expect(spec).not.toHaveProperty('enableServiceLinks')
    expect(spec.containers[0]?.resources).toEqual({ limits: { cpu: '1' } })
    expect(spec.terminationGracePeriodSeconds).toBe(30)
  })

  it('has the status that its controller gives it, whatever a client says', () => {
    const status = { replicas: 7 }
    const made = stored('Deployment', { ...workload(), status })
    expect(made.status).toEqual({})
    const before = { ...made, status: { replicas: 1 } }
    expect(stored('Deployment', { ...workload(), status }, before).status).toBe(before.status)
    expect(stored('ReplicaSet', { ...workload(), status }).status).toEqual({ replicas: 0 })
  })

  it('keeps what was chosen', () => {
    const chosen = workload({ replicas: 0, strategy: { type: 'Recreate' } })
    expect(stored('Deployment', chosen).spec).toMatchObject({ replicas: 0 })
    expect(stored('Deployment', chosen).spec.strategy).toEqual({ type: 'Recreate' })
  })
})

describe('a default', () => {
  it.each<[Kind, object]>([
    ['Deployment', workload()],
    ['ReplicaSet', workload()],
    ['Pod', template()],
    ['Service', { spec: { type: 'LoadBalancer', ports: [{ port: 80 }] } }],
    ['Service', { spec: { sessionAffinity: 'ClientIP', ports: [{ port: 80 }] } }],
    ['Service', { spec: { type: 'ExternalName', externalName: 'a.b' } }],
    ['Namespace', {}],
    ['Node', { spec: { podCIDR: '10.244.1.0/24' }, status: { capacity: { cpu: '2' } } }],
    ['Secret', { stringData: { a: 'b' } }],
    ['ConfigMap', { data: { a: 'b' } }],
    ['Endpoints', { subsets: [{ addresses: [{ ip: '10.0.0.1' }], ports: [{ port: 80 }] }] }],
    ['EndpointSlice', { addressType: 'IPv4', endpoints: [], ports: [{ port: 80 }] }],
    ['Lease', {}],
    ['ServiceAccount', {}],
    ['Event', {}],
  ])('leaves a %s alone that has it already', (kind, given) => {
    const once = stored(kind, given as Record<string, unknown>)
    expect(resourceOf(kind).default(once)).toBe(once)
  })
})
