import { clientPod, fromClient } from './parts'
import { definePreset } from './preset'

/** A Service is found from another namespace by its longer name. */
export const namespaces = definePreset({
  id: 'namespaces',
  title: { en: 'Across namespaces', zh: '跨命名空间访问' },
  manifest: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  namespace: shop
spec:
  replicas: 2
  selector:
    matchLabels:
      app: cart
  template:
    metadata:
      labels:
        app: cart
    spec:
      containers:
      - name: cart
        image: traefik/whoami
---
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop # from elsewhere: cart.shop | 在别的命名空间要写 cart.shop
spec:
  selector:
    app: cart
  ports:
  - port: 80
---${clientPod}`,
  traffic: [
    fromClient('http://cart.shop'),
    // The short name is looked for in the client's own namespace, and not found.
    fromClient('http://cart', { name: 'lost', ratePerSecond: 1 }),
  ],
})
