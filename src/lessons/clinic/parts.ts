import type { Traffic } from '../../engine/api/traffic'

/** A Pod that requests are sent from, as the end of a manifest. */
export const caller = (name: string, namespace = 'default'): string => `
apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: ${namespace}
  labels:
    app: ${name}
spec:
  containers:
  - name: ${name}
    image: curlimages/curl:8.17.0
    command: ["sleep", "infinity"]
`

/** Requests from such a Pod. */
export const asks = (name: string, url: string, namespace = 'default'): Traffic => ({
  name,
  from: { type: 'pod', namespace, name },
  url,
  ratePerSecond: 4,
  concurrency: 10,
  keepAlive: false,
  timeoutSeconds: 2,
})

/** Requests from outside the cluster. */
export const visits = (name: string, url: string): Traffic => ({
  ...asks(name, url),
  from: { type: 'outside' },
})
