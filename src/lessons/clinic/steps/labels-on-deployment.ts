import type { LessonStep } from '../../lesson'
import { visits } from '../parts'

const namespace = 'edge'
const app = { app: 'gateway' }

/** A label that a Deployment has, and its Pods have not. */
export const labelsOnDeployment: LessonStep = {
  id: 'labels-on-deployment',
  start: {
    mode: 'nftables',
    manifest: `
apiVersion: v1
kind: Namespace
metadata:
  name: edge
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: gateway
  namespace: edge
  labels:
    app: gateway
    exposed: "true"
spec:
  replicas: 3
  selector:
    matchLabels:
      app: gateway
  template:
    metadata:
      labels:
        app: gateway
    spec:
      containers:
      - name: gateway
        image: traefik/whoami
        ports:
        - containerPort: 80
---
apiVersion: v1
kind: Service
metadata:
  name: gateway
  namespace: edge
spec:
  type: NodePort
  selector:
    app: gateway
    exposed: "true"
  ports:
  - port: 80
    nodePort: 30443
`,
    traffic: [visits('partners', 'http://192.168.1.12:30443')],
  },
  goals: [
    { by: { traffic: 'partners' }, answeredBy: app, all: true },
    {
      by: { traffic: 'partners' },
      answeredBy: app,
      all: true,
      after: [{ type: 'delete-pod', labels: app, namespace }],
    },
  ],
  ways: [
    [
      {
        replace: 'labels:\n        app: gateway',
        by: 'labels:\n        app: gateway\n        exposed: "true"',
      },
      { line: 'kubectl rollout status deployment gateway -n edge' },
      { seconds: 2 },
    ],
    [{ line: 'kubectl set selector service gateway app=gateway -n edge' }, { seconds: 2 }],
  ],
  // It holds until the first of them is replaced.
  wrong: [{ line: 'kubectl label pods -n edge -l app=gateway exposed=true' }, { seconds: 2 }],
}
