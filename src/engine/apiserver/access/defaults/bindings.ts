/** To whom: a user, a group, or the account of the same name in `kube-system`. */
type Whom = readonly [kind: 'Group' | 'ServiceAccount' | 'User', name: string]

/** A binding: its name, its role, and to whom it gives that. */
export type Bound = readonly [name: string, role: string, ...whom: readonly Whom[]]

const AUTHENTICATED: Whom = ['Group', 'system:authenticated']
const SCHEDULER: Whom = ['User', 'system:kube-scheduler']
const TOKENS: Whom = ['Group', 'system:bootstrappers:kubeadm:default-node-token']
const CSR = 'system:certificates.k8s.io:certificatesigningrequests'

const alike = (name: string, ...whom: readonly Whom[]): Bound => [name, name, ...whom]

/** Which of the cluster's own roles is whose (bootstrappolicy, ClusterRoleBindings). */
export const bindings: readonly Bound[] = [
  alike('cluster-admin', ['Group', 'system:masters']),
  alike('system:basic-user', AUTHENTICATED),
  alike('system:discovery', AUTHENTICATED),
  alike('system:kube-controller-manager', ['User', 'system:kube-controller-manager']),
  alike('system:kube-dns', ['ServiceAccount', 'kube-dns']),
  alike('system:kube-scheduler', SCHEDULER),
  alike('system:monitoring', ['Group', 'system:monitoring']),
  // Whom it was for, the node authorizer knows better.
  alike('system:node'),
  alike('system:node-proxier', ['User', 'system:kube-proxy']),
  alike('system:public-info-viewer', AUTHENTICATED, ['Group', 'system:unauthenticated']),
  alike('system:service-account-issuer-discovery', ['Group', 'system:serviceaccounts']),
  alike('system:volume-scheduler', SCHEDULER),
]

/** What kubeadm and the manifest of CoreDNS give to whom. */
export const broughtBindings: readonly Bound[] = [
  ['kubeadm:cluster-admins', 'cluster-admin', ['Group', 'kubeadm:cluster-admins']],
  ['kubeadm:get-nodes', 'kubeadm:get-nodes', TOKENS],
  ['kubeadm:kubelet-bootstrap', 'system:node-bootstrapper', TOKENS],
  ['kubeadm:node-autoapprove-bootstrap', `${CSR}:nodeclient`, TOKENS],
  [
    'kubeadm:node-autoapprove-certificate-rotation',
    `${CSR}:selfnodeclient`,
    ['Group', 'system:nodes'],
  ],
  ['kubeadm:node-proxier', 'system:node-proxier', ['ServiceAccount', 'kube-proxy']],
  alike('system:coredns', ['ServiceAccount', 'coredns']),
]
