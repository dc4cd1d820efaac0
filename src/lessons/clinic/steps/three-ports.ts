import type { LessonStep } from '../../lesson'
import { asks, caller, visits } from '../parts'

const app = { app: 'tickets' }
const ports = '- port: 30080\n    targetPort: 80\n    nodePort: 30808'

/** Each of three ports has the number of another. */
export const threePorts: LessonStep = {
  id: 'three-ports',
  start: {
    manifest: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: tickets
spec:
  replicas: 2
  selector:
    matchLabels:
      app: tickets
  template:
    metadata:
      labels:
        app: tickets
    spec:
      containers:
      - name: tickets
        image: registry.k8s.io/e2e-test-images/agnhost:2.53
        args: ["netexec", "--http-port=8080"]
---
apiVersion: v1
kind: Service
metadata:
  name: tickets
spec:
  type: NodePort
  selector:
    app: tickets
  ports:
  ${ports}
---${caller('box-office')}`,
    traffic: [
      asks('box-office', 'http://tickets'),
      visits('visitors', 'http://192.168.1.12:30080'),
    ],
  },
  goals: [
    { by: { traffic: 'box-office' }, answeredBy: app, all: true },
    {
      by: { traffic: 'visitors' },
      answeredBy: app,
      pods: 3,
      after: [{ type: 'scale', deployment: 'tickets', replicas: 3 }],
    },
  ],
  ways: [
    [
      { replace: ports, by: '- port: 80\n    targetPort: 8080\n    nodePort: 30080' },
      { seconds: 2 },
    ],
    [
      { line: 'kubectl delete service tickets' },
      { line: 'kubectl create service nodeport tickets --tcp=80:8080 --node-port=30080' },
      { seconds: 2 },
    ],
  ],
  // Both doors are open then, and behind them nobody listens.
  wrong: [
    { replace: ports, by: '- port: 80\n    targetPort: 80\n    nodePort: 30080' },
    { seconds: 2 },
  ],
}
