import { describe, expect, it } from 'vitest'
import type { Pod } from '..'
import { errorsOf, stored } from '../testing'
import { pod as resource } from '.'

const container = { name: 'c', image: 'nginx:1.27' }
const pod = (spec: object = {}) => ({ spec: { containers: [container], ...spec } })
const withContainer = (fields: object) => pod({ containers: [{ ...container, ...fields }] })
const at = 'spec.containers[0]'
const range = 'must be between 1 and 65535, inclusive'
const http = { httpGet: { port: 80 } }

describe('a Pod is refused', () => {
  it.each<[string, object, readonly string[]]>([
    ['without containers', { spec: {} }, ['spec.containers: Required value']],
    [
      'when a container has no name and no image',
      pod({ containers: [{}] }),
      [`${at}.name: Required value`, `${at}.image: Required value`],
    ],
    [
      'when two containers have one name',
      pod({ containers: [container, container] }),
      ['spec.containers[1].name: Duplicate value: "c"'],
    ],
    [
      'when an init container has the name of a container',
      pod({ initContainers: [container] }),
      ['spec.initContainers[0].name: Duplicate value: "c"'],
    ],
    [
      'when an init container that ends has a probe',
      pod({ initContainers: [{ ...container, name: 'i', readinessProbe: http }] }),
      [
        'spec.initContainers[0].readinessProbe: Forbidden: may not be set for init containers ' +
          'without restartPolicy=Always',
      ],
    ],
    [
      'when a port has no number',
      withContainer({ ports: [{}] }),
      [`${at}.ports[0].containerPort: Required value`],
    ],
    [
      "when a port's number is out of range",
      withContainer({ ports: [{ containerPort: 70000 }] }),
      [`${at}.ports[0].containerPort: Invalid value: 70000: ${range}`],
    ],
    [
      'when two ports have one name',
      withContainer({
        ports: [
          { containerPort: 1, name: 'a' },
          { containerPort: 2, name: 'a' },
        ],
      }),
      [`${at}.ports[1].name: Duplicate value: "a"`],
    ],
    [
      'when a protocol is unknown',
      withContainer({ ports: [{ containerPort: 1, protocol: 'http' }] }),
      [
        `${at}.ports[0].protocol: Unsupported value: "http": supported values: ` +
          '"SCTP", "TCP", "UDP"',
      ],
    ],
    [
      'when two containers want one port of the node',
      withContainer({
        ports: [
          { containerPort: 1, hostPort: 80 },
          { containerPort: 2, hostPort: 80 },
        ],
      }),
      [`${at}.ports[1].hostPort: Duplicate value: "TCP//80"`],
    ],
    [
      'when its restart policy is unknown',
      pod({ restartPolicy: 'Foo' }),
      [
        'spec.restartPolicy: Unsupported value: "Foo": supported values: "Always", ' +
          '"OnFailure", "Never"',
      ],
    ],
    [
      'when a pull policy is unknown',
      withContainer({ imagePullPolicy: 'Foo' }),
      [
        `${at}.imagePullPolicy: Unsupported value: "Foo": supported values: "Always", ` +
          '"IfNotPresent", "Never"',
      ],
    ],
    [
      'when a probe does nothing',
      withContainer({ readinessProbe: {} }),
      [`${at}.readinessProbe: Required value: must specify a handler type`],
    ],
    [
      'when a probe does two things',
      withContainer({ readinessProbe: { ...http, tcpSocket: { port: 80 } } }),
      [`${at}.readinessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type`],
    ],
    [
      'when a liveness probe wants to succeed twice',
      withContainer({ livenessProbe: { ...http, successThreshold: 2 } }),
      [`${at}.livenessProbe.successThreshold: Invalid value: 2: must be 1`],
    ],
    [
      "when a probe's port is none",
      withContainer({ readinessProbe: { httpGet: { port: 0 } } }),
      [`${at}.readinessProbe.httpGet.port: Invalid value: 0: ${range}`],
    ],
    [
      'when a request is above its limit',
      withContainer({ resources: { limits: { cpu: 1 }, requests: { cpu: '2' } } }),
      [
        `${at}.resources.requests: Invalid value: "2": must be less than or equal to cpu ` +
          'limit of 1',
      ],
    ],
    [
      'when a variable has no possible name',
      withContainer({ env: [{ name: '1=a' }] }),
      [
        `${at}.env[0].name: Invalid value: "1=a": a valid environment variable name must ` +
          "consist only of printable ASCII characters other than '='",
      ],
    ],
    [
      'when a variable has two sources',
      withContainer({
        env: [{ name: 'A', value: 'a', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }],
      }),
      [
        `${at}.env[0].valueFrom: Invalid value: "": may not be specified when \`value\` is ` +
          'not empty',
      ],
    ],
    [
      'when a mounted volume is not there',
      withContainer({ volumeMounts: [{ name: 'v', mountPath: '/v' }] }),
      [`${at}.volumeMounts[0].name: Not found: "v"`],
    ],
    [
      'when it brings no name server of its own and wants no other',
      pod({ dnsPolicy: 'None' }),
      ['spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None'],
    ],
    [
      'when it tolerates everything of one value',
      pod({ tolerations: [{ operator: 'Equal', value: 'x' }] }),
      [
        'spec.tolerations[0].operator: Invalid value: "Equal": operator must be Exists when ' +
          '`key` is empty, which means "match all values and all keys"',
      ],
    ],
    [
      'when its affinity names no node',
      pod({
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] },
          },
        },
      }),
      [
        'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution' +
          '.nodeSelectorTerms: Required value: must have at least one node selector term',
      ],
    ],
    [
      'when it is to be spread over nothing',
      pod({ topologySpreadConstraints: [{ maxSkew: 0, whenUnsatisfiable: 'Foo' }] }),
      [
        'spec.topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than zero',
        'spec.topologySpreadConstraints[0].topologyKey: Required value: can not be empty',
        'spec.topologySpreadConstraints[0].whenUnsatisfiable: Unsupported value: "Foo": ' +
          'supported values: "DoNotSchedule", "ScheduleAnyway"',
      ],
    ],
  ])('%s', (_, given, errors) => {
    expect(errorsOf('Pod', given as Record<string, unknown>)).toEqual(errors)
  })

  it('for a preStop hook that sleeps longer than it may take to end', () => {
    const lifecycle = { preStop: { sleep: { seconds: 60 } } }
    expect(errorsOf('Pod', withContainer({ lifecycle }))).toEqual([
      `${at}.lifecycle.preStop.sleep: Invalid value: 60: must be non-negative and less than ` +
        'terminationGracePeriodSeconds (30)',
    ])
  })
})

describe('a Pod is accepted', () => {
  it('with whatever the lessons use', () => {
    const given = pod({
      containers: [
        {
          ...container,
          env: [
            { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
            { name: 'APP', valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } },
            { name: 'KEY', valueFrom: { configMapKeyRef: { name: 'c', key: 'k' } } },
          ],
          envFrom: [{ secretRef: { name: 's' }, prefix: 'S_' }],
          lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } },
          livenessProbe: { grpc: { port: 80 } },
          ports: [{ containerPort: 8080, name: 'http' }],
          readinessProbe: { httpGet: { path: '/healthz', port: 'http' } },
          startupProbe: { tcpSocket: { port: 8080 } },
          volumeMounts: [{ name: 'v', mountPath: '/v' }],
        },
      ],
      initContainers: [{ ...container, name: 'i', restartPolicy: 'Always', readinessProbe: http }],
      volumes: [{ name: 'v' }],
      hostAliases: [{ ip: '10.0.0.1', hostnames: ['db.local'] }],
      readinessGates: [{ conditionType: 'example.com/ready' }],
      tolerations: [{ operator: 'Exists' }],
    })
    expect(errorsOf('Pod', given)).toEqual([])
  })
})

describe('a new Pod', () => {
  it('is Pending, whatever it says', () => {
    const given = { ...pod(), status: { phase: 'Running', podIP: '10.244.0.9' } }
    expect(stored('Pod', given).status).toEqual({ phase: 'Pending', qosClass: 'BestEffort' })
  })

  it.each([
    ['nginx', 'Always'],
    ['nginx:latest', 'Always'],
    ['localhost:5000/nginx', 'Always'],
    ['nginx:1.27', 'IfNotPresent'],
    [`nginx@sha256:${'0'.repeat(64)}`, 'IfNotPresent'],
  ])('with the image %s pulls it %s', (image, policy) => {
    const { spec } = stored('Pod', withContainer({ image }))
    expect(spec.containers[0]?.imagePullPolicy).toBe(policy)
  })

  it('gets what the API server fills in', () => {
    const { spec } = stored('Pod', withContainer({ readinessProbe: http }))
    expect(spec).toEqual({
      containers: [
        {
          ...container,
          imagePullPolicy: 'IfNotPresent',
          readinessProbe: {
            failureThreshold: 3,
            httpGet: { path: '/', port: 80, scheme: 'HTTP' },
            periodSeconds: 10,
            successThreshold: 1,
            timeoutSeconds: 1,
          },
          resources: {},
          terminationMessagePath: '/dev/termination-log',
          terminationMessagePolicy: 'File',
        },
      ],
      dnsPolicy: 'ClusterFirst',
      enableServiceLinks: true,
      restartPolicy: 'Always',
      schedulerName: 'default-scheduler',
      securityContext: {},
      terminationGracePeriodSeconds: 30,
    })
  })

  it('asks for what it limits, and takes the ports of its node on the network of its node', () => {
    const limited = withContainer({
      ports: [{ containerPort: 80 }],
      resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '500m' } },
    })
    const { spec } = stored('Pod', { spec: { ...limited.spec, hostNetwork: true } })
    expect(spec.containers[0]?.resources.requests).toEqual({ cpu: '500m', memory: '1Gi' })
    expect(spec.containers[0]?.ports?.[0]?.hostPort).toBe(80)
  })

  it.each([
    ['BestEffort', {}],
    ['Burstable', { requests: { cpu: '100m' } }],
    ['Guaranteed', { limits: { cpu: '1', memory: '1Gi' } }],
    ['Burstable', { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '0.5' } }],
    ['Guaranteed', { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '1000m' } }],
  ])('is %s with %j', (qosClass, resources) => {
    expect(stored('Pod', withContainer({ resources })).status.qosClass).toBe(qosClass)
  })

  it('made from a template shares the containers with all the others', () => {
    const { template } = stored('Deployment', {
      spec: { selector: {}, template: withContainer({ resources: { limits: { cpu: '1' } } }) },
    }).spec
    const made = (name: string): Pod => {
      const metadata = { name, namespace: 'default' } as Pod['metadata']
      const draft = { apiVersion: 'v1', kind: 'Pod', metadata, spec: template.spec } as Pod
      const prepared = resource.prepare?.(draft, undefined) ?? draft
      return resource.default(prepared)
    }
    const [first, second] = [made('a'), made('b')]
    expect(first.spec).toBe(second.spec)
    expect(first.spec.containers[0]?.resources.requests).toEqual({ cpu: '1' })
    expect(resource.default(first)).toBe(first)
  })
})

const running = (): Pod => {
  const before = stored('Pod', pod())
  return { ...before, status: { ...before.status, phase: 'Running', podIP: '10.244.0.9' } }
}

describe('an update of a Pod', () => {
  it('leaves the status to the kubelet', () => {
    const before = running()
    expect(stored('Pod', { ...pod(), status: { phase: 'Failed' } }, before).status).toBe(
      before.status,
    )
  })

  it('may change an image, a deadline and more tolerations', () => {
    const given = {
      ...withContainer({ image: 'nginx:1.28' }),
    }
    const spec = {
      ...given.spec,
      activeDeadlineSeconds: 60,
      tolerations: [{ operator: 'Exists' }],
    }
    expect(errorsOf('Pod', { spec }, pod())).toEqual([])
  })

  it('may change nothing else, and is told where it tried', () => {
    const [error = '', ...others] = errorsOf('Pod', pod({ restartPolicy: 'Never' }), pod())
    expect(others).toEqual([])
    const [first, ...diff] = error.split('\n')
    expect(first).toBe(
      'spec: Forbidden: pod updates may not change fields other than ' +
        '`spec.containers[*].image`,`spec.initContainers[*].image`,' +
        '`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing ' +
        'tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it ' +
        'was previously negative)',
    )
    expect(diff.filter((line) => /^[-+]/.test(line))).toEqual([
      '-  "restartPolicy": "Always",',
      '+  "restartPolicy": "Never",',
    ])
  })

  it('may not add a container', () => {
    const two = pod({ containers: [container, { ...container, name: 'd' }] })
    expect(errorsOf('Pod', two, pod())).toEqual([
      'spec.containers: Forbidden: pod updates may not add or remove containers',
    ])
  })
})
