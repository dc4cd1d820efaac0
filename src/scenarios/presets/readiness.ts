import { clientPod, fromClient } from './parts'
import { definePreset } from './preset'

/** A running Pod is not yet a ready one: only the ready ones get requests. */
export const readiness = definePreset({
  id: 'readiness',
  title: { en: 'Running is not ready', zh: '运行中不等于就绪' },
  manifest: `
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
        app: web
    spec:
      containers:
      - name: web
        image: registry.k8s.io/e2e-test-images/agnhost:2.53
        args: ["netexec", "--http-port=8080"]
        readinessProbe: # no endpoint is ready before this succeeds | 探测成功之前，端点不会就绪
          httpGet:
            path: /healthz # try /nope, and watch the rollout wait | 改成 /nope，看看滚动更新怎么等
            port: 8080
          initialDelaySeconds: 3
          periodSeconds: 2
---
apiVersion: v1
kind: Service
metadata:
  name: web-svc
spec:
  selector:
    app: web
  ports:
  - port: 80
    targetPort: 8080
---${clientPod}`,
  traffic: [fromClient('http://web-svc')],
})
