import type { LessonStep } from '../../lesson'
import { visits } from '../parts'

const namespace = 'plant'
const app = { app: 'uplink' }

/** A Service that the API server does not take. */
export const nodePortRange: LessonStep = {
  id: 'nodeport-range',
  start: {
    mode: 'ipvs',
    manifest: `
apiVersion: v1
kind: Namespace
metadata:
  name: plant
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: uplink
  namespace: plant
spec:
  replicas: 2
  selector:
    matchLabels:
      app: uplink
  template:
    metadata:
      labels:
        app: uplink
    spec:
      containers:
      - name: uplink
        image: hashicorp/http-echo:1.0
        args: ["-text=noted"]
        ports:
        - containerPort: 5678
---
apiVersion: v1
kind: Service
metadata:
  name: uplink
  namespace: plant
spec:
  type: NodePort
  selector:
    app: uplink
  ports:
  - port: 80
    targetPort: 5678
    nodePort: 3090
`,
    traffic: [visits('sensors', 'http://192.168.1.13:30090')],
  },
  goals: [
    { by: { traffic: 'sensors' }, answeredBy: app, all: true },
    {
      by: { traffic: 'sensors' },
      answeredBy: app,
      pods: 3,
      after: [{ type: 'scale', deployment: 'uplink', replicas: 3, namespace }],
    },
  ],
  ways: [
    [{ replace: 'nodePort: 3090', by: 'nodePort: 30090' }, { seconds: 2 }],
    [
      {
        line: 'kubectl create service nodeport uplink -n plant --tcp=80:5678 --node-port=30090',
      },
      { seconds: 2 },
    ],
  ],
  // The API server takes it now, and chooses a port that no sensor knows.
  wrong: [{ replace: '    nodePort: 3090\n', by: '' }, { seconds: 2 }],
}
