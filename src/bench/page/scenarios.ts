import type { Traffic } from '../../engine/api/traffic'
import { engineVersion, type Scenario, type View } from '../../scenarios/scenario'

/** How much there is to be drawn. */
export interface Crowd {
  readonly nodes: number
  /** Pods with a Service each, which ask each other; they are never folded. */
  readonly apps: number
  /** Pods of the Deployment `web`, which are rolled out, and shown one by one. */
  readonly web: number
  /** Services besides, headless ones over the same Pods. */
  readonly headless: number
  /** Services that are other names for hosts outside, which are drawn too. */
  readonly external: number
}

/**
 * Crowds by the number of things that they come to in the network lens, with the cluster's own. Of
 * 500, a person comes to see them with as many nodes as there may be, a manifest nearly as long
 * (200 documents), and as many Pods as are shown one by one at most.
 */
export const crowds: Readonly<Record<number, Crowd>> = {
  30: { nodes: 3, apps: 5, web: 10, headless: 1, external: 0 },
  100: { nodes: 10, apps: 19, web: 30, headless: 13, external: 2 },
  500: { nodes: 100, apps: 40, web: 158, headless: 75, external: 40 },
}

/** Clients: as many as there may be at most. */
const clients = 20

/** A scenario with so many things, and so many requests each second of all its clients. */
export function scenarioOf(crowd: Crowd, requestsPerSecond: number): Scenario {
  const apps = named('app', crowd.apps)
  const further = named('further', crowd.headless)
  const elsewhere = named('elsewhere', crowd.external)
  const appOf = (index: number) => apps[index % apps.length] ?? ''
  const documents = [
    ...apps.map(pod),
    ...apps.map((name) => service(name, selecting(name))),
    ...further.map((name, index) => service(name, `clusterIP: None\n  ${selecting(appOf(index))}`)),
    ...elsewhere.map((name) =>
      service(name, `type: ExternalName\n  externalName: ${name}.example`),
    ),
    deployment('web', crowd.web),
    service('web', selecting('web')),
  ]
  const asking = apps.slice(0, clients)
  const services = ['web', ...apps, ...further, ...elsewhere]
  return {
    engine: engineVersion,
    seed: 1,
    environment: 'kubeadm',
    mode: 'iptables',
    nodes: crowd.nodes,
    manifest: documents.join('---\n'),
    traffic: asking.map((name, index) => {
      const asked = index % 2 === 0 ? 'web' : appOf(index + 1)
      return asks(name, asked, requestsPerSecond / asking.length)
    }),
    view: {
      lens: 'network',
      folds: { 'deployment/default/web': 'open' },
      ...(crowd.nodes > 10 ? { positions: arranged(crowd, services) } : {}),
    },
  }
}

const named = (name: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${name}-${index}`)

const side = 4

/** As somebody arranges what would else be a column far higher than a screen. */
function arranged({ nodes }: Crowd, services: readonly string[]): NonNullable<View['positions']> {
  const all = ['kube-system/kube-dns', ...services.map((name) => `default/${name}`)]
  const hosts = services.filter((name) => name.startsWith('elsewhere'))
  const height = Math.ceil((nodes + 1) / side) * steps.node[1]
  const columns = Math.ceil(all.length / Math.floor(height / steps.service[1]))
  const left = columns * steps.service[0] + 120
  const right = left + side * steps.node[0] + 40
  return {
    ...grid(
      all.map((name) => `service/${name}`),
      { left: 0, columns, step: steps.service },
    ),
    ...grid([...named('node/node', nodes + 1).slice(1), 'tray'], {
      ...{ left, columns: side, step: steps.node },
    }),
    ...grid(
      hosts.map((name) => `external/${name}.example`),
      { left: right, columns: 2, step: steps.host },
    ),
  }
}

const steps = { service: [224, 112], node: [560, 96], host: [180, 80] } as const

const grid = (
  ids: readonly string[],
  {
    left,
    columns,
    step: [x, y],
  }: {
    readonly left: number
    readonly columns: number
    readonly step: readonly [x: number, y: number]
  },
): NonNullable<View['positions']> =>
  Object.fromEntries(
    ids.map((id, index) => [
      id,
      [left + (index % columns) * x, 40 + Math.floor(index / columns) * y] as const,
    ]),
  )

const asks = (pod: string, service: string, ratePerSecond: number): Traffic => ({
  name: `${pod}-asks`,
  from: { type: 'pod', namespace: 'default', name: pod },
  url: `http://${service}`,
  ratePerSecond,
  concurrency: 100,
  keepAlive: false,
  timeoutSeconds: 5,
})

const container = `containers:
  - name: web
    image: registry.k8s.io/e2e-test-images/agnhost:2.53
    args: ["netexec", "--http-port=8080"]
`

const pod = (name: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  labels:
    app: ${name}
spec:
  ${container}`

const deployment = (name: string, replicas: number): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      ${container.replaceAll('\n  ', '\n      ')}`

const selecting = (app: string): string => `selector:
    app: ${app}
  ports:
  - port: 80
    targetPort: 8080`

const service = (name: string, spec: string): string => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  ${spec}
`
