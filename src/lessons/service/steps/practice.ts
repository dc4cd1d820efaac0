import { clientPod, fromClient } from '../../../scenarios/presets/parts'
import type { LessonStep } from '../../lesson'
import { asks, client, fares, firstManifest, traffic, web } from '../parts'

const expose = 'kubectl expose deployment web --port=80 --target-port=80'
const created = 'kubectl create deployment web --image=nginx:alpine --replicas=3'
const nginx = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: nginx
        image: nginx:alpine
`
const serviceOf = (name: string, type: string) => `---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  type: ${type}
  selector:
    app: web
  ports:
  - port: 80
`

/** The commands, one after the other. */
const practice: LessonStep = {
  id: 'practice',
  start: {
    manifest: clientPod,
    traffic: [traffic('client', client, 'http://web', { ratePerSecond: 2 })],
  },
  question: {
    right: 2,
    deeds: [{ line: created }, { line: 'kubectl rollout status deployment web' }, { seconds: 2 }],
    proofs: [
      [fares(asks(client, 'http://web'))],
      [fares(asks(client, 'http://web'), { outcome: 'name-not-found' })],
      [fares(asks(client, 'http://web'), { outcome: 'refused' })],
    ],
  },
  goals: [
    fares(asks(client, 'http://web'), { answeredBy: web, pods: 3 }),
    fares(asks(client, 'http://web-nodeport'), { answeredBy: web, pods: 3 }),
  ],
  ways: [
    [{ line: expose }, { line: `${expose} --type=NodePort --name=web-nodeport` }, { seconds: 3 }],
    [
      {
        replace: 'apiVersion: v1',
        by:
          `${nginx}${serviceOf('web', 'ClusterIP')}${serviceOf('web-nodeport', 'NodePort')}---\n` +
          'apiVersion: v1',
      },
      { seconds: 3 },
    ],
  ],
  wrong: [{ line: `${expose} --name=web-nodeport` }, { seconds: 3 }],
}

const mounted = `apiVersion: v1
kind: ConfigMap
metadata:
  name: page
data:
  index.html: |
    Hello from a ConfigMap
---
apiVersion: v1
kind: Secret
metadata:
  name: key
stringData:
  token: s3cr3t
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: nginx
        image: nginx:alpine
        volumeMounts:
        - name: site
          mountPath: /usr/share/nginx/html
        - name: secrets
          mountPath: /etc/secrets
      volumes:
      - name: site
        configMap:
          name: page
      - name: secrets
        secret:
          secretName: key
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
  - port: 80
---${clientPod}`
const RENAMED = 'kind: ConfigMap\nmetadata:\n  name: front'
const site = asks(client, 'http://web')

/** What the next lesson is about. */
const next: LessonStep = {
  id: 'next',
  start: { manifest: mounted, traffic: [fromClient('http://web')] },
  question: {
    right: 3,
    deeds: [
      { replace: 'kind: ConfigMap\nmetadata:\n  name: page', by: RENAMED },
      { line: 'kubectl delete configmap page' },
      { line: 'kubectl rollout restart deployment web' },
      { seconds: 10 },
    ],
    proofs: [
      [fares(site, { outcome: 'http-error' })],
      [fares(site, { outcome: 'rejected' })],
      [fares(site, { answeredBy: web, pods: 2 })],
    ],
  },
  breaks: [
    { line: 'kubectl scale deployment web --replicas=0' },
    { seconds: 3 },
    { line: 'kubectl scale deployment web --replicas=2' },
    { seconds: 5 },
  ],
  goals: [{ by: { traffic: 'client' }, count: 20, answeredBy: web, pods: 2 }],
  ways: [
    [
      { replace: 'configMap:\n          name: page', by: 'configMap:\n          name: front' },
      { line: 'kubectl rollout status deployment web' },
      { seconds: 3 },
    ],
    [
      { line: `kubectl create configmap page --from-literal=index.html='Hello again'` },
      { seconds: 20 },
    ],
  ],
  wrong: [{ line: 'kubectl rollout restart deployment web' }, { seconds: 20 }],
}

/** Whatever one likes. */
const free: LessonStep = {
  id: 'free',
  start: {
    manifest: firstManifest,
    traffic: [fromClient('http://web-svc')],
  },
}

/** By hand, from an empty cluster; and what comes after. */
export const practiceSteps: readonly LessonStep[] = [practice, next, free]
