import type { Draft } from '../../apiserver/action'
import { MIRROR } from '../../resources/pod/mirror'
import { hashText, timestamp } from '../../sim'
import { blocksOf, type ClusterOptions, nodeAddress, nodeName, plan } from '../options'
import { draft, SYSTEM, VERSION } from './draft'

const PKI = '/etc/kubernetes/pki'
const PLUGINS = '/usr/libexec/kubernetes/kubelet-plugins/volume/exec'
const ETCD = `${PKI}/etcd`

/** One of the control plane's programs, as its manifest in `/etc/kubernetes/manifests` has it. */
interface Manifest {
  readonly component: string
  readonly image: string
  readonly flags: readonly string[]
  readonly requests: Readonly<Record<string, string>>
  readonly probe: Probe
  /** Directories of the node that it sees, by the name of the volume. */
  readonly mounts: Readonly<Record<string, Mount>>
}

interface Probe {
  readonly port: { readonly name: string; readonly number: number }
  readonly host: string
  readonly scheme: 'HTTP' | 'HTTPS'
  readonly alive: string
  readonly ready: string
  readonly isReadinessKnown: boolean
}

type Mount = readonly [path: string, type: string, writes?: 'writes']

const CERTIFICATES = {
  'ca-certs': ['/etc/ssl/certs', 'DirectoryOrCreate'],
  'etc-ca-certificates': ['/etc/ca-certificates', 'DirectoryOrCreate'],
  'k8s-certs': [PKI, 'DirectoryOrCreate'],
  'usr-local-share-ca-certificates': ['/usr/local/share/ca-certificates', 'DirectoryOrCreate'],
  'usr-share-ca-certificates': ['/usr/share/ca-certificates', 'DirectoryOrCreate'],
} as const

const kubeconfig = (name: string): Mount => [`/etc/kubernetes/${name}`, 'FileOrCreate']

const probeOf = (port: number, host: string): Probe => ({
  port: { name: 'probe-port', number: port },
  host,
  scheme: 'HTTPS',
  alive: '/livez',
  ready: '/readyz',
  isReadinessKnown: true,
})

function etcd(address: string, name: string): Manifest {
  return {
    component: 'etcd',
    image: 'registry.k8s.io/etcd:3.6.4-0',
    flags: [
      `advertise-client-urls=https://${address}:2379`,
      `cert-file=${ETCD}/server.crt`,
      'client-cert-auth=true',
      'data-dir=/var/lib/etcd',
      'feature-gates=InitialCorruptCheck=true',
      `initial-advertise-peer-urls=https://${address}:2380`,
      `initial-cluster=${name}=https://${address}:2380`,
      `key-file=${ETCD}/server.key`,
      `listen-client-urls=https://127.0.0.1:2379,https://${address}:2379`,
      'listen-metrics-urls=http://127.0.0.1:2381',
      `listen-peer-urls=https://${address}:2380`,
      `name=${name}`,
      `peer-cert-file=${ETCD}/peer.crt`,
      'peer-client-cert-auth=true',
      `peer-key-file=${ETCD}/peer.key`,
      `peer-trusted-ca-file=${ETCD}/ca.crt`,
      'snapshot-count=10000',
      `trusted-ca-file=${ETCD}/ca.crt`,
      'watch-progress-notify-interval=5s',
    ],
    requests: { cpu: '100m', memory: '100Mi' },
    probe: { ...probeOf(2381, '127.0.0.1'), scheme: 'HTTP' },
    mounts: {
      'etcd-data': ['/var/lib/etcd', 'DirectoryOrCreate', 'writes'],
      'etcd-certs': [ETCD, 'DirectoryOrCreate', 'writes'],
    },
  }
}

function apiServer(address: string, serviceCIDR: string): Manifest {
  const etcdClient = `${PKI}/apiserver-etcd-client`
  const kubeletClient = `${PKI}/apiserver-kubelet-client`
  return {
    component: 'kube-apiserver',
    image: `registry.k8s.io/kube-apiserver:${VERSION}`,
    flags: [
      `advertise-address=${address}`,
      'allow-privileged=true',
      'authorization-mode=Node,RBAC',
      `client-ca-file=${PKI}/ca.crt`,
      'enable-admission-plugins=NodeRestriction',
      'enable-bootstrap-token-auth=true',
      `etcd-cafile=${ETCD}/ca.crt`,
      `etcd-certfile=${etcdClient}.crt`,
      `etcd-keyfile=${etcdClient}.key`,
      'etcd-servers=https://127.0.0.1:2379',
      `kubelet-client-certificate=${kubeletClient}.crt`,
      `kubelet-client-key=${kubeletClient}.key`,
      'kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname',
      `proxy-client-cert-file=${PKI}/front-proxy-client.crt`,
      `proxy-client-key-file=${PKI}/front-proxy-client.key`,
      'requestheader-allowed-names=front-proxy-client',
      `requestheader-client-ca-file=${PKI}/front-proxy-ca.crt`,
      'requestheader-extra-headers-prefix=X-Remote-Extra-',
      'requestheader-group-headers=X-Remote-Group',
      'requestheader-username-headers=X-Remote-User',
      `secure-port=${plan.apiServerPort}`,
      'service-account-issuer=https://kubernetes.default.svc.cluster.local',
      `service-account-key-file=${PKI}/sa.pub`,
      `service-account-signing-key-file=${PKI}/sa.key`,
      `service-cluster-ip-range=${serviceCIDR}`,
      `tls-cert-file=${PKI}/apiserver.crt`,
      `tls-private-key-file=${PKI}/apiserver.key`,
    ],
    requests: { cpu: '250m' },
    probe: probeOf(plan.apiServerPort, address),
    mounts: CERTIFICATES,
  }
}

function controllerManager(podCIDR: string, serviceCIDR: string): Manifest {
  const config = '/etc/kubernetes/controller-manager.conf'
  return {
    component: 'kube-controller-manager',
    image: `registry.k8s.io/kube-controller-manager:${VERSION}`,
    flags: [
      'allocate-node-cidrs=true',
      `authentication-kubeconfig=${config}`,
      `authorization-kubeconfig=${config}`,
      'bind-address=127.0.0.1',
      `client-ca-file=${PKI}/ca.crt`,
      `cluster-cidr=${podCIDR}`,
      'cluster-name=kubernetes',
      `cluster-signing-cert-file=${PKI}/ca.crt`,
      `cluster-signing-key-file=${PKI}/ca.key`,
      'controllers=*,bootstrapsigner,tokencleaner',
      `kubeconfig=${config}`,
      'leader-elect=true',
      `requestheader-client-ca-file=${PKI}/front-proxy-ca.crt`,
      `root-ca-file=${PKI}/ca.crt`,
      `service-account-private-key-file=${PKI}/sa.key`,
      `service-cluster-ip-range=${serviceCIDR}`,
      'use-service-account-credentials=true',
    ],
    requests: { cpu: '200m' },
    probe: { ...probeOf(10_257, '127.0.0.1'), alive: '/healthz', isReadinessKnown: false },
    mounts: {
      ...CERTIFICATES,
      'flexvolume-dir': [PLUGINS, 'DirectoryOrCreate', 'writes'],
      kubeconfig: kubeconfig('controller-manager.conf'),
    },
  }
}

const scheduler = (): Manifest => ({
  component: 'kube-scheduler',
  image: `registry.k8s.io/kube-scheduler:${VERSION}`,
  flags: [
    'authentication-kubeconfig=/etc/kubernetes/scheduler.conf',
    'authorization-kubeconfig=/etc/kubernetes/scheduler.conf',
    'bind-address=127.0.0.1',
    'kubeconfig=/etc/kubernetes/scheduler.conf',
    'leader-elect=true',
  ],
  requests: { cpu: '100m' },
  probe: probeOf(10_259, '127.0.0.1'),
  mounts: { kubeconfig: kubeconfig('scheduler.conf') },
})

/** The control plane's Pods on node-1 (cmd/kubeadm/app/phases/controlplane and etcd). */
export function staticPods(options: ClusterOptions, nodeUid: string): readonly Draft[] {
  const [name, address] = [nodeName(0), nodeAddress(0)]
  const { pods, services } = blocksOf(options)
  return [
    etcd(address, name),
    apiServer(address, services),
    controllerManager(pods, services),
    scheduler(),
  ].map((manifest) => mirrorOf(manifest, { name, uid: nodeUid, options, address }))
}

interface Place {
  readonly name: string
  readonly uid: string
  readonly address: string
  readonly options: ClusterOptions
}

// What the kubelet shows in the API of a Pod that comes from a file.
function mirrorOf(manifest: Manifest, { name, uid, address, options }: Place): Draft {
  const { component } = manifest
  const hash = [1, 2, 3, 4].map((part) => hex(`${component}/${part}`, options.seed)).join('')
  const source = 'kubernetes.io/config'
  const endpoint = `${address}:${plan.apiServerPort}`
  return draft({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${component}-${name}`,
      namespace: SYSTEM,
      labels: { component, tier: 'control-plane' },
      annotations: {
        ...(component === 'etcd' && {
          'kubeadm.kubernetes.io/etcd.advertise-client-urls': `https://${address}:2379`,
        }),
        ...(component === 'kube-apiserver' && {
          'kubeadm.kubernetes.io/kube-apiserver.advertise-address.endpoint': endpoint,
        }),
        [`${source}.hash`]: hash,
        [MIRROR]: hash,
        [`${source}.seen`]: timestamp(options.epoch, 0).replace('Z', '.000000000Z'),
        [`${source}.source`]: 'file',
      },
      ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name, uid, controller: true }],
    },
    spec: specOf(manifest, name),
  })
}

const hex = (text: string, seed: number): string =>
  hashText(text, seed).toString(16).padStart(8, '0')

function specOf({ component, image, flags, mounts, probe, requests }: Manifest, node: string) {
  const volumes = Object.entries(mounts)
  return {
    nodeName: node,
    hostNetwork: true,
    priorityClassName: 'system-node-critical',
    securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
    tolerations: [{ effect: 'NoExecute', operator: 'Exists' }],
    containers: [
      {
        name: component,
        image,
        imagePullPolicy: 'IfNotPresent',
        command: [component, ...flags.map((flag) => `--${flag}`)],
        ports: [{ name: probe.port.name, containerPort: probe.port.number, protocol: 'TCP' }],
        resources: { requests },
        ...probesOf(probe),
        volumeMounts: volumes.map(([name, [mountPath, , writes]]) => ({
          name,
          mountPath,
          ...(writes ? {} : { readOnly: true }),
        })),
      },
    ],
    volumes: volumes.map(([name, [path, type]]) => ({ name, hostPath: { path, type } })),
  }
}

function probesOf({ alive, host, isReadinessKnown, port, ready, scheme }: Probe) {
  const asking = (path: string) => ({ httpGet: { host, path, port: port.name, scheme } })
  const patience = { failureThreshold: 8, timeoutSeconds: 15, periodSeconds: 10 }
  return {
    livenessProbe: { ...asking(alive), ...patience, initialDelaySeconds: 10 },
    startupProbe: {
      ...asking(isReadinessKnown && scheme === 'HTTP' ? ready : alive),
      ...patience,
      failureThreshold: 24,
      initialDelaySeconds: 10,
    },
    ...(isReadinessKnown && {
      readinessProbe: {
        ...asking(ready),
        failureThreshold: 3,
        timeoutSeconds: 15,
        periodSeconds: 1,
      },
    }),
  }
}
