import type { LessonStep } from '../../lesson'
import { asks, caller } from '../parts'

const app = { app: 'catalog' }

/** A Service that looks for a label that no Pod has, by two letters. */
export const selectorTypo: LessonStep = {
  id: 'selector-typo',
  start: {
    manifest: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: catalog
spec:
  replicas: 3
  selector:
    matchLabels:
      app: catalog
  template:
    metadata:
      labels:
        app: catalog
    spec:
      containers:
      - name: catalog
        image: nginx:1.29-alpine
        ports:
        - containerPort: 80
---
apiVersion: v1
kind: Service
metadata:
  name: catalog
spec:
  selector:
    app: catalogue
  ports:
  - port: 80
---${caller('storefront')}`,
    traffic: [asks('storefront', 'http://catalog')],
  },
  goals: [
    { by: { traffic: 'storefront' }, answeredBy: app, all: true },
    {
      by: { traffic: 'storefront' },
      answeredBy: app,
      pods: 3,
      after: [{ type: 'delete-pod', labels: app }],
    },
  ],
  ways: [
    [{ replace: 'app: catalogue', by: 'app: catalog' }, { seconds: 2 }],
    [
      { line: 'kubectl delete service catalog' },
      { line: 'kubectl expose deployment catalog --port=80' },
      { seconds: 8 },
    ],
  ],
  // The Pods that are there are found then, and none that follows them.
  wrong: [{ line: 'kubectl label pods -l app=catalog app=catalogue --overwrite' }, { seconds: 3 }],
}
