import type { LessonStep } from '../../lesson'
import { asks, caller } from '../parts'

const namespace = 'warehouse'
const app = { app: 'stock' }

/** A short name that means nothing in another namespace. */
export const shortName: LessonStep = {
  id: 'short-name',
  start: {
    manifest: `
apiVersion: v1
kind: Namespace
metadata:
  name: warehouse
---
apiVersion: v1
kind: Namespace
metadata:
  name: reports
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: stock
  namespace: warehouse
spec:
  replicas: 2
  selector:
    matchLabels:
      app: stock
  template:
    metadata:
      labels:
        app: stock
    spec:
      containers:
      - name: stock
        image: traefik/whoami
        ports:
        - containerPort: 80
---
apiVersion: v1
kind: Service
metadata:
  name: stock
  namespace: warehouse
spec:
  selector:
    app: stock
  ports:
  - port: 80
---${caller('monthly', 'reports')}`,
    traffic: [asks('monthly', 'http://stock', 'reports')],
  },
  goals: [
    { by: { traffic: 'monthly' }, answeredBy: app, all: true },
    {
      by: { traffic: 'monthly' },
      answeredBy: app,
      pods: 2,
      after: [{ type: 'delete-pod', labels: app, namespace }],
    },
  ],
  ways: [
    [{ client: 'monthly', set: { url: 'http://stock.warehouse' } }],
    [
      {
        line:
          'kubectl create service externalname stock -n reports ' +
          '--external-name stock.warehouse.svc.cluster.local',
      },
      { seconds: 35 },
    ],
  ],
  // Now the name exists, and stands for nobody: a Service takes the Pods of its own namespace.
  wrong: [{ line: 'kubectl create service clusterip stock -n reports --tcp=80' }, { seconds: 35 }],
}
