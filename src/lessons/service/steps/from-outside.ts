import { clientPod, web as webPods } from '../../../scenarios/presets/parts'
import type { LessonStep } from '../../lesson'
import { asks, client, fares, go, idle, node, outside, traffic, web } from '../parts'

const onePod = webPods.replace('replicas: 3', 'replicas: 1')
const doors = ['192.168.1.11', '192.168.1.12', '192.168.1.13'] as const
const names = ['at-node-1', 'at-node-2', 'at-node-3'] as const
const silent = { outcome: 'refused' } as const
const door = (index: 0 | 1 | 2) => asks(outside, `http://${doors[index]}:30080`)

/** A port on every node. */
const nodeport: LessonStep = {
  id: 'nodeport',
  start: {
    manifest: `${onePod}
apiVersion: v1
kind: Service
metadata:
  name: web-nodeport
spec:
  type: NodePort
  selector:
    app: web
  ports:
  - port: 80
    targetPort: 8080
    nodePort: 30080
`,
    traffic: names.map((name, index) =>
      traffic(name, outside, `http://${doors[index]}:30080`, idle),
    ),
  },
  question: {
    right: 3,
    deeds: [...names.map(go), { seconds: 5 }],
    proofs: [
      [fares(door(0)), fares(door(1), silent), fares(door(2), silent)],
      [fares(door(0), silent), fares(door(1)), fares(door(2), silent)],
      [fares(door(0)), fares(door(1)), fares(door(2))],
    ],
  },
  breaks: [
    { line: 'kubectl delete service web-nodeport' },
    {
      line:
        'kubectl expose deployment web --name=web-nodeport --type=NodePort ' +
        '--port=80 --target-port=8080',
    },
    { seconds: 2 },
  ],
  goals: names.map((name) => ({ by: { traffic: name }, count: 20, answeredBy: web })),
  ways: [
    [{ line: 'kubectl apply -f manifest.yaml' }, ...names.map(go), { seconds: 3 }],
    names.map((client, index) => ({
      client,
      set: { ...go(client).set, url: `http://${doors[index]}:32767` },
    })),
  ],
  wrong: [
    {
      line:
        'kubectl expose deployment web --name=web-30080 --type=NodePort ' +
        '--port=30080 --target-port=8080',
    },
    { seconds: 2 },
  ],
}

const balanced = (type: string) => `${webPods}
apiVersion: v1
kind: Service
metadata:
  name: web-lb
spec:
  type: ${type}
  selector:
    app: web
  ports:
  - port: 80
    targetPort: 8080
`
const PUBLIC = 'http://47.98.141.247'
const INNER = 'http://10.111.159.205'

/** A balancer of the cloud. */
const ack: LessonStep = {
  id: 'ack',
  start: {
    environment: 'ack',
    manifest: balanced('NodePort'),
    traffic: [traffic('visitor', outside, PUBLIC)],
  },
  question: {
    right: 3,
    deeds: [{ replace: 'type: NodePort', by: 'type: LoadBalancer' }, { seconds: 8 }],
    proofs: [
      [fares(asks(outside, PUBLIC)), fares(asks(node('node-2'), INNER), { outcome: 'timeout' })],
      [
        fares(asks(outside, PUBLIC)),
        fares(asks(node('node-2'), INNER)),
        fares(asks(node('node-2'), 'http://192.168.1.11:32762'), silent),
      ],
      [
        fares(asks(outside, PUBLIC)),
        fares(asks(node('node-2'), INNER)),
        fares(asks(node('node-2'), 'http://192.168.1.11:32762')),
      ],
    ],
  },
  breaks: [{ replace: 'type: LoadBalancer', by: 'type: ClusterIP' }, { seconds: 8 }],
  goals: [{ by: { traffic: 'visitor' }, count: 30, answeredBy: web, pods: 3 }],
  ways: [
    [{ replace: 'type: ClusterIP', by: 'type: LoadBalancer' }, { seconds: 8 }],
    [
      {
        line:
          'kubectl expose deployment web --name=web-second --type=LoadBalancer ' +
          '--port=80 --target-port=8080',
      },
      { seconds: 8 },
      { client: 'visitor', set: { url: 'http://47.98.12.243' } },
    ],
  ],
  wrong: [{ replace: 'type: ClusterIP', by: 'type: NodePort' }, { seconds: 5 }],
}

const api = `---
apiVersion: v1
kind: Pod
metadata:
  name: api
  labels:
    app: api
spec:
  containers:
  - name: api
    image: registry.k8s.io/e2e-test-images/agnhost:2.53
    args: ["netexec", "--http-port=8080"]
---
apiVersion: v1
kind: Service
metadata:
  name: api-lb
spec:
  type: ClusterIP
  selector:
    app: api
  ports:
  - port: 80 # of api-lb | api-lb 的端口
    targetPort: 8080
`
/** Where the port of `api-lb` stands, whatever language its comment is in. */
const API_PORT = 'app: api\n  ports:\n  - port: 80'
const localhost = asks(outside, 'http://localhost')

/** A balancer that is the laptop itself. */
const desktop: LessonStep = {
  id: 'docker-desktop',
  start: {
    environment: 'docker-desktop',
    nodes: 1,
    manifest: `${balanced('LoadBalancer')}${api}`,
    traffic: [
      traffic('web', outside, 'http://localhost'),
      traffic('api', outside, 'http://localhost:8081', idle),
    ],
  },
  question: {
    right: 3,
    deeds: [{ replace: 'type: ClusterIP', by: 'type: LoadBalancer' }, { seconds: 8 }],
    proofs: [
      [fares(localhost, { answeredBy: { app: 'api' } })],
      [fares(localhost, { outcome: 'refused' })],
      [fares(localhost, { answeredBy: web })],
    ],
  },
  goals: [
    { by: { traffic: 'api' }, count: 20, answeredBy: { app: 'api' } },
    fares(localhost, { answeredBy: web }),
  ],
  ways: [
    [{ replace: API_PORT, by: `${API_PORT}81` }, { seconds: 5 }, go('api')],
    [
      {
        line:
          'kubectl expose pod api --name=api-8081 --type=LoadBalancer ' +
          '--port=8081 --target-port=8080',
      },
      { seconds: 5 },
      go('api'),
    ],
  ],
  wrong: [{ line: 'kubectl delete service web-lb' }, { seconds: 5 }, go('api')],
}

const knock = asks(outside, 'http://192.168.1.11')

/** Nobody makes a balancer. */
const pending: LessonStep = {
  id: 'pending',
  start: {
    manifest: balanced('LoadBalancer'),
    traffic: [traffic('visitor', outside, 'http://192.168.1.11')],
  },
  question: {
    right: 2,
    deeds: [{ line: 'curl -s http://192.168.1.12:32762/hostname' }],
    proofs: [
      [fares(asks(outside, 'http://192.168.1.12:32762'), silent), fares(knock, silent)],
      [fares(asks(outside, 'http://192.168.1.12:32762')), fares(knock, silent)],
      [fares(asks(outside, 'http://192.168.1.12:32762')), fares(knock)],
    ],
  },
  goals: [{ by: { traffic: 'visitor' }, count: 30, answeredBy: web, pods: 3 }],
  ways: [
    [{ client: 'visitor', set: { url: 'http://192.168.1.11:32762' } }],
    [
      {
        line: 'kubectl patch service web-lb ' + `-p '{"spec":{"externalIPs":["192.168.1.11"]}}'`,
      },
      { seconds: 2 },
    ],
  ],
  wrong: [
    { line: 'kubectl delete service web-lb' },
    { line: 'kubectl apply -f manifest.yaml' },
    { seconds: 20 },
  ],
}

const alias = asks(client, 'http://db')
const SLICE = [
  'apiVersion: v1',
  'kind: Service',
  'metadata: {name: db}',
  'spec: {ports: [{port: 80}]}',
  '---',
  'apiVersion: discovery.k8s.io/v1',
  'kind: EndpointSlice',
  'metadata: {name: db-1, labels: {kubernetes.io/service-name: db}}',
  'addressType: IPv4',
  'ports: [{port: 80}]',
  'endpoints: [{addresses: [93.184.216.36]}]',
]

/** Another name, and nothing but a name. */
const externalname: LessonStep = {
  id: 'externalname',
  start: {
    manifest: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  type: ExternalName
  externalName: db.example.com
---${clientPod}`,
    traffic: [traffic('client', client, 'http://db')],
  },
  question: {
    right: 1,
    deeds: [
      {
        replace: 'externalName: db.example.com',
        by: 'externalName: db.example.com\n  ports:\n  - port: 8080\n    targetPort: 80',
      },
      { seconds: 2 },
    ],
    proofs: [
      [fares(alias), fares(asks(client, 'http://db:8080'), silent)],
      [fares(alias), fares(asks(client, 'http://db:8080'))],
      [fares(alias, silent), fares(asks(client, 'http://db:8080'))],
    ],
  },
  breaks: [
    { replace: 'externalName: db.example.com', by: 'externalName: 93.184.216.36' },
    { seconds: 2 },
  ],
  goals: [{ by: { traffic: 'client' }, count: 20 }],
  ways: [
    [
      { replace: 'externalName: 93.184.216.36', by: 'externalName: db.example.com' },
      { seconds: 2 },
    ],
    [
      { line: 'kubectl delete service db' },
      { line: `printf '${SLICE.join('\\n')}' | kubectl apply -f -` },
      { seconds: 2 },
    ],
  ],
  wrong: [{ line: 'kubectl rollout restart -n kube-system deployment coredns' }, { seconds: 10 }],
}

/** The types that others reach: from outside, or as another name. */
export const fromOutside: readonly LessonStep[] = [nodeport, ack, desktop, pending, externalname]
