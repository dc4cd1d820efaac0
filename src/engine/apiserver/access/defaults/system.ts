import { EVENTS } from './notation'

const CSR = 'system:certificates.k8s.io:certificatesigningrequests'
const approver = (signer: string): readonly [string, readonly string[]] => [
  `system:certificates.k8s.io:${signer}-approver`,
  [`approve certificates signers #kubernetes.io/${signer}`],
]
const HEALTH = '/healthz,/livez,/readyz,/version,/version/'
const REVIEWS = [
  'create authentication tokenreviews',
  'create authorization subjectaccessreviews',
] as const

/** The roles of the cluster's own parts (bootstrappolicy/policy.go). */
export const system: Readonly<Record<string, readonly string[]>> = {
  'cluster-admin': ['* * *', '* urls *'],
  'system:auth-delegator': REVIEWS,
  'system:basic-user': [
    'create authorization selfsubjectaccessreviews,selfsubjectrulesreviews',
    'create authentication selfsubjectreviews',
  ],
  [`${CSR}:nodeclient`]: ['create certificates certificatesigningrequests/nodeclient'],
  [`${CSR}:selfnodeclient`]: ['create certificates certificatesigningrequests/selfnodeclient'],
  ...Object.fromEntries(
    [
      'kube-apiserver-client',
      'kube-apiserver-client-kubelet',
      'kubelet-serving',
      'legacy-unknown',
    ].map(approver),
  ),
  'system:discovery': [
    'get urls /api,/api/*,/apis,/apis/*,/healthz,/livez,/openapi,/openapi/*,/readyz,/version,' +
      '/version/',
  ],
  'system:heapster': ['READ core events,namespaces,nodes,pods', 'READ extensions deployments'],
  'system:kube-aggregator': ['READ core endpoints,services'],
  'system:kube-controller-manager': [
    EVENTS,
    'create coordination leases',
    'get,update coordination leases #kube-controller-manager',
    'create core secrets,serviceaccounts',
    'delete core secrets',
    'get core configmaps,namespaces,secrets,serviceaccounts',
    'update core secrets,serviceaccounts',
    ...REVIEWS,
    'SEE * *',
    'create core serviceaccounts/token',
  ],
  'system:kube-dns': ['SEE core endpoints,services'],
  'system:kube-scheduler': [
    EVENTS,
    'create coordination leases',
    'get,update coordination leases #kube-scheduler',
    'READ core nodes',
    'delete,get,list,watch core pods',
    'create core bindings,pods/binding',
    'patch,update core pods/status',
    'READ core replicationcontrollers,services',
    'READ apps,extensions replicasets',
    'READ apps statefulsets',
    'READ policy poddisruptionbudgets',
    'READ core persistentvolumeclaims,persistentvolumes',
    ...REVIEWS,
    'READ storage csinodes',
    'READ core namespaces',
    'READ storage csidrivers',
    'READ storage csistoragecapacities',
    'READ resource deviceclasses,resourceclaims,resourceslices',
    'patch,update resource resourceclaims/status',
  ],
  'system:kubelet-api-admin': [
    'READ core nodes',
    'proxy core nodes',
    '* core nodes/log,nodes/metrics,nodes/proxy,nodes/stats',
  ],
  'system:monitoring': [
    'get urls /healthz,/healthz/*,/livez,/livez/*,/metrics,/metrics/slis,/readyz,/readyz/*',
  ],
  'system:node': [
    'create authentication tokenreviews',
    'create authorization localsubjectaccessreviews,subjectaccessreviews',
    'READ core services',
    'create,get,list,watch core nodes',
    'patch,update core nodes/status',
    'patch,update core nodes',
    'create,patch,update core events',
    'READ core pods',
    'create,delete core pods',
    'patch,update core pods/status',
    'create core pods/eviction',
    'READ core configmaps,secrets',
    'get core persistentvolumeclaims,persistentvolumes',
    'get core endpoints',
    'create,get,list,watch certificates certificatesigningrequests',
    'create,delete,get,patch,update coordination leases',
    'get storage volumeattachments',
    'create core serviceaccounts/token',
    'get,patch,update core persistentvolumeclaims/status',
    'READ storage csidrivers',
    'create,delete,get,patch,update storage csinodes',
    'READ node runtimeclasses',
    'get resource resourceclaims',
    'ALL resource resourceslices',
  ],
  'system:node-bootstrapper': ['create,get,list,watch certificates certificatesigningrequests'],
  'system:node-problem-detector': ['get core nodes', 'patch core nodes/status', EVENTS],
  'system:node-proxier': [
    'SEE core endpoints,services',
    'READ core nodes',
    EVENTS,
    'SEE discovery endpointslices',
    'SEE networking servicecidrs',
  ],
  'system:persistent-volume-provisioner': [
    'create,delete,get,list,watch core persistentvolumes',
    'get,list,update,watch core persistentvolumeclaims',
    'READ storage storageclasses',
    'watch core events',
    EVENTS,
  ],
  'system:public-info-viewer': [`get urls ${HEALTH}`],
  'system:service-account-issuer-discovery': [
    'get urls /.well-known/openid-configuration,/openid/v1/jwks',
  ],
  'system:volume-scheduler': [
    'get,list,patch,update,watch core persistentvolumes',
    'READ storage storageclasses',
    'get,list,patch,update,watch core persistentvolumeclaims',
  ],
}

/** What kubeadm and the manifest of CoreDNS bring; nobody keeps them as they were. */
export const brought: Readonly<Record<string, readonly string[]>> = {
  'kubeadm:get-nodes': ['get core nodes'],
  'system:coredns': ['SEE core endpoints,services,pods,namespaces', 'SEE discovery endpointslices'],
}
