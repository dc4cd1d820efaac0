import type { LessonStep } from '../../lesson'
import { asks, caller } from '../parts'

const app = { app: 'flags' }
const proxy = `        args: ["-listen=127.0.0.1:5678", "-text=dark-mode: on"]
      - name: door
        image: nginx:1.29-alpine
        volumeMounts:
        - name: door
          mountPath: /etc/nginx/conf.d
      volumes:
      - name: door
        configMap:
          name: door
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: door
data:
  default.conf: |
    server {
      listen 80;
      location / {
        proxy_pass http://127.0.0.1:5678;
      }
    }`

/** An app that hears only whoever is in the same Pod. */
export const loopback: LessonStep = {
  id: 'loopback',
  start: {
    manifest: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: flags
spec:
  replicas: 2
  selector:
    matchLabels:
      app: flags
  template:
    metadata:
      labels:
        app: flags
    spec:
      containers:
      - name: flags
        image: hashicorp/http-echo:1.0
        args: ["-listen=127.0.0.1:5678", "-text=dark-mode: on"]
---
apiVersion: v1
kind: Service
metadata:
  name: flags
spec:
  selector:
    app: flags
  ports:
  - port: 80
    targetPort: 5678
---${caller('mobile-api')}`,
    traffic: [asks('mobile-api', 'http://flags')],
  },
  goals: [
    { by: { traffic: 'mobile-api' }, answeredBy: app, all: true },
    {
      by: { traffic: 'mobile-api' },
      answeredBy: app,
      pods: 2,
      after: [{ type: 'delete-pod', labels: app }],
    },
  ],
  ways: [
    [
      { replace: '-listen=127.0.0.1:5678', by: '-listen=:5678' },
      { line: 'kubectl rollout status deployment flags' },
      { seconds: 2 },
    ],
    // Where the app must stay as it is, somebody beside it opens the door.
    [
      { replace: 'targetPort: 5678', by: 'targetPort: 80' },
      {
        replace: '        args: ["-listen=127.0.0.1:5678", "-text=dark-mode: on"]',
        by: proxy,
      },
      { line: 'kubectl rollout status deployment flags' },
      { seconds: 2 },
    ],
  ],
  wrong: [
    { replace: '-listen=127.0.0.1:5678', by: '-listen=localhost:5678' },
    { line: 'kubectl rollout status deployment flags' },
    { seconds: 2 },
  ],
}
