import { describe, expect, it } from 'vitest'
import type { Kind } from '.'
import { fromV1, toV1 } from './horizontalpodautoscaler/v1'
import { ago, cellsOf, errorsOf, type Given, stored } from './testing'

const service = (port: object = { number: 80 }) => ({ service: { name: 'web', port } })
const rules = (path: object = {}, host = 'foo.com') => ({
  spec: {
    rules: [
      { host, http: { paths: [{ path: '/', pathType: 'Exact', backend: service(), ...path }] } },
    ],
  },
})
const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }
const hpa = (spec: object = {}) => ({
  spec: { scaleTargetRef: target, maxReplicas: 5, ...spec },
})
const RBAC = 'rbac.authorization.k8s.io'
const PATH = 'spec.rules[0].http.paths[0]'

const withParameters = (more: object) => ({
  spec: { controller: 'k8s.io/ingress-nginx', parameters: { kind: 'Tuning', name: 't', ...more } },
})

describe('refused is', () => {
  it.each<[Kind, string, Given, readonly string[]]>([
    [
      'Ingress',
      'nothing at all',
      { spec: {} },
      ['spec: Invalid value: null: either `defaultBackend` or `rules` must be specified'],
    ],
    [
      'Ingress',
      'an address for a host',
      rules({}, '1.2.3.4'),
      ['spec.rules[0].host: Invalid value: "1.2.3.4": must be a DNS name, not an IP address'],
    ],
    [
      'Ingress',
      'a path that does not begin at the root',
      rules({ path: 'a' }),
      [`${PATH}.path: Invalid value: "a": must be an absolute path`],
    ],
    [
      'Ingress',
      'a path without a type',
      rules({ pathType: undefined }),
      [`${PATH}.pathType: Required value: pathType must be specified`],
    ],
    [
      'Ingress',
      'a Service without a port',
      rules({ backend: service({}) }),
      [`${PATH}.backend: Required value: port name or number is required`],
    ],
    [
      'NetworkPolicy',
      'nobody for a peer',
      { spec: { podSelector: {}, ingress: [{ from: [{}] }] } },
      ['spec.ingress[0].from[0]: Required value: must specify a peer'],
    ],
    [
      'HorizontalPodAutoscaler',
      'a least above the most',
      hpa({ minReplicas: 6 }),
      ['spec.maxReplicas: Invalid value: 5: must be greater than or equal to `minReplicas`'],
    ],
    [
      'PodDisruptionBudget',
      'more than all',
      { spec: { maxUnavailable: '120%' } },
      ['spec.maxUnavailable: Invalid value: "120%": must not be greater than 100%'],
    ],
    [
      'PodDisruptionBudget',
      'a policy that is none',
      { spec: { unhealthyPodEvictionPolicy: 'Always' } },
      [
        'spec.unhealthyPodEvictionPolicy: Unsupported value: "Always": supported values: ' +
          '"AlwaysAllow", "IfHealthyBudget"',
      ],
    ],
    [
      'LimitRange',
      'limits of something unheard of',
      { spec: { limits: [{ type: 'Node' }] } },
      [
        'spec.limits[0].type: Invalid value: "Node": ' +
          'must be a standard limit type or fully qualified',
      ],
    ],
    [
      'IngressClass',
      'parameters of another scope',
      withParameters({ scope: 'Zone' }),
      [
        'spec.parameters.scope: Unsupported value: "Zone": supported values: ' +
          '"Cluster", "Namespace"',
      ],
    ],
    [
      'IngressClass',
      'a namespace for what is of the cluster',
      withParameters({ namespace: 'default' }),
      ["spec.parameters.namespace: Forbidden: `parameters.scope` is set to 'Cluster'"],
    ],
    [
      'IngressClass',
      'parameters of no namespace',
      withParameters({ scope: 'Namespace' }),
      ["spec.parameters.namespace: Required value: `parameters.scope` is set to 'Namespace'"],
    ],
    [
      'Role',
      'a rule without verbs',
      { rules: [{ apiGroups: [''], resources: ['pods'] }] },
      ['rules[0].verbs: Required value: verbs must contain at least one value'],
    ],
    [
      'RoleBinding',
      'a reference to something else',
      { roleRef: { kind: 'Pod', name: 'p' } },
      ['roleRef.kind: Unsupported value: "Pod": supported values: "Role", "ClusterRole"'],
    ],
    [
      'ClusterRoleBinding',
      'an account without a namespace',
      {
        roleRef: { kind: 'ClusterRole', name: 'view' },
        subjects: [{ kind: 'ServiceAccount', name: 'a' }],
      },
      ['subjects[0].namespace: Required value'],
    ],
  ])('for a %s: %s', (kind, _, given, errors) => {
    expect(errorsOf(kind, given)).toEqual(errors)
  })

  it('for a binding: another role than it had', () => {
    const to = (name: string) => ({ roleRef: { kind: 'Role', name } })
    expect(errorsOf('RoleBinding', to('b'), to('a'))).toEqual([
      `roleRef: Invalid value: {"APIGroup":"${RBAC}","Kind":"Role","Name":"b"}: ` +
        'cannot change roleRef',
    ])
  })
})

describe('what the server fills in', () => {
  it.each<[Kind, Given, object]>([
    [
      'NetworkPolicy',
      { spec: { podSelector: {}, ingress: [{ ports: [{ port: 80 }] }] } },
      { spec: { policyTypes: ['Ingress'], ingress: [{ ports: [{ port: 80, protocol: 'TCP' }] }] } },
    ],
    [
      'NetworkPolicy',
      { spec: { podSelector: {}, egress: [{}] } },
      { spec: { policyTypes: ['Ingress', 'Egress'] } },
    ],
    [
      'HorizontalPodAutoscaler',
      hpa(),
      {
        spec: {
          minReplicas: 1,
          metrics: [
            {
              type: 'Resource',
              resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
            },
          ],
        },
      },
    ],
    [
      'RoleBinding',
      { roleRef: { kind: 'Role', name: 'r' }, subjects: [{ kind: 'User', name: 'ann' }] },
      { roleRef: { apiGroup: RBAC }, subjects: [{ apiGroup: RBAC }] },
    ],
  ])('in a %s', (kind, given, filled) => {
    expect(stored(kind, given)).toMatchObject(filled)
  })
})

describe('the cells of', () => {
  it.each<[Kind, Given, object | undefined, object]>([
    [
      'HorizontalPodAutoscaler',
      hpa({ minReplicas: 2 }),
      { desiredReplicas: 0 },
      {
        Reference: 'Deployment/web',
        Targets: 'cpu: <unknown>/80%',
        MinPods: '2',
        MaxPods: 5,
        Replicas: 0,
      },
    ],
    [
      'Ingress',
      rules(),
      { loadBalancer: { ingress: [{ ip: '203.0.113.1' }] } },
      { Class: '<none>', Hosts: 'foo.com', Address: '203.0.113.1', Ports: '80' },
    ],
    [
      'ResourceQuota',
      { spec: { hard: { pods: '2' } } },
      { hard: { pods: '2', 'limits.cpu': '1' }, used: { pods: '1' } },
      { Request: 'pods: 1/2', Limit: 'limits.cpu: 0/1' },
    ],
    [
      'PodDisruptionBudget',
      { spec: { minAvailable: 1 } },
      { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 },
      { 'Min Available': '1', 'Max Unavailable': 'N/A', 'Allowed Disruptions': 0 },
    ],
  ])('a %s', (kind, given, status, cells) => {
    expect(cellsOf(kind, given, status)).toMatchObject(cells)
  })

  it('a role show when it was made', () => {
    expect(cellsOf('Role', { rules: [] })).toEqual({ Name: 't', 'Created At': ago(65) })
  })
})

describe('version 1 of an autoscaler', () => {
  const old = {
    apiVersion: 'autoscaling/v1',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 't' },
    spec: { scaleTargetRef: target, maxReplicas: 5, targetCPUUtilizationPercentage: 70 },
  }

  it('is read as version 2, with a metric of the CPU', () => {
    const read = stored('HorizontalPodAutoscaler', fromV1(old) as Given)
    expect(read.apiVersion).toBe('autoscaling/v2')
    expect(read.spec.metrics).toEqual([
      {
        type: 'Resource',
        resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
      },
    ])
    expect(toV1(read)).toMatchObject({
      apiVersion: 'autoscaling/v1',
      spec: { ...old.spec, minReplicas: 1 },
      status: { currentReplicas: 0, desiredReplicas: 0 },
    })
  })
})
