import type { LessonStep } from '../../lesson'
import { asks, caller } from '../parts'

const namespace = 'library'
const search = { app: 'search' }
const backend = (name: string, image: string) => `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: library
spec:
  replicas: 2
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
        tier: backend
    spec:
      containers:
      - name: ${name}
        image: ${image}
        ports:
        - containerPort: 80
---`

/** A Service that takes the Pods of a second app, since both say that they are of the backend. */
export const selectorTooWide: LessonStep = {
  id: 'selector-too-wide',
  start: {
    manifest: `
apiVersion: v1
kind: Namespace
metadata:
  name: library
---${backend('search', 'kennethreitz/httpbin')}
apiVersion: v1
kind: Service
metadata:
  name: search
  namespace: library
spec:
  selector:
    tier: backend
  ports:
  - port: 80
---${backend('mailer', 'nginx:1.29-alpine')}
apiVersion: v1
kind: Service
metadata:
  name: mailer
  namespace: library
spec:
  selector:
    app: mailer
  ports:
  - port: 80
---${caller('website', namespace)}`,
    traffic: [asks('website', 'http://search/anything?q=ferns', namespace)],
  },
  goals: [
    { by: { traffic: 'website' }, answeredBy: search, all: true },
    {
      by: { traffic: 'website' },
      answeredBy: search,
      pods: 3,
      after: [
        { type: 'scale', deployment: 'mailer', replicas: 3, namespace },
        { type: 'scale', deployment: 'search', replicas: 3, namespace },
      ],
    },
    {
      by: { from: { type: 'pod', namespace, name: 'website' }, url: 'http://mailer' },
      answeredBy: { app: 'mailer' },
    },
  ],
  ways: [
    [{ line: 'kubectl set selector service search app=search -n library' }, { seconds: 2 }],
    [
      { replace: 'app: mailer\n        tier: backend', by: 'app: mailer\n        tier: mail' },
      { line: 'kubectl rollout status deployment mailer -n library' },
      { seconds: 3 },
    ],
  ],
  // The other app is of use to somebody.
  wrong: [{ line: 'kubectl scale deployment mailer -n library --replicas=0' }, { seconds: 3 }],
}
