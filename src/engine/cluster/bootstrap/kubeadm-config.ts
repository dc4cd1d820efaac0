import { base64OfText } from '../../api/base64'
import type { Draft } from '../../apiserver/action'
import { CERTIFICATE } from '../../controllers/namespace-defaults'
import { blocksOf, type ClusterOptions, nodeAddress, plan } from '../options'
import { draft, SYSTEM, VERSION } from './draft'

/** What `kubeadm init` keeps in the cluster for `join`, `upgrade` and whoever wants to know. */
export const kubeadmConfig = (options: ClusterOptions): readonly Draft[] => [
  configMap('kubeadm-config', { ClusterConfiguration: clusterText(options) }),
  configMap('kubelet-config', { kubelet: KUBELET }),
  clusterInfo(),
]

/** What the API server itself publishes: by which certificates it knows who asks. */
export const authentication = (): Draft =>
  configMap('extension-apiserver-authentication', {
    'client-ca-file': CERTIFICATE,
    'requestheader-allowed-names': '["front-proxy-client"]',
    'requestheader-client-ca-file': CERTIFICATE,
    'requestheader-extra-headers-prefix': '["X-Remote-Extra-"]',
    'requestheader-group-headers': '["X-Remote-Group"]',
    'requestheader-uid-headers': '[]',
    'requestheader-username-headers': '["X-Remote-User"]',
  })

const configMap = (
  name: string,
  data: Readonly<Record<string, string>>,
  namespace = SYSTEM,
): Draft => draft({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data })

const clusterText = (options: ClusterOptions): string => `apiServer: {}
apiVersion: kubeadm.k8s.io/v1beta4
caCertificateValidityPeriod: 87600h0m0s
certificateValidityPeriod: 8760h0m0s
certificatesDir: /etc/kubernetes/pki
clusterName: kubernetes
controllerManager: {}
dns: {}
encryptionAlgorithm: RSA-2048
etcd:
  local:
    dataDir: /var/lib/etcd
imageRepository: registry.k8s.io
kind: ClusterConfiguration
kubernetesVersion: ${VERSION}
networking:
  dnsDomain: cluster.local
  podSubnet: ${blocksOf(options).pods}
  serviceSubnet: ${blocksOf(options).services}
proxy: {}
scheduler: {}
`

const KUBELET = `apiVersion: kubelet.config.k8s.io/v1beta1
authentication:
  anonymous:
    enabled: false
  webhook:
    cacheTTL: 0s
    enabled: true
  x509:
    clientCAFile: /etc/kubernetes/pki/ca.crt
authorization:
  mode: Webhook
cgroupDriver: systemd
clusterDNS:
- ${plan.dnsAddress}
clusterDomain: cluster.local
healthzBindAddress: 127.0.0.1
healthzPort: 10248
kind: KubeletConfiguration
rotateCertificates: true
staticPodPath: /etc/kubernetes/manifests
`

const clusterInfo = (): Draft =>
  configMap(
    'cluster-info',
    {
      kubeconfig: `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: ${base64OfText(CERTIFICATE)}
    server: https://${nodeAddress(0)}:${plan.apiServerPort}
  name: ""
contexts: null
current-context: ""
kind: Config
preferences: {}
users: null
`,
    },
    'kube-public',
  )
