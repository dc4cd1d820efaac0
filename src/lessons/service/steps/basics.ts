import { fromClient } from '../../../scenarios/presets/parts'
import type { LessonStep } from '../../lesson'
import {
  ADDRESS,
  asks,
  client,
  fares,
  firstManifest,
  go,
  idle,
  node,
  outside,
  traffic,
  web,
} from '../parts'

const byName = { by: { traffic: 'by-name' }, count: 24, answeredBy: web } as const
const nameless = { by: { traffic: 'by-name' }, count: 24, outcome: 'timeout' } as const
const byAddress = { by: { traffic: 'by-address' }, count: 24 } as const
const unanswered = { ...byAddress, outcome: 'timeout' } as const

/** A Pod's address does not last; a Service's name does. */
const why: LessonStep = {
  id: 'why',
  start: {
    manifest: firstManifest,
    traffic: [
      fromClient('http://web-svc', { name: 'by-name' }),
      fromClient('http://10.244.0.2:8080', { name: 'by-address', timeoutSeconds: 2 }),
    ],
  },
  question: {
    right: 2,
    deeds: [{ line: 'kubectl delete pod web-8648f44bb4-qm4n4' }, { seconds: 10 }],
    proofs: [
      [byName, byAddress],
      [byName, unanswered],
      [nameless, unanswered],
    ],
  },
  goals: [{ ...byAddress, answeredBy: web, pods: 3 }],
  ways: [
    [{ client: 'by-address', set: { url: 'http://web-svc' } }],
    [{ client: 'by-address', set: { url: `http://${ADDRESS}` } }],
  ],
}

const named = asks(client, 'http://web-svc')
const numbered = asks(client, `http://${ADDRESS}`)

/** An address that stays, a share for each Pod, a name. */
const gives: LessonStep = {
  id: 'gives',
  start: {
    manifest: firstManifest,
    traffic: [
      fromClient('http://web-svc', { name: 'by-name' }),
      fromClient(`http://${ADDRESS}`, { name: 'by-address' }),
    ],
  },
  question: {
    right: 3,
    deeds: [
      { replace: 'replicas: 3', by: 'replicas: 5' },
      { line: 'kubectl rollout restart deployment web' },
      { line: 'kubectl rollout status deployment web' },
      { seconds: 2 },
    ],
    proofs: [
      [fares(named, { pods: 5 }), fares(numbered, { outcome: 'timeout' })],
      [fares(named, { outcome: 'timeout' }), fares(numbered, { outcome: 'timeout' })],
      [fares(named, { pods: 5 }), fares(numbered, { pods: 5 })],
    ],
  },
  breaks: [{ replace: 'type: ClusterIP', by: 'type: ClusterIP\n  sessionAffinity: ClientIP' }],
  goals: [{ ...byName, pods: 3 }],
  ways: [
    [{ replace: 'sessionAffinity: ClientIP', by: 'sessionAffinity: None' }],
    [
      { line: 'kubectl delete service web-svc' },
      { line: 'kubectl expose deployment web --name=web-svc --port=80 --target-port=8080' },
      { seconds: 2 },
    ],
  ],
  wrong: [{ line: 'kubectl scale deployment web --replicas=8' }, { seconds: 5 }],
}

const fromPod = asks(client, `http://${ADDRESS}`)
const onNode = asks(node('node-2'), `http://${ADDRESS}`)
const abroad = asks(outside, `http://${ADDRESS}`)
const inVain = { outcome: 'timeout' } as const

/** Who reaches a ClusterIP, and which port is which. */
const clusterip: LessonStep = {
  id: 'clusterip',
  start: {
    manifest: firstManifest,
    traffic: [
      traffic('pod', client, `http://${ADDRESS}`, idle),
      traffic('node', node('node-2'), `http://${ADDRESS}`, idle),
      traffic('visitor', outside, `http://${ADDRESS}`, idle),
    ],
  },
  question: {
    right: 2,
    deeds: [go('pod'), go('node'), go('visitor'), { seconds: 5 }],
    proofs: [
      [fares(fromPod), fares(onNode, inVain), fares(abroad, inVain)],
      [fares(fromPod), fares(onNode), fares(abroad, inVain)],
      [fares(fromPod), fares(onNode), fares(abroad)],
    ],
  },
  breaks: [{ replace: 'targetPort: 8080', by: 'targetPort: 80' }, { seconds: 2 }],
  goals: [fares(fromPod, { answeredBy: web, pods: 3 }), fares(onNode, { answeredBy: web })],
  ways: [
    [{ replace: 'targetPort: 80', by: 'targetPort: 8080' }, { seconds: 2 }],
    [
      { replace: '--http-port=8080', by: '--http-port=80' },
      { line: 'kubectl rollout status deployment web' },
      { seconds: 2 },
    ],
  ],
  wrong: [{ replace: 'port: 80 #', by: 'port: 8080 #' }, { seconds: 2 }],
}

const shopManifest = `${firstManifest}---
apiVersion: v1
kind: Namespace
metadata:
  name: shop
---
apiVersion: v1
kind: Pod
metadata:
  name: client
  namespace: shop # another namespace | 另一个命名空间
  labels:
    app: client
spec:
  containers:
  - name: curl
    image: curlimages/curl:8.17.0
    command: ["sleep", "infinity"]
`
const shopper = { type: 'pod', namespace: 'shop', name: 'client' } as const
const [short, middle, full] = [
  asks(shopper, 'http://web-svc'),
  asks(shopper, 'http://web-svc.default'),
  asks(shopper, 'http://web-svc.default.svc.cluster.local'),
] as const
const unknown = { outcome: 'name-not-found' } as const

/** The three forms of a name. */
const names: LessonStep = {
  id: 'names',
  start: {
    manifest: shopManifest,
    traffic: [
      fromClient('http://web-svc', { name: 'home' }),
      traffic('short', shopper, 'http://web-svc', idle),
      traffic('middle', shopper, 'http://web-svc.default', idle),
      traffic('full', shopper, 'http://web-svc.default.svc.cluster.local', idle),
    ],
  },
  question: {
    right: 3,
    deeds: [go('short'), go('middle'), go('full'), { seconds: 5 }],
    proofs: [
      [fares(short), fares(middle), fares(full)],
      [fares(short, unknown), fares(middle, unknown), fares(full)],
      [fares(short, unknown), fares(middle), fares(full)],
    ],
  },
  goals: [{ by: { traffic: 'short' }, count: 30, answeredBy: web }],
  ways: [
    [{ client: 'short', set: { ...go('short').set, url: 'http://web-svc.default' } }],
    [
      {
        line:
          'kubectl create service externalname web-svc -n shop ' +
          '--external-name=web-svc.default.svc.cluster.local',
      },
      go('short'),
      { seconds: 2 },
    ],
  ],
  wrong: [
    { line: 'kubectl create service clusterip web-svc -n shop --tcp=80:8080' },
    { seconds: 2 },
  ],
}

/** Why there are Services, what they give, who reaches them, and under what names. */
export const basics: readonly LessonStep[] = [why, gives, clusterip, names]
