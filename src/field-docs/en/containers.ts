/** Texts on containers, in English. */
export const containers = {
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
  'ContainerPort.protocol.TCP': 'Connections, as HTTP uses them.',
  'ContainerPort.protocol.UDP': 'Single packets, as DNS uses them.',
  'ContainerPort.protocol.SCTP': 'Messages over connections, as in telephony.',
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
  'HTTPGetAction.scheme.HTTP': 'Plain HTTP.',
  'HTTPGetAction.scheme.HTTPS': 'HTTP over TLS, without looking at the certificate.',
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
} as const
