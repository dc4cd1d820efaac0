import type { LessonStep } from '../../lesson'
import { asks, caller } from '../parts'

const app = { app: 'pricing' }
const restarted = [
  { line: 'kubectl rollout restart deployment pricing' },
  { line: 'kubectl rollout status deployment pricing' },
  { seconds: 2 },
]

/** A client that keeps one connection, and with it one Pod, however many there are. */
export const keepAlive: LessonStep = {
  id: 'keep-alive',
  start: {
    manifest: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: pricing
data:
  default.conf: |
    server {
      listen 80;
      location / {
        return 200 "$hostname\\n";
      }
    }
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: pricing
spec:
  replicas: 4
  selector:
    matchLabels:
      app: pricing
  template:
    metadata:
      labels:
        app: pricing
    spec:
      containers:
      - name: nginx
        image: nginx:1.29-alpine
        volumeMounts:
        - name: conf
          mountPath: /etc/nginx/conf.d
      volumes:
      - name: conf
        configMap:
          name: pricing
---
apiVersion: v1
kind: Service
metadata:
  name: pricing
spec:
  selector:
    app: pricing
  ports:
  - port: 80
---${caller('api-gateway')}`,
    traffic: [
      {
        ...asks('api-gateway', 'http://pricing'),
        ratePerSecond: 10,
        concurrency: 4,
        keepAlive: true,
      },
    ],
  },
  goals: [
    { by: { traffic: 'api-gateway' }, answeredBy: app, all: true, pods: 4 },
    {
      by: { traffic: 'api-gateway' },
      answeredBy: app,
      all: true,
      after: [{ type: 'scale', deployment: 'pricing', replicas: 6 }],
    },
  ],
  ways: [
    [{ client: 'api-gateway', set: { keepAlive: false } }],
    [{ replace: 'listen 80;', by: 'listen 80;\n      keepalive_timeout 0;' }, ...restarted],
  ],
  // The connection that breaks is followed by one other, to one other Pod.
  wrong: [{ line: 'kubectl scale deployment pricing --replicas=5' }, ...restarted],
}
