import type { LessonStep } from '../../lesson'
import { visits } from '../parts'

const namespace = 'city'
const app = { app: 'maps' }
const named = 'metadata:\n  name: maps\n  namespace: city\nspec:\n'
const client = (name: string, node: number) => ({
  ...visits(name, `http://192.168.1.1${node}:30500`),
  ratePerSecond: 2,
})

/** Nodes that have no Pod of their own drop what comes to them. */
export const localDrops: LessonStep = {
  id: 'local-drops',
  start: {
    manifest: `
apiVersion: v1
kind: Namespace
metadata:
  name: city
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: maps
  namespace: city
spec:
  replicas: 2
  selector:
    matchLabels:
      app: maps
  template:
    metadata:
      labels:
        app: maps
    spec:
      containers:
      - name: maps
        image: registry.k8s.io/e2e-test-images/agnhost:2.53
        args: ["netexec", "--http-port=8080"]
---
apiVersion: v1
kind: Service
metadata:
  name: maps
  namespace: city
spec:
  type: NodePort
  externalTrafficPolicy: Local
  selector:
    app: maps
  ports:
  - port: 80
    targetPort: 8080
    nodePort: 30500
`,
    traffic: [client('north', 1), client('west', 2), client('south', 3)],
  },
  goals: ['north', 'west', 'south'].map((traffic) => ({
    by: { traffic },
    answeredBy: app,
    count: 20,
    after: [{ type: 'delete-pod', labels: app, namespace }] as const,
  })),
  ways: [
    [
      { replace: 'externalTrafficPolicy: Local', by: 'externalTrafficPolicy: Cluster' },
      { seconds: 2 },
    ],
    [
      { line: 'kubectl delete deployment maps -n city' },
      { replace: `kind: Deployment\n${named}  replicas: 2\n`, by: `kind: DaemonSet\n${named}` },
      { line: 'kubectl rollout status daemonset maps -n city' },
      { seconds: 2 },
    ],
  ],
  // The rule is no fault of the proxy's: it is what the Service asks for.
  wrong: [
    { line: 'kubectl rollout restart daemonset kube-proxy -n kube-system' },
    { line: 'kubectl rollout status daemonset kube-proxy -n kube-system' },
    { seconds: 2 },
  ],
}
