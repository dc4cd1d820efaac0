/**
 * What the opening of an ordinary scenario does not run: modules under `src/`, by folder. What
 * only they import need not be named.
 */
const byFolder = {
  'engine/apiserver': 'listing scale selectors discovery/aggregated managed-fields/apply',
  'engine/apiserver/handlers': 'apply delete parts patch update',
  'engine/api': 'mistyped',
  'engine/cluster':
    'digest doctor/index expiry judge/index logs proxying why/index watch ' +
    'trace/index trace/request ' +
    'kernel/flows-page kernel/listing kernel/rules-page kernel/texts',
  'engine/controllers': 'cronjob/cronjob pod-autoscaler replicaset/victims',
  'engine/controllers/job': 'indexes pods sight verdict',
  'engine/controllers/service-lb': 'docker-desktop k3s kind-cloud-provider minikube-tunnel',
  'engine/controllers/statefulset': 'identity members',
  'engine/coredns':
    'kubernetes/hosts kubernetes/reverse kubernetes/reverse-names plugins/hosts plugins/log',
  'engine/coredns/plugins': 'rewrite/index template',
  'engine/images':
    'alpine busybox getent http-echo netshoot nginx/hello nslookup/index curl/program',
  'engine/images/agnhost':
    'connect dial fake-gitserver file-server liveness pause porter printing serve-hostname',
  'engine/images/bind': 'dig host nslookup',
  'engine/images/commands': 'files filters ip ps small sockets tar',
  'engine/images/httpbin': 'index',
  'engine/images/httpd': 'index',
  'engine/images/kube-proxy': 'pages',
  'engine/images/mysql': 'index',
  'engine/images/nc': 'index telnet',
  'engine/images/node-tools': 'index',
  'engine/images/ping': 'index traceroute',
  'engine/images/postgres': 'index',
  'engine/images/redis': 'index',
  'engine/images/shell': 'complaint hearing parse run session wget',
  'engine/kube-proxy':
    'ipset-save ipvs/index ipvsadm ipvsadm-counts iptables-list iptables-save nft-list ' +
    'nft-script nftables/service-block',
  'engine/kubelet': 'deletion mirror stopping',
  'engine/network': 'counted flushing schedulers tracked virtual-servers',
  'engine/resources': 'openapi cronjob/schedule ingress/validate rbac/validate usage/scope',
  'engine/resources/horizontalpodautoscaler': 'v1 validate',
  'engine/resources/job': 'default validate',
  'engine/resources/pod': 'debugging validate/ephemeral validate/update',
  'engine/runtime': 'by-hand echo executing http-text opening proxying stack streams told tracing',
  host: 'past',
  kubectl: 'applying/difference patch-schema',
  projection: 'look',
} as const

/** The modules of a cluster that come late in a worker: paths below `src/`. */
export const lateModuleNames: readonly string[] = Object.entries(byFolder).flatMap(
  ([folder, names]) => names.split(' ').map((name) => `${folder}/${name}`),
)
