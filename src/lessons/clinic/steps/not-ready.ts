import type { LessonStep } from '../../lesson'
import { asks, caller } from '../parts'

const namespace = 'pay'
const app = { app: 'payments' }
const rolledOut = [
  { line: 'kubectl rollout status deployment payments -n pay' },
  { seconds: 2 },
] as const

/** Pods that run, and are never ready: their probe asks for a path that the app does not have. */
export const notReady: LessonStep = {
  id: 'not-ready',
  start: {
    manifest: `
apiVersion: v1
kind: Namespace
metadata:
  name: pay
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: payments
  namespace: pay
spec:
  replicas: 2
  selector:
    matchLabels:
      app: payments
  template:
    metadata:
      labels:
        app: payments
    spec:
      containers:
      - name: payments
        image: httpd:2.4
        # The app reads its keys before it listens. | 应用先读取密钥，之后才开始监听。
        command: ["sh", "-c", "sleep 4; exec httpd-foreground"]
        readinessProbe:
          httpGet:
            path: /health
            port: 80
          periodSeconds: 2
---
apiVersion: v1
kind: Service
metadata:
  name: payments
  namespace: pay
spec:
  selector:
    app: payments
  ports:
  - port: 80
---${caller('checkout', namespace)}`,
    traffic: [asks('checkout', 'http://payments', namespace)],
  },
  goals: [
    { by: { traffic: 'checkout' }, answeredBy: app, all: true },
    {
      by: { traffic: 'checkout' },
      answeredBy: app,
      after: [{ type: 'scale', deployment: 'payments', replicas: 4, namespace }],
      atOnce: true,
    },
  ],
  ways: [
    [{ replace: 'path: /health', by: 'path: /' }, ...rolledOut],
    [
      { replace: 'sleep 4;', by: 'echo ok > /usr/local/apache2/htdocs/health; sleep 4;' },
      ...rolledOut,
    ],
  ],
  // Without a probe a Pod gets requests before the app listens.
  wrong: [
    {
      line:
        'kubectl patch deployment payments -n pay --type=json ' +
        `-p '[{"op":"remove","path":"/spec/template/spec/containers/0/readinessProbe"}]'`,
    },
    ...rolledOut,
    { seconds: 10 },
  ],
}
