import type { LessonStep } from '../../lesson'
import { visits } from '../parts'

const app = { app: 'landing' }
const type = 'type: LoadBalancer'

/** A Service that waits for an address where nobody gives any. */
export const pending: LessonStep = {
  id: 'pending',
  start: {
    environment: 'kubeadm',
    manifest: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: landing
spec:
  replicas: 2
  selector:
    matchLabels:
      app: landing
  template:
    metadata:
      labels:
        app: landing
    spec:
      containers:
      - name: httpd
        image: httpd:2.4
        ports:
        - containerPort: 80
---
apiVersion: v1
kind: Service
metadata:
  name: landing
spec:
  ${type}
  selector:
    app: landing
  ports:
  - port: 80
`,
    traffic: [visits('newsletter', 'http://192.168.1.11')],
  },
  goals: [
    { by: { traffic: 'newsletter' }, answeredBy: app, all: true },
    {
      by: { traffic: 'newsletter' },
      answeredBy: app,
      pods: 2,
      after: [{ type: 'delete-pod', labels: app }],
    },
  ],
  ways: [
    [
      { replace: type, by: 'type: NodePort' },
      { replace: '- port: 80', by: '- port: 80\n    nodePort: 30080' },
      { client: 'newsletter', set: { url: 'http://192.168.1.11:30080' } },
      { seconds: 2 },
    ],
    [{ replace: type, by: `${type}\n  externalIPs: ["192.168.1.11"]` }, { seconds: 2 }],
  ],
  // A wish that only a provider could grant.
  wrong: [{ replace: type, by: `${type}\n  loadBalancerIP: 192.168.1.11` }, { seconds: 5 }],
}
