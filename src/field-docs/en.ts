import { workloadsEn } from './workloads-en'

/**
 * What fields mean, for those who learn: keyed by Go type and field, `Type.field.Value` for one of
 * a field's values, and `Kind` alone for a kind. Our own words; names and limits are Kubernetes'.
 */
export const en = {
  'TypeMeta.apiVersion':
    'API group and version of the kind: `v1` for the core kinds, `apps/v1` for Deployment and ReplicaSet, `discovery.k8s.io/v1` for EndpointSlice.',
  'TypeMeta.kind':
    'What sort of object this is. With `apiVersion` it decides which fields may follow.',
  'TypeMeta.metadata': 'Name, namespace, labels and annotations.',
  'TypeMeta.status':
    'What the cluster has found. The cluster writes it; what you apply here is ignored.',

  Service: 'A name and an address that stay, in front of Pods that come and go.',
  Deployment:
    'Keeps a number of equal Pods running and replaces them step by step when their template changes.',
  ReplicaSet:
    'Keeps a number of equal Pods running. A Deployment makes one for each version of its template.',
  Pod: 'One or more containers that share an IP address and live and die together on one node.',
  Namespace:
    'A room for names: objects in different namespaces may have the same name. Deleting it deletes everything inside.',
  ConfigMap: 'Settings as text by key, for containers to read as environment variables or files.',
  Secret:
    'Like a ConfigMap, for passwords, keys and certificates. Values are base64, which hides nothing.',
  EndpointSlice:
    'The addresses behind a Service, each with whether it is ready. For a Service with a selector the cluster writes it.',
  Node: 'A machine of the cluster, on which Pods run. It registers itself.',
  ServiceAccount: 'An account for programs in Pods. Each namespace has one named `default`.',
  Event: 'A note of something that happened to an object, kept for a while.',
  Lease: 'A sign of life: nodes and leaders renew theirs every few seconds.',
  Endpoints: 'The old list of addresses behind a Service. EndpointSlice has taken its place.',

  'ObjectMeta.name':
    'Name of the object, unique among its kind in the namespace. Cannot be changed: another name is another object.',
  'ObjectMeta.generateName':
    'Beginning of a name, which the server completes with five random characters. Used only when `name` is absent.',
  'ObjectMeta.namespace': 'Namespace the object lives in. Default: `default`. Cannot be changed.',
  'ObjectMeta.labels':
    'Text by key, for selecting. A Service finds its Pods by their labels. Values have at most 63 characters; numbers and `true` need quotes.',
  'ObjectMeta.annotations':
    'Notes by key, for tools and people. Nothing selects by them. All together at most 256 KiB.',
  'ObjectMeta.ownerReferences':
    'Objects this one belongs to. When the last of them is deleted, this one is deleted, too.',
  'ObjectMeta.finalizers':
    'Work to be done before the object may vanish. While the list is not empty, a deleted object stays, as terminating.',
  'ObjectMeta.uid': 'Set by the server: tells this object from an earlier one of the same name.',
  'ObjectMeta.resourceVersion':
    'Set by the server, new with every change. If you send one that is not the latest, the update is refused as a conflict.',
  'ObjectMeta.generation': 'Set by the server: counts changes of the spec.',
  'ObjectMeta.creationTimestamp': 'Set by the server: when the object was created.',
  'ObjectMeta.deletionTimestamp':
    'Set by the server: by when the object, being deleted, should be gone.',
  'ObjectMeta.deletionGracePeriodSeconds':
    'Set by the server: seconds the object is given to end by itself.',
  'ObjectMeta.managedFields': 'Set by the server: who set which field.',
  'ObjectMeta.selfLink': 'No longer filled in.',

  'OwnerReference.apiVersion': 'API version of the owner, such as `apps/v1`.',
  'OwnerReference.kind': 'Kind of the owner, such as `ReplicaSet`.',
  'OwnerReference.name': 'Name of the owner, in the same namespace.',
  'OwnerReference.uid': 'The very object that is the owner; another of the same name is not.',
  'OwnerReference.controller': 'Whether the owner manages this object. At most one owner does.',
  'OwnerReference.blockOwnerDeletion':
    'Whether a foreground deletion of the owner waits until this object is gone.',

  'LabelSelector.matchLabels':
    'Labels an object must have, all of them, with exactly these values.',
  'LabelSelector.matchExpressions':
    'Further conditions on labels. All must hold, besides `matchLabels`.',
  'LabelSelectorRequirement.key': 'Key of the label the condition is about.',
  'LabelSelectorRequirement.operator':
    'How the label is compared: `In`, `NotIn`, `Exists` or `DoesNotExist`.',
  'LabelSelectorRequirement.values':
    'Values to compare with. Needed for `In` and `NotIn`, not allowed with the other two.',

  'Service.spec': 'How the Service is reached, and which Pods stand behind it.',
  'ServiceSpec.type':
    'From where the Service can be reached. NodePort adds to ClusterIP, LoadBalancer to NodePort. Default: `ClusterIP`.',
  'ServiceSpec.type.ClusterIP': 'An address inside the cluster, for Pods and nodes only.',
  'ServiceSpec.type.NodePort': 'Also a port on every node, 30000–32767, for clients outside.',
  'ServiceSpec.type.LoadBalancer':
    'Also a load balancer of the provider. Without a provider it stays pending.',
  'ServiceSpec.type.ExternalName':
    'Only a DNS alias (CNAME) for a name outside: no address, no Pods, no proxy.',
  'ServiceSpec.selector':
    'Labels a Pod must have, all of them, to stand behind the Service. Only Pods of the same namespace. Without a selector you write the EndpointSlices yourself.',
  'ServiceSpec.ports':
    'Ports the Service listens on. Needed unless the Service is headless or an ExternalName.',
  'ServicePort.name':
    'Name of the port, a DNS label. Needed on every port if there is more than one. DNS SRV records use it.',
  'ServicePort.port': 'Port of the Service, which clients ask for. 1–65535.',
  'ServicePort.targetPort':
    'Port on the Pod: a number, 1–65535, or the name of a container port, which each Pod resolves for itself. Default: the same as `port`.',
  'ServicePort.nodePort':
    'Port on every node, 30000–32767 and not yet taken. Chosen for you if absent. Only for NodePort and LoadBalancer.',
  'ServicePort.protocol': 'Transport protocol: `TCP`, `UDP` or `SCTP`. Default: `TCP`.',
  'ServicePort.appProtocol':
    'What is spoken over the port, such as `http` or `kubernetes.io/h2c`. A hint for proxies; kube-proxy does not look at it.',
  'ServiceSpec.clusterIP':
    'Address of the Service, chosen from the Service range (10.96.0.0/12) if absent. `None` makes it headless: DNS then answers with the Pods themselves. Cannot be changed later.',
  'ServiceSpec.clusterIPs':
    'All addresses, one for each IP family, at most two. The first equals `clusterIP`.',
  'ServiceSpec.ipFamilies':
    'IP families of the addresses: `IPv4`, `IPv6`. Default: the family of the cluster. The first cannot be changed later.',
  'ServiceSpec.ipFamilyPolicy':
    'Whether to have one address or one for each family. Default: `SingleStack`.',
  'ServiceSpec.ipFamilyPolicy.SingleStack': 'One address.',
  'ServiceSpec.ipFamilyPolicy.PreferDualStack':
    'Two addresses if the cluster has both families, else one.',
  'ServiceSpec.ipFamilyPolicy.RequireDualStack': 'Two addresses, or a refusal.',
  'ServiceSpec.sessionAffinity': 'Whether a client keeps its Pod. Default: `None`.',
  'ServiceSpec.sessionAffinity.None': 'Each connection may reach another Pod.',
  'ServiceSpec.sessionAffinity.ClientIP':
    'Connections from one address go to one Pod, as long as it is ready and the time limit has not passed.',
  'ServiceSpec.sessionAffinityConfig':
    'How long affinity lasts. Dropped if `sessionAffinity` is `None`.',
  'SessionAffinityConfig.clientIP': 'Settings of affinity by client address.',
  'ClientIPConfig.timeoutSeconds':
    'Seconds without a new connection after which a client may get another Pod. 1–86400. Default: 10800, three hours.',
  'ServiceSpec.internalTrafficPolicy':
    'Which endpoints traffic from inside the cluster may use. Default: `Cluster`.',
  'ServiceSpec.internalTrafficPolicy.Cluster': 'All endpoints, on any node.',
  'ServiceSpec.internalTrafficPolicy.Local':
    'Only those on the client’s own node. If there is none, packets are dropped.',
  'ServiceSpec.externalTrafficPolicy':
    'Which endpoints traffic from outside (node port, load balancer, external address) may use. Default: `Cluster`.',
  'ServiceSpec.externalTrafficPolicy.Cluster':
    'All endpoints. The Pod sees the node’s address in place of the client’s.',
  'ServiceSpec.externalTrafficPolicy.Local':
    'Only those on the node that was asked. The client’s address is kept; a node without an endpoint drops the packets.',
  'ServiceSpec.healthCheckNodePort':
    'Port on which each node tells the load balancer whether it has an endpoint. Only for LoadBalancer with `externalTrafficPolicy: Local`. Chosen for you if absent.',
  'ServiceSpec.publishNotReadyAddresses':
    'Treat Pods as ready even when they are not. For DNS among Pods that must find each other before they are ready. Default: `false`.',
  'ServiceSpec.externalIPs':
    'Addresses outside the cluster’s care whose traffic the nodes also accept for this Service. Deprecated since 1.36.',
  'ServiceSpec.externalName':
    'Name outside that the Service is an alias of, such as `db.example.com`: a name, not a URL. Only for ExternalName, which needs it.',
  'ServiceSpec.loadBalancerIP':
    'Address to ask the provider for. Deprecated; many providers ignore it and have an annotation instead.',
  'ServiceSpec.loadBalancerSourceRanges':
    'Blocks of client addresses that the load balancer admits, such as `203.0.113.0/24`. Default: all. Only for LoadBalancer.',
  'ServiceSpec.loadBalancerClass':
    'Which implementation of load balancers is meant, such as `example.com/internal`. Default: the provider’s own. Cannot be changed later.',
  'ServiceSpec.allocateLoadBalancerNodePorts':
    'Whether a LoadBalancer also gets node ports. Default: `true`. Turn off if the balancer reaches Pods directly.',
  'ServiceSpec.trafficDistribution':
    'Which endpoints to prefer while they are ready. Default: none in particular.',
  'ServiceSpec.trafficDistribution.PreferClose':
    'Endpoints in the client’s zone. The older name of `PreferSameZone`.',
  'ServiceSpec.trafficDistribution.PreferSameZone': 'Endpoints in the client’s zone.',
  'ServiceSpec.trafficDistribution.PreferSameNode':
    'Endpoints on the client’s node, then in its zone.',

  'Deployment.spec': 'How many Pods, made from which template, replaced in which way.',
  'DeploymentSpec.replicas': 'How many Pods to keep running. 0 or more. Default: 1.',
  'DeploymentSpec.selector':
    'Which Pods belong to the Deployment. Must match the labels of the template. Cannot be changed.',
  'DeploymentSpec.template': 'What each Pod is made from. Any change here starts a rollout.',
  'DeploymentSpec.strategy': 'How old Pods are replaced by new ones.',
  'DeploymentSpec.minReadySeconds':
    'Seconds a new Pod must be ready before it counts as available. Default: 0.',
  'DeploymentSpec.revisionHistoryLimit':
    'How many old ReplicaSets to keep, to be able to go back. Default: 10.',
  'DeploymentSpec.paused':
    'While `true`, changes of the template start no rollout. Default: `false`.',
  'DeploymentSpec.progressDeadlineSeconds':
    'Seconds without progress after which a rollout is reported as failed. It is not undone. More than `minReadySeconds`. Default: 600.',
  'DeploymentStrategy.type':
    'Replace Pods little by little or all at once. Default: `RollingUpdate`.',
  'DeploymentStrategy.type.RollingUpdate': 'New Pods start before old ones stop: no gap.',
  'DeploymentStrategy.type.Recreate':
    'All old Pods stop, then new ones start: a gap, but never two versions at once.',
  'DeploymentStrategy.rollingUpdate': 'Limits of a rolling update. Only with type `RollingUpdate`.',
  'RollingUpdateDeployment.maxSurge':
    'How many Pods there may be above `replicas` during a rollout: a number or a percentage, rounded up. Default: `25%`.',
  'RollingUpdateDeployment.maxUnavailable':
    'How many Pods may be missing below `replicas` during a rollout: a number or a percentage, rounded down. Default: `25%`. Not 0 when `maxSurge` is 0.',

  'ReplicaSet.spec': 'How many Pods, made from which template.',
  'ReplicaSetSpec.replicas': 'How many Pods to keep running. 0 or more. Default: 1.',
  'ReplicaSetSpec.selector':
    'Which Pods belong to the ReplicaSet. Must match the labels of the template. Cannot be changed.',
  'ReplicaSetSpec.template':
    'What each Pod is made from. A change concerns new Pods only: those that run stay as they are.',
  'ReplicaSetSpec.minReadySeconds':
    'Seconds a new Pod must be ready before it counts as available. Default: 0.',

  'PodTemplateSpec.metadata': 'Labels and annotations that each Pod gets.',
  'PodTemplateSpec.spec': 'Spec that each Pod gets.',

  'Pod.spec':
    'Containers of the Pod, and how they are run. After creation little else than the images can be changed.',
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

  'Container.name': 'Name of the container, a DNS label, unique in the Pod.',
  'Container.image':
    'Image to run, such as `nginx:alpine`. Without a tag, `latest` is meant. An unknown one ends in ImagePullBackOff.',
  'Container.imagePullPolicy':
    'When the image is pulled. Default: `IfNotPresent`, but `Always` for the tag `latest` or none.',
  'Container.imagePullPolicy.Always': 'Ask the registry at every start.',
  'Container.imagePullPolicy.IfNotPresent': 'Only if the node does not have it yet.',
  'Container.imagePullPolicy.Never': 'Never: the node must have it.',
  'Container.command':
    'Program to run in place of the image’s entrypoint. Not a shell line: one list item for each word.',
  'Container.args':
    'Arguments of the program, in place of the image’s. `$(NAME)` is replaced by a variable.',
  'Container.workingDir': 'Directory in which the program starts. Default: the image’s.',
  'Container.ports':
    'Ports the program listens on. For information, and to give them names: a port that is not listed is reachable all the same.',
  'Container.env':
    'Environment variables, in order; a later one may use an earlier one as `$(NAME)`.',
  'Container.envFrom':
    'Takes all keys of ConfigMaps or Secrets as environment variables. `env` wins over it.',
  'Container.resources': 'How much CPU and memory the container needs and may use.',
  'Container.resizePolicy': 'Whether changing CPU or memory of the running container restarts it.',
  'Container.volumeMounts': 'Where volumes of the Pod appear in the container’s file system.',
  'Container.volumeDevices': 'Volumes given to the container as block devices.',
  'Container.readinessProbe':
    'Asks whether the container can serve. While it cannot, the Pod gets no traffic from Services; it is not restarted.',
  'Container.livenessProbe':
    'Asks whether the container still works. If it does not, it is restarted.',
  'Container.startupProbe':
    'Asks whether a slow container has started. Until it has, the other two probes wait; if it never does, it is restarted.',
  'Container.lifecycle': 'What to do right after the start and right before the stop.',
  'Container.restartPolicy':
    'For an init container only: `Always` makes it a sidecar that keeps running.',
  'Container.restartPolicyRules': 'Exceptions from the restart policy, by exit code.',
  'Container.securityContext': 'User, group and rights of this container. Wins over the Pod’s.',
  'Container.stdin': 'Keep the standard input open. Default: `false`.',
  'Container.stdinOnce':
    'Close the standard input after the first client has gone. Default: `false`.',
  'Container.tty': 'Give the program a terminal. Needs `stdin`. Default: `false`.',
  'Container.terminationMessagePath':
    'File whose text is shown as the reason when the container ends. Default: `/dev/termination-log`.',
  'Container.terminationMessagePolicy': 'Where that text comes from. Default: `File`.',
  'Container.terminationMessagePolicy.File': 'The file only.',
  'Container.terminationMessagePolicy.FallbackToLogsOnError':
    'The end of the log if the file is empty and the container failed.',

  'ContainerPort.containerPort': 'Port the program listens on. 1–65535.',
  'ContainerPort.name':
    'Name of the port, at most 15 characters, which a Service may use as `targetPort`.',
  'ContainerPort.protocol': 'Transport protocol: `TCP`, `UDP` or `SCTP`. Default: `TCP`.',
  'ContainerPort.hostPort':
    'Also open this port on the node. Two such Pods do not fit on one node: rather use a Service.',
  'ContainerPort.hostIP': 'Address of the node on which `hostPort` is opened. Default: all.',

  'EnvVar.name': 'Name of the variable.',
  'EnvVar.value':
    'Value of the variable: text, so numbers and `true` need quotes. `$(OTHER)` is replaced.',
  'EnvVar.valueFrom': 'Where the value comes from. Not together with `value`.',
  'EnvVarSource.configMapKeyRef': 'A key of a ConfigMap.',
  'EnvVarSource.secretKeyRef': 'A key of a Secret.',
  'EnvVarSource.fieldRef': 'A field of the Pod itself, such as its name or address.',
  'EnvVarSource.resourceFieldRef': 'A request or limit of a container.',
  'EnvVarSource.fileKeyRef': 'A key in a file of variables, in an emptyDir volume.',
  'ConfigMapKeySelector.name': 'Name of the ConfigMap.',
  'ConfigMapKeySelector.key': 'Key whose value is taken.',
  'ConfigMapKeySelector.optional':
    'Whether it may be missing. If not, the container does not start without it. Default: `false`.',
  'SecretKeySelector.name': 'Name of the Secret.',
  'SecretKeySelector.key': 'Key whose value is taken.',
  'SecretKeySelector.optional':
    'Whether it may be missing. If not, the container does not start without it. Default: `false`.',
  'FileKeySelector.volumeName': 'Volume that holds the file.',
  'FileKeySelector.path': 'Relative path of the file.',
  'FileKeySelector.key': 'Key whose value is taken.',
  'FileKeySelector.optional': 'Whether it may be missing. Default: `false`.',
  'ObjectFieldSelector.fieldPath':
    "Field of the Pod: `metadata.name`, `metadata.namespace`, `metadata.uid`, `metadata.labels['KEY']`, `spec.nodeName`, `status.podIP`, `status.hostIP` …",
  'ObjectFieldSelector.apiVersion': 'API version in which the path is written. Default: `v1`.',
  'ResourceFieldSelector.resource':
    'Which amount: `limits.cpu`, `limits.memory`, `requests.cpu`, `requests.memory` …',
  'ResourceFieldSelector.containerName': 'Which container. Default: this one.',
  'ResourceFieldSelector.divisor':
    'Unit in which the amount is given, such as `1Mi` or `1m`. Default: `1`.',
  'EnvFromSource.configMapRef': 'ConfigMap whose keys become variables.',
  'EnvFromSource.secretRef': 'Secret whose keys become variables.',
  'EnvFromSource.prefix': 'Text put before each name.',
  'ConfigMapEnvSource.name': 'Name of the ConfigMap.',
  'ConfigMapEnvSource.optional': 'Whether it may be missing. Default: `false`.',
  'SecretEnvSource.name': 'Name of the Secret.',
  'SecretEnvSource.optional': 'Whether it may be missing. Default: `false`.',

  'Probe.httpGet': 'Sends an HTTP GET to the Pod’s address. Codes 200–399 are a success.',
  'Probe.tcpSocket': 'Opens a TCP connection. That it opens is a success.',
  'Probe.exec': 'Runs a command in the container. Exit code 0 is a success.',
  'Probe.grpc': 'Asks the gRPC health service. `SERVING` is a success.',
  'Probe.initialDelaySeconds': 'Seconds from the container’s start to the first probe. Default: 0.',
  'Probe.periodSeconds': 'Seconds between probes. At least 1. Default: 10.',
  'Probe.timeoutSeconds':
    'Seconds after which a probe without an answer has failed. At least 1. Default: 1.',
  'Probe.successThreshold':
    'Successes in a row after a failure until it counts as a success. At least 1. Default: 1, the only one for liveness and startup.',
  'Probe.failureThreshold':
    'Failures in a row until it counts as a failure. At least 1. Default: 3.',
  'Probe.terminationGracePeriodSeconds':
    'Grace period when this probe stops the container. Default: the Pod’s. Not for readiness.',
  'HTTPGetAction.path': 'Path to ask for, such as `/healthz`. Default: `/`.',
  'HTTPGetAction.port': 'Port to ask: a number, 1–65535, or the name of a container port.',
  'HTTPGetAction.host':
    'Host to connect to. Default: the Pod’s address. To send another Host header use `httpHeaders`.',
  'HTTPGetAction.scheme': '`HTTP` or `HTTPS`; certificates are not checked. Default: `HTTP`.',
  'HTTPGetAction.httpHeaders': 'Headers to send along.',
  'HTTPHeader.name': 'Name of the header.',
  'HTTPHeader.value': 'Value of the header.',
  'TCPSocketAction.port': 'Port to connect to: a number, 1–65535, or the name of a container port.',
  'TCPSocketAction.host': 'Host to connect to. Default: the Pod’s address.',
  'ExecAction.command': 'Program and arguments, one list item for each word. No shell is involved.',
  'GRPCAction.port': 'Port of the gRPC server, a number. 1–65535.',
  'GRPCAction.service': 'Name sent along in the question. Default: empty, the whole server.',

  'Lifecycle.postStart':
    'Runs right after the container has started, beside its program. If it fails, the container is killed.',
  'Lifecycle.preStop':
    'Runs before the container is asked to stop; a short sleep here lets kube-proxies learn that the Pod is leaving. It counts against the grace period.',
  'Lifecycle.stopSignal':
    'Signal sent to stop the container. Default: the image’s, else `SIGTERM`.',
  'LifecycleHandler.exec': 'Runs a command in the container.',
  'LifecycleHandler.httpGet': 'Sends an HTTP GET.',
  'LifecycleHandler.sleep': 'Waits.',
  'LifecycleHandler.tcpSocket': 'Has no effect; kept for old manifests.',
  'SleepAction.seconds': 'Seconds to wait.',

  'ResourceRequirements.requests':
    'What the container needs, such as `cpu: 100m`, `memory: 64Mi`. The scheduler looks for a node that has as much left. Default: the limits.',
  'ResourceRequirements.limits':
    'What it may use at most. Beyond the CPU limit it is slowed down, beyond the memory limit killed (OOMKilled).',
  'ResourceRequirements.claims': 'Claims of the Pod that the container uses.',
  'ResourceClaim.name': 'Name of an entry of `resourceClaims`.',
  'ResourceClaim.request': 'Which request of the claim. Default: all.',
  'ContainerResizePolicy.resourceName': '`cpu` or `memory`.',
  'ContainerResizePolicy.restartPolicy':
    '`NotRequired` or `RestartContainer`. Default: `NotRequired`.',

  'Volume.name': 'Name of the volume, a DNS label, unique in the Pod.',
  'Volume.emptyDir': 'An empty directory that lives as long as the Pod.',
  'Volume.configMap': 'The keys of a ConfigMap as files.',
  'Volume.secret': 'The keys of a Secret as files, in memory.',
  'Volume.hostPath': 'A path of the node. Ties the Pod to what that node has.',
  'Volume.downwardAPI': 'Fields of the Pod as files.',
  'Volume.projected': 'Several of these sources in one directory.',
  'Volume.persistentVolumeClaim': 'Storage that outlives the Pod, through a claim.',
  'Volume.ephemeral': 'Storage from a claim that is made and deleted with the Pod.',
  'Volume.image': 'The files of an image.',
  'Volume.csi': 'Storage from a CSI driver, made with the Pod.',
  'Volume.nfs': 'A directory of an NFS server.',
  'Volume.iscsi': 'A disk over iSCSI.',
  'Volume.awsElasticBlockStore': 'A disk of AWS.',
  'Volume.azureDisk': 'A disk of Azure.',
  'Volume.azureFile': 'A file share of Azure.',
  'Volume.gcePersistentDisk': 'A disk of Google Cloud.',
  'Volume.cephfs': 'A CephFS file system.',
  'Volume.rbd': 'A Ceph block device.',
  'Volume.cinder': 'A disk of OpenStack.',
  'Volume.fc': 'A disk over Fibre Channel.',
  'Volume.flexVolume': 'Storage from a FlexVolume driver. Deprecated.',
  'Volume.flocker': 'A Flocker volume. No longer supported.',
  'Volume.gitRepo': 'The files of a Git repository. Deprecated.',
  'Volume.glusterfs': 'A GlusterFS volume. No longer supported.',
  'Volume.photonPersistentDisk': 'A Photon disk. No longer supported.',
  'Volume.portworxVolume': 'A Portworx volume.',
  'Volume.quobyte': 'A Quobyte volume. No longer supported.',
  'Volume.scaleIO': 'A ScaleIO volume. No longer supported.',
  'Volume.storageos': 'A StorageOS volume. No longer supported.',
  'Volume.vsphereVolume': 'A disk of vSphere.',
  'VolumeMount.name': 'Which volume of the Pod.',
  'VolumeMount.mountPath': 'Where it appears in the container. May not contain `:`.',
  'VolumeMount.readOnly': 'Whether it can only be read. Default: `false`.',
  'VolumeMount.subPath': 'Path within the volume to mount in place of its root.',
  'VolumeMount.subPathExpr': 'Like `subPath`, with `$(NAME)` replaced by variables.',
  'VolumeMount.mountPropagation':
    'Whether later mounts on the node are seen here, and the other way round. Default: `None`.',
  'VolumeMount.recursiveReadOnly':
    'Whether `readOnly` holds for mounts inside, too. Default: `Disabled`.',
  'VolumeDevice.name': 'Which claimed volume of the Pod.',
  'VolumeDevice.devicePath': 'Where the device appears in the container.',
  'EmptyDirVolumeSource.medium': 'Empty for the node’s disk, `Memory` for RAM. Default: empty.',
  'EmptyDirVolumeSource.sizeLimit':
    'How much it may hold; beyond it the Pod is evicted. Default: no limit.',
  'ConfigMapVolumeSource.name': 'Name of the ConfigMap.',
  'ConfigMapVolumeSource.items':
    'Which keys become which files. Default: all, each under its own name.',
  'ConfigMapVolumeSource.defaultMode': 'Rights of the files, such as `0644`. Default: `0644`.',
  'ConfigMapVolumeSource.optional':
    'Whether it may be missing. If not, the container waits for it. Default: `false`.',
  'SecretVolumeSource.secretName': 'Name of the Secret.',
  'SecretVolumeSource.items':
    'Which keys become which files. Default: all, each under its own name.',
  'SecretVolumeSource.defaultMode': 'Rights of the files, such as `0400`. Default: `0644`.',
  'SecretVolumeSource.optional':
    'Whether it may be missing. If not, the container waits for it. Default: `false`.',
  'KeyToPath.key': 'Key to take.',
  'KeyToPath.path': 'Relative path of its file.',
  'KeyToPath.mode': 'Rights of its file. Default: `defaultMode`.',
  'HostPathVolumeSource.path': 'Path on the node.',
  'HostPathVolumeSource.type':
    'What must be there, such as `Directory` or `FileOrCreate`. Default: no check.',
  'DownwardAPIVolumeSource.items': 'Which fields become which files.',
  'DownwardAPIVolumeSource.defaultMode': 'Rights of the files. Default: `0644`.',
  'DownwardAPIVolumeFile.path': 'Relative path of the file.',
  'DownwardAPIVolumeFile.fieldRef':
    'Field of the Pod: its labels, annotations, name, namespace or uid.',
  'DownwardAPIVolumeFile.resourceFieldRef': 'A request or limit of a container.',
  'DownwardAPIVolumeFile.mode': 'Rights of the file. Default: `defaultMode`.',
  'PersistentVolumeClaimVolumeSource.claimName': 'Name of the claim, in the same namespace.',
  'PersistentVolumeClaimVolumeSource.readOnly': 'Whether it can only be read. Default: `false`.',
  'ProjectedVolumeSource.sources': 'The sources, all in one directory.',
  'ProjectedVolumeSource.defaultMode': 'Rights of the files. Default: `0644`.',
  'VolumeProjection.configMap': 'Keys of a ConfigMap.',
  'VolumeProjection.secret': 'Keys of a Secret.',
  'VolumeProjection.downwardAPI': 'Fields of the Pod.',
  'VolumeProjection.serviceAccountToken': 'A token of the Pod’s account.',
  'VolumeProjection.clusterTrustBundle': 'Certificates that the cluster trusts.',
  'VolumeProjection.podCertificate': 'A certificate made for the Pod.',
  'ConfigMapProjection.name': 'Name of the ConfigMap.',
  'ConfigMapProjection.items': 'Which keys become which files. Default: all.',
  'ConfigMapProjection.optional': 'Whether it may be missing. Default: `false`.',
  'SecretProjection.name': 'Name of the Secret.',
  'SecretProjection.items': 'Which keys become which files. Default: all.',
  'SecretProjection.optional': 'Whether it may be missing. Default: `false`.',
  'DownwardAPIProjection.items': 'Which fields become which files.',
  'ServiceAccountTokenProjection.path': 'Relative path of the token’s file.',
  'ServiceAccountTokenProjection.audience': 'For whom the token is. Default: the API server.',
  'ServiceAccountTokenProjection.expirationSeconds':
    'Seconds it is good for; it is renewed in time. At least 600. Default: 3600.',

  'PodDNSConfig.nameservers': 'Addresses of DNS servers, at most three.',
  'PodDNSConfig.searches': 'Domains tried behind a short name, in order.',
  'PodDNSConfig.options': 'Options of the resolver, such as `ndots`.',
  'PodDNSConfigOption.name': 'Name of the option.',
  'PodDNSConfigOption.value': 'Its value, as text: `"2"`.',
  'HostAlias.ip': 'Address the names stand for.',
  'HostAlias.hostnames': 'Names that lead to it.',
  'LocalObjectReference.name': 'Name of the object, in the same namespace.',
  'PodOS.name': '`linux` or `windows`.',
  'PodReadinessGate.conditionType': 'Type of the condition that must be true.',
  'PodSchedulingGate.name': 'Name of the gate, removed by whoever set it.',
  'EphemeralContainer.targetContainerName': 'Container whose processes it sees.',

  'Toleration.key': 'Key of the taint. Empty, with `Exists`, tolerates all.',
  'Toleration.operator': '`Equal` compares the value, `Exists` does not. Default: `Equal`.',
  'Toleration.operator.Equal': 'Key and value must be equal.',
  'Toleration.operator.Exists': 'The key is enough.',
  'Toleration.value': 'Value of the taint, for `Equal`.',
  'Toleration.effect': 'Which effect is tolerated. Default: all.',
  'Toleration.effect.NoSchedule': 'New Pods stay away.',
  'Toleration.effect.PreferNoSchedule': 'New Pods rather stay away.',
  'Toleration.effect.NoExecute': 'New Pods stay away, running ones are evicted.',
  'Toleration.tolerationSeconds':
    'Seconds the Pod may stay on a node with a `NoExecute` taint. Default: for ever; the server adds 300 for nodes that fail.',
  'TopologySpreadConstraint.maxSkew':
    'By how many Pods the fullest and the emptiest place may differ. At least 1.',
  'TopologySpreadConstraint.topologyKey':
    'Label of nodes that names the place: `kubernetes.io/hostname`, `topology.kubernetes.io/zone`.',
  'TopologySpreadConstraint.whenUnsatisfiable':
    '`DoNotSchedule` keeps the Pod pending, `ScheduleAnyway` only prefers.',
  'TopologySpreadConstraint.whenUnsatisfiable.DoNotSchedule': 'The Pod stays pending.',
  'TopologySpreadConstraint.whenUnsatisfiable.ScheduleAnyway':
    'The most even place is preferred, no more.',
  'TopologySpreadConstraint.labelSelector': 'Which Pods are counted.',
  'TopologySpreadConstraint.matchLabelKeys':
    'Label keys whose values must equal this Pod’s, such as `pod-template-hash`.',
  'TopologySpreadConstraint.minDomains': 'How many places there should be at least. Default: 1.',
  'TopologySpreadConstraint.nodeAffinityPolicy':
    'Whether nodes that the Pod’s affinity excludes are counted: `Honor` leaves them out. Default: `Honor`.',
  'TopologySpreadConstraint.nodeTaintsPolicy':
    'Whether nodes with taints it does not tolerate are counted: `Ignore` counts them. Default: `Ignore`.',
  'Affinity.nodeAffinity': 'Which nodes, by their labels.',
  'Affinity.podAffinity': 'Near which other Pods.',
  'Affinity.podAntiAffinity': 'Away from which other Pods.',
  'NodeAffinity.requiredDuringSchedulingIgnoredDuringExecution':
    'What a node must have. Checked when the Pod is placed, not later.',
  'NodeAffinity.preferredDuringSchedulingIgnoredDuringExecution': 'What a node should rather have.',
  'PodAffinity.requiredDuringSchedulingIgnoredDuringExecution':
    'Pods that must be near. Checked when the Pod is placed, not later.',
  'PodAffinity.preferredDuringSchedulingIgnoredDuringExecution': 'Pods that should rather be near.',
  'PodAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution':
    'Pods that must not be near. Checked when the Pod is placed, not later.',
  'PodAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution':
    'Pods that should rather not be near.',
  'NodeSelector.nodeSelectorTerms': 'Alternatives: one of them must match.',
  'NodeSelectorTerm.matchExpressions': 'Conditions on labels of the node. All must hold.',
  'NodeSelectorTerm.matchFields': 'Conditions on fields of the node; only `metadata.name`.',
  'NodeSelectorRequirement.key': 'Key of the node’s label.',
  'NodeSelectorRequirement.operator': 'How it is compared.',
  'NodeSelectorRequirement.values':
    'Values to compare with. One number for `Gt` and `Lt`, none for `Exists` and `DoesNotExist`.',
  'PreferredSchedulingTerm.weight': 'How much the wish weighs. 1–100.',
  'PreferredSchedulingTerm.preference': 'What the node should have.',
  'WeightedPodAffinityTerm.weight': 'How much the wish weighs. 1–100.',
  'WeightedPodAffinityTerm.podAffinityTerm': 'Which Pods are meant, and what near means.',
  'PodAffinityTerm.labelSelector': 'Which Pods are meant.',
  'PodAffinityTerm.topologyKey':
    'What near means: nodes with the same value of this label. `kubernetes.io/hostname` is the same node.',
  'PodAffinityTerm.namespaces': 'Namespaces of those Pods. Default: this Pod’s.',
  'PodAffinityTerm.namespaceSelector': 'Namespaces of those Pods, by label.',
  'PodAffinityTerm.matchLabelKeys': 'Label keys whose values must equal this Pod’s.',
  'PodAffinityTerm.mismatchLabelKeys': 'Label keys whose values must differ from this Pod’s.',

  'SecurityContext.runAsUser': 'User number of the program. Default: the image’s.',
  'SecurityContext.runAsGroup': 'Group number of the program. Default: the runtime’s.',
  'SecurityContext.runAsNonRoot': 'Refuse to start as user 0. Default: `false`.',
  'SecurityContext.privileged': 'All rights on the node. Default: `false`.',
  'SecurityContext.allowPrivilegeEscalation':
    'Whether a process may get more rights than its parent. Default: `true`.',
  'SecurityContext.readOnlyRootFilesystem':
    'Whether the image’s files can only be read. Default: `false`.',
  'SecurityContext.capabilities': 'Single rights of root, added or dropped.',
  'SecurityContext.procMount':
    'How `/proc` is mounted. Default: `Default`, with parts of it hidden.',
  'SecurityContext.appArmorProfile': 'AppArmor profile that limits the container.',
  'SecurityContext.seccompProfile': 'System calls the container may make.',
  'SecurityContext.seLinuxOptions': 'SELinux label of the container.',
  'SecurityContext.windowsOptions': 'Settings for containers on Windows.',
  'Capabilities.add': 'Rights to add, such as `NET_ADMIN`.',
  'Capabilities.drop': 'Rights to drop, such as `ALL`.',
  'AppArmorProfile.type':
    'Which profile: `RuntimeDefault`, `Unconfined`, or `Localhost` for one of the node’s.',
  'AppArmorProfile.localhostProfile': 'Name of the node’s profile, for `Localhost`.',
  'SeccompProfile.type':
    'Which profile: `RuntimeDefault`, `Unconfined`, or `Localhost` for a file of the node’s.',
  'SeccompProfile.localhostProfile': 'Path of that file, for `Localhost`.',
  'SELinuxOptions.user': 'User part of the label.',
  'SELinuxOptions.role': 'Role part of the label.',
  'SELinuxOptions.type': 'Type part of the label.',
  'SELinuxOptions.level': 'Level part of the label.',
  'WindowsSecurityContextOptions.runAsUserName': 'User name of the program.',
  'WindowsSecurityContextOptions.hostProcess':
    'Whether it runs on the host itself. Default: `false`.',
  'WindowsSecurityContextOptions.gmsaCredentialSpecName':
    'Name of the service account’s credentials.',
  'WindowsSecurityContextOptions.gmsaCredentialSpec': 'The credentials themselves.',
  'PodSecurityContext.runAsUser': 'User number of all programs. Default: each image’s.',
  'PodSecurityContext.runAsGroup': 'Group number of all programs.',
  'PodSecurityContext.runAsNonRoot': 'Refuse to start containers as user 0. Default: `false`.',
  'PodSecurityContext.fsGroup': 'Group that volumes belong to.',
  'PodSecurityContext.fsGroupChangePolicy':
    'Whether that group is set always or only when the top of the volume has another. Default: `Always`.',
  'PodSecurityContext.supplementalGroups': 'Further groups of all programs.',
  'PodSecurityContext.supplementalGroupsPolicy':
    'Whether groups from the image count, too. Default: `Merge`, they do.',
  'PodSecurityContext.sysctls': 'Kernel settings of the Pod.',
  'PodSecurityContext.appArmorProfile': 'AppArmor profile that limits all containers.',
  'PodSecurityContext.seccompProfile': 'System calls the containers may make.',
  'PodSecurityContext.seLinuxOptions': 'SELinux label of all containers.',
  'PodSecurityContext.seLinuxChangePolicy':
    'How volumes get the label: `MountOption` or `Recursive`.',
  'PodSecurityContext.windowsOptions': 'Settings for containers on Windows.',
  'Sysctl.name': 'Name of the setting, such as `net.ipv4.ip_unprivileged_port_start`.',
  'Sysctl.value': 'Its value, as text.',

  'Namespace.spec': 'Settings of the namespace. Usually absent.',
  'NamespaceSpec.finalizers':
    'What must be done before the namespace may vanish. Set by the server.',

  'ConfigMap.data':
    'Text by key. Values are always text: numbers and `true` need quotes. Use `|` for several lines. At most 1 MiB in all.',
  'ConfigMap.binaryData': 'Bytes by key, as base64. A key may not stand in `data`, too.',
  'ConfigMap.immutable':
    'While `true`, the data can no longer be changed; there is no way back but deletion. Default: `false`.',
  'Secret.data': 'Values by key, as base64. To write them plainly, use `stringData`.',
  'Secret.stringData':
    'Values by key, plainly. The server turns them into `data`; they win over it.',
  'Secret.type':
    'What the Secret is for, which decides the keys it must have. Default: `Opaque`. Cannot be changed.',
  'Secret.immutable':
    'While `true`, the data can no longer be changed; there is no way back but deletion. Default: `false`.',
  'ServiceAccount.automountServiceAccountToken':
    'Whether the token is mounted into Pods. Default: `true`.',
  'ServiceAccount.imagePullSecrets': 'Secrets that its Pods use to log in to image registries.',
  'ServiceAccount.secrets': 'Secrets that its Pods may use. Seldom needed.',

  'EndpointSlice.addressType':
    'What the addresses are: `IPv4`, `IPv6` or `FQDN`. Cannot be changed.',
  'EndpointSlice.endpoints':
    'The endpoints, at most 1000. A slice belongs to a Service by its label `kubernetes.io/service-name`.',
  'EndpointSlice.ports':
    'Ports of every endpoint in the slice, by the names of the Service’s ports.',
  'Endpoint.addresses': 'Addresses of the endpoint. Readers use the first only.',
  'Endpoint.conditions': 'Whether traffic may be sent to it.',
  'Endpoint.hostname': 'Host name under which DNS finds it in a headless Service.',
  'Endpoint.nodeName': 'Node it is on. Needed for the traffic policy `Local`.',
  'Endpoint.targetRef': 'Object it stands for, usually a Pod.',
  'Endpoint.zone': 'Zone it is in.',
  'Endpoint.hints': 'For clients of which zones or nodes it is meant.',
  'Endpoint.deprecatedTopology': 'Left over from an older version; cannot be written.',
  'EndpointConditions.ready':
    'Ready for traffic. Absent means `true`. `false` while the Pod is terminating.',
  'EndpointConditions.serving':
    'Like `ready`, but stays `true` while a terminating Pod still answers.',
  'EndpointConditions.terminating': 'On its way out.',
  'EndpointHints.forZones': 'Zones whose clients should use it.',
  'EndpointHints.forNodes': 'Nodes whose clients should use it.',
  'ForZone.name': 'Name of the zone.',
  'ForNode.name': 'Name of the node.',
  'EndpointPort.name': 'Name of the Service’s port that it stands for. Empty for an unnamed one.',
  'EndpointPort.port': 'Port on the endpoint: the resolved `targetPort`. 1–65535.',
  'EndpointPort.protocol': 'Transport protocol. Default: `TCP`.',
  'EndpointPort.appProtocol': 'What is spoken over the port.',
  'ObjectReference.apiVersion': 'API version of the object.',
  'ObjectReference.kind': 'Kind of the object.',
  'ObjectReference.namespace': 'Namespace of the object.',
  'ObjectReference.name': 'Name of the object.',
  'ObjectReference.uid': 'The very object, not another of the same name.',
  'ObjectReference.resourceVersion': 'The very version of it.',
  'ObjectReference.fieldPath': 'Part of the object, such as `spec.containers{web}`.',

  'Node.spec': 'What is wanted of the node.',
  'NodeSpec.podCIDR': 'Block from which Pods on this node get their addresses.',
  'NodeSpec.podCIDRs': 'All such blocks, one for each IP family.',
  'NodeSpec.providerID': 'The machine’s identity at the cloud provider.',
  'NodeSpec.unschedulable': 'Take no new Pods, as after `kubectl cordon`. Default: `false`.',
  'NodeSpec.taints': 'Keeps Pods away that do not tolerate them.',
  'NodeSpec.configSource': 'No longer used.',
  'NodeSpec.externalID': 'No longer used.',
  'Taint.key': 'Key of the taint.',
  'Taint.value': 'Its value.',
  'Taint.effect': 'What happens to Pods that do not tolerate it.',
  'Taint.effect.NoSchedule': 'New Pods stay away.',
  'Taint.effect.PreferNoSchedule': 'New Pods rather stay away.',
  'Taint.effect.NoExecute': 'New Pods stay away, running ones are evicted.',
  'Taint.timeAdded': 'When it was added.',

  'Event.involvedObject': 'Object it is about.',
  'Event.reason': 'One word for it, such as `FailedScheduling`.',
  'Event.message': 'What happened, in words.',
  'Event.type': '`Normal` or `Warning`.',
  'Event.count': 'How often it has happened.',
  'Event.source': 'Which component noted it.',
  'Event.firstTimestamp': 'When it happened first.',
  'Event.lastTimestamp': 'When it happened last.',
  'Event.eventTime': 'When it happened, to the microsecond.',
  'Event.action': 'What was done about the object.',
  'Event.related': 'A second object that had to do with it.',
  'Event.reportingComponent': 'Which component noted it, in the newer form.',
  'Event.reportingInstance': 'Which instance of the component.',
  'Event.series': 'How often and until when it was repeated.',
  'EventSource.component': 'Name of the component, such as `kubelet`.',
  'EventSource.host': 'Node it ran on.',
  'EventSeries.count': 'How often.',
  'EventSeries.lastObservedTime': 'When last.',

  'Endpoints.subsets': 'Sets of addresses with the same ports.',
  'EndpointSubset.addresses': 'Addresses that are ready.',
  'EndpointSubset.notReadyAddresses': 'Addresses that are not.',
  'EndpointSubset.ports': 'Ports of all of them.',
  'EndpointAddress.ip': 'The address. Not a loopback or link-local one.',
  'EndpointAddress.hostname': 'Its host name.',
  'EndpointAddress.nodeName': 'Node it is on.',
  'EndpointAddress.targetRef': 'Object it stands for.',
  'Lease.spec': 'Who holds the lease, and since when.',
  'LeaseSpec.holderIdentity': 'Who holds it.',
  'LeaseSpec.leaseDurationSeconds': 'Seconds after the last renewal until others may take it.',
  'LeaseSpec.acquireTime': 'When the holder got it.',
  'LeaseSpec.renewTime': 'When it was renewed last.',
  'LeaseSpec.leaseTransitions': 'How often it has changed hands.',
  'LeaseSpec.preferredHolder': 'Who should take it next.',
  'LeaseSpec.strategy': 'How the next holder is chosen.',
  ...workloadsEn,
} as const
