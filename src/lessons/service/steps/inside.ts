import { clientPod, fromClient } from '../../../scenarios/presets/parts'
import type { LessonStep, Way } from '../../lesson'
import { ADDRESS, asks, client, fares, firstManifest, node, traffic, web } from '../parts'

const pod = (name: string, app: string, tier: string) => `
apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  labels:
    app: ${app}
    tier: ${tier}
spec:
  containers:
  - name: ${name}
    image: registry.k8s.io/e2e-test-images/agnhost:2.53
    args: ["netexec", "--http-port=8080"]
---`
const pods = [
  pod('pod-a', 'web', 'front'),
  pod('pod-b', 'web', 'front'),
  pod('pod-c', 'api', 'back'),
  pod('pod-d', 'web', 'front'),
].join('')
const front = { tier: 'front' }
const webSvc = asks(client, 'http://web-svc')

/** Which Pods a selector takes. */
const selectors: LessonStep = {
  id: 'selectors',
  start: {
    manifest: `${pods}
apiVersion: v1
kind: Service
metadata:
  name: web-svc
spec:
  selector:
    app: web # ✓ pod-a, pod-b, pod-d; ✗ pod-c | ✓ pod-a、pod-b、pod-d；✗ pod-c
  ports:
  - port: 80
    targetPort: 8080
---${clientPod}`,
    traffic: [fromClient('http://web-svc')],
  },
  question: {
    right: 2,
    deeds: [{ line: 'kubectl label pod pod-c app=web --overwrite' }, { seconds: 3 }],
    proofs: [
      [fares(webSvc, { answeredBy: front })],
      [fares(webSvc, { answeredBy: web, pods: 4 })],
      [fares(webSvc, { outcome: 'rejected' })],
    ],
  },
  goals: [{ by: { traffic: 'client' }, count: 24, answeredBy: front, pods: 3 }],
  ways: [
    [{ line: 'kubectl label pod pod-c app=api --overwrite' }, { seconds: 3 }],
    [{ replace: 'app: web # ✓', by: 'tier: front # ✓' }, { seconds: 3 }],
  ],
  wrong: [{ replace: 'app: web # ✓', by: 'tier: back # ✓' }, { seconds: 3 }],
}

const PROXY = 'kube-system/kube-proxy-7jshs'
const onNode = asks(client, 'http://web-svc')

/** Rules on each node, written by a process that may hang. */
const iptables: LessonStep = {
  id: 'iptables',
  start: {
    manifest: firstManifest,
    traffic: [
      traffic('client', client, 'http://web-svc'),
      traffic('node-3', node('node-3'), `http://${ADDRESS}`),
    ],
  },
  question: {
    right: 3,
    deeds: [{ pod: PROXY, fault: { isHung: true } }, { seconds: 5 }],
    proofs: [
      [fares(onNode, { outcome: 'timeout' })],
      [fares(onNode, { outcome: 'rejected' })],
      [fares(onNode, { answeredBy: web, pods: 3 })],
    ],
  },
  breaks: [
    { line: 'kubectl rollout restart deployment web' },
    { line: 'kubectl rollout status deployment web' },
    { seconds: 3 },
  ],
  goals: [{ by: { traffic: 'client' }, count: 30, answeredBy: web, pods: 3 }],
  ways: [
    [{ line: 'kubectl delete pod -n kube-system kube-proxy-7jshs' }, { seconds: 5 }],
    [{ pod: PROXY, fault: { isHung: false } }, { seconds: 5 }],
  ],
  wrong: [
    { line: 'kubectl delete service web-svc' },
    { line: 'kubectl apply -f manifest.yaml' },
    { seconds: 3 },
  ],
}

const other = asks(client, `http://${ADDRESS}:8080`)
const timeout = { outcome: 'timeout' } as const
const rejected = { outcome: 'rejected' } as const

/** A table of virtual servers, and an address that the node has. */
const ipvs: LessonStep = {
  id: 'ipvs',
  start: {
    mode: 'ipvs',
    manifest: firstManifest,
    traffic: [
      traffic('client', client, 'http://web-svc'),
      traffic('wrong-port', client, `http://${ADDRESS}:8080`, { ratePerSecond: 0 }),
    ],
  },
  question: {
    right: 2,
    deeds: [{ client: 'wrong-port', set: { ratePerSecond: 2 } }, { seconds: 4 }],
    proofs: [
      [fares(other, timeout)],
      [fares(other, rejected)],
      [fares(other, { answeredBy: web })],
    ],
  },
}

const switched: Way = [
  {
    line:
      'kubectl get configmap kube-proxy -n kube-system -o yaml | ' +
      `sed 's/mode: ""/mode: nftables/' | kubectl apply -f -`,
  },
  { line: 'kubectl rollout restart daemonset kube-proxy -n kube-system' },
  { line: 'kubectl rollout status daemonset kube-proxy -n kube-system' },
  { seconds: 3 },
]

/** From one mode to another, node after node. */
const nftables: LessonStep = {
  id: 'nftables',
  start: {
    manifest: firstManifest,
    traffic: [
      traffic('client', client, 'http://web-svc'),
      traffic('wrong-port', client, `http://${ADDRESS}:8080`, { ratePerSecond: 1 }),
    ],
  },
  question: {
    right: 3,
    deeds: switched,
    proofs: [
      [fares(onNode, timeout), fares(other, timeout)],
      [fares(onNode), fares(other, timeout)],
      [fares(onNode), fares(other, rejected)],
    ],
  },
}

const named = asks(client, 'http://web-svc')
const numbered = asks(client, `http://${ADDRESS}`)
const scaled = (replicas: number): Way => [
  { line: `kubectl scale deployment coredns -n kube-system --replicas=${replicas}` },
  { seconds: 15 },
]

/** Who turns names into addresses. */
const coredns: LessonStep = {
  id: 'coredns',
  start: {
    manifest: firstManifest,
    traffic: [
      fromClient('http://web-svc', { name: 'by-name' }),
      fromClient(`http://${ADDRESS}`, { name: 'by-address' }),
    ],
  },
  question: {
    right: 2,
    deeds: scaled(0),
    proofs: [
      [fares(named), fares(numbered)],
      [fares(named, { outcome: 'name-timeout' }), fares(numbered)],
      [fares(named, { outcome: 'name-not-found' }), fares(numbered)],
      [fares(named, { outcome: 'name-timeout' }), fares(numbered, timeout)],
    ],
  },
  goals: [{ by: { traffic: 'by-name' }, count: 20, answeredBy: web }],
  ways: [scaled(2), [{ client: 'by-name', set: { url: `http://${ADDRESS}` } }]],
  wrong: [{ line: 'kubectl rollout restart deployment web' }, { seconds: 5 }],
}

/** What goes on behind a Service: labels, rules, names. */
export const inside: readonly LessonStep[] = [selectors, iptables, ipvs, nftables, coredns]
