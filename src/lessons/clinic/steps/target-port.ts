import type { LessonStep } from '../../lesson'
import { asks, caller } from '../parts'

const namespace = 'booking'
const app = { app: 'rooms' }

/** A Service that leads to a port on which nobody listens, whatever a containerPort says. */
export const targetPort: LessonStep = {
  id: 'target-port',
  start: {
    manifest: `
apiVersion: v1
kind: Namespace
metadata:
  name: booking
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: rooms
  namespace: booking
spec:
  replicas: 2
  selector:
    matchLabels:
      app: rooms
  template:
    metadata:
      labels:
        app: rooms
    spec:
      containers:
      - name: rooms
        image: registry.k8s.io/e2e-test-images/agnhost:2.53
        args: ["netexec", "--http-port=9090"]
        ports:
        - containerPort: 8080
---
apiVersion: v1
kind: Service
metadata:
  name: rooms
  namespace: booking
spec:
  selector:
    app: rooms
  ports:
  - port: 80
    targetPort: 8080
---${caller('website', namespace)}`,
    traffic: [asks('website', 'http://rooms', namespace)],
  },
  goals: [
    { by: { traffic: 'website' }, answeredBy: app, all: true },
    {
      by: { traffic: 'website' },
      answeredBy: app,
      pods: 4,
      after: [{ type: 'scale', deployment: 'rooms', replicas: 4, namespace }],
    },
  ],
  ways: [
    [{ replace: 'targetPort: 8080', by: 'targetPort: 9090' }, { seconds: 2 }],
    [
      { replace: '--http-port=9090', by: '--http-port=8080' },
      { line: 'kubectl rollout status deployment rooms -n booking' },
      { seconds: 2 },
    ],
    [
      {
        line:
          'kubectl patch service rooms -n booking ' +
          `-p '{"spec":{"ports":[{"port":80,"targetPort":9090}]}}'`,
      },
      { seconds: 2 },
    ],
  ],
  // A containerPort tells people what to expect; it opens nothing.
  wrong: [
    { replace: 'containerPort: 8080', by: 'containerPort: 9090' },
    { line: 'kubectl rollout status deployment rooms -n booking' },
    { seconds: 2 },
  ],
}
