import type { Traffic } from '../../engine/api/traffic'

/** Three Pods that listen on 8080, as a manifest. */
export const web = `
apiVersion: apps/v1
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
        app: web # what the Service looks for | Service 按这个标签找 Pod
    spec:
      containers:
      - name: web
        image: registry.k8s.io/e2e-test-images/agnhost:2.53
        args: ["netexec", "--http-port=8080"]
        ports:
        - containerPort: 8080
---`

/** A Pod to send requests from, as a manifest. */
export const clientPod = `
apiVersion: v1
kind: Pod
metadata:
  name: client # requests are sent from here | 请求从这里发出
  labels:
    app: client
spec:
  containers:
  - name: curl
    image: curlimages/curl:8.17.0
    command: ["sleep", "infinity"]
`

/** Requests from that Pod. */
export const fromClient = (url: string, changed: Partial<Traffic> = {}): Traffic => ({
  name: 'client',
  from: { type: 'pod', namespace: 'default', name: 'client' },
  url,
  ratePerSecond: 4,
  concurrency: 10,
  keepAlive: false,
  timeoutSeconds: 5,
  ...changed,
})

/** Requests from somebody outside the cluster. */
export const fromOutside = (url: string, changed: Partial<Traffic> = {}): Traffic => ({
  ...fromClient(url),
  name: 'visitor',
  from: { type: 'outside' },
  ...changed,
})
