/** Texts on Pods as a whole, in English. */
export const pods = {
  Pod: 'One or more containers that share an IP address and live and die together on one node.',
  'Pod.spec':
    'Containers of the Pod, and how they are run. After creation little else than the images can be changed.',
  'PodTemplateSpec.metadata': 'Labels and annotations that each Pod gets.',
  'PodTemplateSpec.spec': 'Spec that each Pod gets.',
  'PodSpec.containers':
    'Containers of the Pod, at least one. They share its address, so each listens on ports of its own.',
  'PodSpec.initContainers':
    'Containers that run one after another, each to its end, before the others start. With `restartPolicy: Always` one keeps running beside them, as a sidecar.',
  'PodSpec.volumes': 'Storage and files that the containers may mount.',
  'PodSpec.restartPolicy':
    'When an ended container is started again, after a growing pause. Default: `Always`, the only one for a Deployment.',
  'PodSpec.restartPolicy.Always': 'Whenever it ends.',
  'PodSpec.restartPolicy.OnFailure': 'When it ends with a code other than 0.',
  'PodSpec.restartPolicy.Never': 'Never.',
  'PodSpec.terminationGracePeriodSeconds':
    'Seconds between the request to stop (SIGTERM) and the kill (SIGKILL). 0 kills at once. Default: 30.',
  'PodSpec.activeDeadlineSeconds':
    'Seconds the Pod may run in all before it is stopped and counts as failed. Default: no limit.',
  'PodSpec.dnsPolicy': 'Where the Pod asks for names. Default: `ClusterFirst`.',
  'PodSpec.dnsPolicy.ClusterFirst':
    'The cluster’s DNS. With `hostNetwork` the node’s is used instead.',
  'PodSpec.dnsPolicy.ClusterFirstWithHostNet': 'The cluster’s DNS, with `hostNetwork`, too.',
  'PodSpec.dnsPolicy.Default': 'The node’s own DNS: names of Services are not found.',
  'PodSpec.dnsPolicy.None': 'Only what `dnsConfig` says.',
  'PodSpec.dnsConfig': 'DNS servers, search domains and options, added to what `dnsPolicy` gives.',
  'PodSpec.nodeName': 'Node the Pod runs on. If you set it, the scheduler is not asked.',
  'PodSpec.nodeSelector': 'Labels a node must have, all of them, to get the Pod.',
  'PodSpec.affinity': 'Finer wishes and demands about nodes and neighbours.',
  'PodSpec.tolerations': 'Taints of nodes that this Pod puts up with.',
  'PodSpec.topologySpreadConstraints': 'How evenly Pods are spread over nodes or zones.',
  'PodSpec.hostNetwork':
    'Use the node’s network: the Pod has the node’s address and shares its ports. Default: `false`.',
  'PodSpec.hostPID': 'See the processes of the node. Default: `false`.',
  'PodSpec.hostIPC': 'Share the node’s inter-process communication. Default: `false`.',
  'PodSpec.hostname': 'Host name of the Pod, a DNS label. Default: the Pod’s name.',
  'PodSpec.hostnameOverride':
    'Host name inside the Pod, in place of `hostname`, for DNS names as well as plain ones.',
  'PodSpec.subdomain':
    'Name of a headless Service: with `hostname` the Pod is then found as `hostname.subdomain.namespace.svc.cluster.local`.',
  'PodSpec.setHostnameAsFQDN': 'Make the full DNS name the host name. Default: `false`.',
  'PodSpec.hostAliases': 'Lines for `/etc/hosts` of the containers.',
  'PodSpec.enableServiceLinks':
    'Whether containers get variables such as `WEB_SVC_SERVICE_HOST` for every Service that was there first. Default: `true`.',
  'PodSpec.serviceAccountName':
    'Account under which the Pod talks to the API server. Default: `default`.',
  'PodSpec.serviceAccount': 'The old name of `serviceAccountName`. Use that one.',
  'PodSpec.automountServiceAccountToken':
    'Whether the account’s token is mounted into the containers. Default: `true`.',
  'PodSpec.imagePullSecrets': 'Secrets with which to log in to image registries.',
  'PodSpec.securityContext': 'Users, groups and rights for all containers.',
  'PodSpec.shareProcessNamespace':
    'Whether the containers see each other’s processes. Default: `false`.',
  'PodSpec.priority': 'Set by the server from `priorityClassName`: higher goes first.',
  'PodSpec.priorityClassName':
    'How important the Pod is to the scheduler. Important Pods may push out others.',
  'PodSpec.preemptionPolicy':
    'Whether the Pod may push out less important ones. Default: `PreemptLowerPriority`.',
  'PodSpec.preemptionPolicy.PreemptLowerPriority': 'It may.',
  'PodSpec.preemptionPolicy.Never': 'It waits for room.',
  'PodSpec.schedulerName':
    'Which scheduler places the Pod. Default: `default-scheduler`. With an unknown one the Pod stays pending.',
  'PodSpec.runtimeClassName':
    'Which container runtime runs the Pod. Default: the node’s usual one.',
  'PodSpec.readinessGates':
    'Further conditions that must be true before the Pod is ready. Something outside the kubelet sets them.',
  'PodSpec.schedulingGates': 'While the list is not empty, the scheduler does not look at the Pod.',
  'PodSpec.overhead': 'Resources that the runtime itself needs, added to those of the containers.',
  'PodSpec.resources': 'Resources of the Pod as a whole, shared by its containers.',
  'PodSpec.resourceClaims': 'Devices, such as GPUs, claimed for the Pod.',
  'PodSpec.os': 'Operating system the Pod is meant for: `linux` or `windows`.',
  'PodSpec.ephemeralContainers':
    'Containers added to a running Pod for debugging, by `kubectl debug`. Not allowed in a manifest.',
  'PodSpec.hostUsers': 'Whether user numbers inside are those of the node. Default: `true`.',
  'PodDNSConfig.nameservers': 'Addresses of DNS servers, at most three.',
  'PodDNSConfig.searches': 'Domains tried behind a short name, in order.',
  'PodDNSConfig.options': 'Options of the resolver, such as `ndots`.',
  'PodDNSConfigOption.name': 'Name of the option.',
  'PodDNSConfigOption.value': 'Its value, as text: `"2"`.',
  'HostAlias.ip': 'Address the names stand for.',
  'HostAlias.hostnames': 'Names that lead to it.',
  'PodOS.name': '`linux` or `windows`.',
  'PodReadinessGate.conditionType': 'Type of the condition that must be true.',
  'PodSchedulingGate.name': 'Name of the gate, removed by whoever set it.',
  'EphemeralContainer.targetContainerName': 'Container whose processes it sees.',
} as const
