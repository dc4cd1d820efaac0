import type { Traffic } from '../../engine/api/traffic'
import { engineVersion, type Scenario } from '../../scenarios/scenario'

/** How much there is to be drawn. */
export interface Crowd {
  /** Deployments of one Pod each, with a Service; they are never folded. */
  readonly apps: number
  /** Services besides, headless ones over the same Pods. */
  readonly headless: number
  /** Pods of the Deployment `web`, which are rolled out, and shown one by one. */
  readonly web: number
}

/**
 * Crowds by the number of things that they come to in the Service lens. Of 500, a person comes to
 * see them with a manifest as long as one may be (200 documents) and all Pods unfolded (200 of them
 * are shown one by one at most).
 */
export const crowds: Readonly<Record<number, Crowd>> = {
  30: { apps: 5, headless: 0, web: 10 },
  100: { apps: 22, headless: 0, web: 26 },
  500: { apps: 65, headless: 65, web: 128 },
}

const clients = 20

/** A scenario with so many things, and so many requests each second of all its clients. */
export function scenarioOf(crowd: Crowd, requestsPerSecond: number): Scenario {
  const { apps, headless, web } = crowd
  const names = Array.from({ length: apps }, (_, index) => `app-${index}`)
  const documents = [
    ...names.map((name) => deployment(name, 1)),
    ...names.map((name) => service(name, name)),
    ...names.slice(0, headless).map((name) => service(`${name}-pods`, name, '  clusterIP: None\n')),
    deployment('web', web),
    service('web', 'web'),
    client,
  ]
  const asked = ['web', ...names.slice(0, clients - 1)]
  return {
    engine: engineVersion,
    seed: 1,
    environment: 'kubeadm',
    mode: 'iptables',
    nodes: 10,
    manifest: documents.join('---\n'),
    traffic: asked.map((name) => trafficTo(name, requestsPerSecond / asked.length)),
    view: { lens: 'service' },
  }
}

const trafficTo = (name: string, ratePerSecond: number): Traffic => ({
  name: `to-${name}`,
  from: { type: 'pod', namespace: 'default', name: 'client' },
  url: `http://${name}`,
  ratePerSecond,
  concurrency: 100,
  keepAlive: false,
  timeoutSeconds: 5,
})

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
      containers:
      - name: web
        image: registry.k8s.io/e2e-test-images/agnhost:2.53
        args: ["netexec", "--http-port=8080"]
`

const service = (name: string, app: string, more = ''): string => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
${more}  selector:
    app: ${app}
  ports:
  - port: 80
    targetPort: 8080
`

const client = `apiVersion: v1
kind: Pod
metadata:
  name: client
spec:
  containers:
  - name: curl
    image: curlimages/curl:8.17.0
    command: ["sleep", "infinity"]
`
