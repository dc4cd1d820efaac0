import type { WhyCode } from '../../engine/api/why'
import type { Locale } from '../i18n'

/** What the links of a causal chain mean; `{slots}` are filled from a link's data. */
export const links: Readonly<Record<WhyCode, Readonly<Record<Locale, string>>>> = {
  'no-ready-endpoints': {
    en: '{service} has no endpoint that may be sent requests: {ready} of {all} are ready.',
    zh: '{service} 没有可以接收请求的端点：{all} 个中 {ready} 个就绪。',
  },
  'endpoints-missing': {
    en: '{ready} of {all} endpoints of {service} are ready.',
    zh: '{service} 的 {all} 个端点中有 {ready} 个就绪。',
  },
  'not-selected': {
    en:
      '{pod} is no endpoint of {service}: its label {label} is {has}, and the selector ' +
      'wants {wants}.',
    zh: '{pod} 不是 {service} 的端点：它的标签 {label} 是 {has}，而选择器要的是 {wants}。',
  },
  'label-is-fixed': {
    en:
      'Its labels come from the template of {kind} {workload}, whose own selector holds ' +
      '{label} fast: it cannot be changed there. The Service’s selector has to fit.',
    zh:
      '它的标签来自 {kind} {workload} 的模板，而那个工作负载自己的选择器用到了 {label}，' +
      '不能在那里修改。应该改 Service 的选择器。',
  },
  'label-from-template': {
    en:
      'Its labels come from the template of {kind} {workload}: to have another {label}, the ' +
      'template must change, and its Pods are made anew.',
    zh: '它的标签来自 {kind} {workload} 的模板：要换 {label}，就得改模板，Pod 会重新创建。',
  },
  'label-of-pod': {
    en: '{pod} belongs to no workload: its label {label} can be changed on the Pod itself.',
    zh: '{pod} 不属于任何工作负载：可以直接改 Pod 自己的标签 {label}。',
  },
  'pod-not-ready': {
    en: '{pod} is not ready ({status}): Services send it nothing.',
    zh: '{pod} 没有就绪（{status}）：Service 不会把请求发给它。',
  },
  'pod-over': {
    en:
      '{pod} has come to its end ({phase}, exit code {exit}, {reason}), and with restartPolicy ' +
      '{policy} nobody starts it again.',
    zh: '{pod} 已经结束（{phase}，退出码 {exit}，{reason}）；restartPolicy 是 {policy}，不会再启动。',
  },
  'pod-terminating': {
    en: '{pod} was told to go: no new requests are sent to it.',
    zh: '{pod} 正在被删除：不会再收到新的请求。',
  },
  'scaled-down': {
    en: '{workload} wants {replicas} Pods, and this is one too many.',
    zh: '{workload} 只要 {replicas} 个 Pod，这个是多出来的。',
  },
  'rolled-over': {
    en: '{workload} has a newer template, revision {revision}: Pods of the old one are replaced.',
    zh: '{workload} 有了新的模板（修订版本 {revision}）：旧模板的 Pod 正在被替换。',
  },
  'grace-runs': {
    en: 'It may finish what it has begun: {grace} s of grace, {left} s of them left.',
    zh: '它可以把手头的事做完：宽限期 {grace} 秒，还剩 {left} 秒。',
  },
  unschedulable: {
    en: 'The scheduler finds no node for {pod}. Without a node it has no address.',
    zh: '调度器找不到能放 {pod} 的节点。没有节点就没有地址。',
  },
  scheduling: {
    en: '{pod} waits for the scheduler to choose a node. It has no address yet.',
    zh: '{pod} 在等调度器选节点，还没有地址。',
  },
  'nodes-cordoned': {
    en: 'These nodes take no new Pods, for they are cordoned: {nodes}.',
    zh: '这些节点被 cordon 了，不接收新的 Pod：{nodes}。',
  },
  'no-node-has-labels': {
    en: '{pod} asks for a node with other labels than any has: {labels}.',
    zh: '{pod} 要求的节点标签没有一个节点满足：{labels}。',
  },
  'too-much-asked': {
    en: 'It asks for {asks} of {resource}; the node with most room has {free} left.',
    zh: '它请求 {resource} {asks}，而最空的节点只剩 {free}。',
  },
  'taints-untolerated': {
    en: 'Nodes have taints that it does not tolerate: {taints}.',
    zh: '节点上有它不容忍的污点：{taints}。',
  },
  'host-port-taken': {
    en: 'It wants port {ports} of a node itself, and there these have it: {pods}.',
    zh: '它要占用节点自己的端口 {ports}，而已被占用：{pods}。',
  },
  'image-coming': {
    en: 'The image {image} is on its way to {node}; the container starts when it is there.',
    zh: '镜像 {image} 正在下载到 {node}；到了容器就会启动。',
  },
  'image-unknown': {
    en: 'The image {image} cannot be pulled: the registry has no such image or tag.',
    zh: '镜像 {image} 拉取失败：仓库里没有这个镜像或标签。',
  },
  'image-not-here': {
    en: 'The image {image} is not on {node}, and imagePullPolicy Never forbids to fetch it.',
    zh: '{node} 上没有镜像 {image}，而 imagePullPolicy 是 Never，不允许拉取。',
  },
  'config-missing': {
    en: 'The container of {pod} cannot be made: something that its environment needs is missing.',
    zh: '{pod} 的容器无法创建：环境变量所需的对象不存在。',
  },
  'volume-missing': {
    en: 'A volume of {pod} cannot be mounted, so that it has no address yet: {volume}.',
    zh: '{pod} 的卷无法挂载，因此还没有地址：{volume}。',
  },
  'sandbox-coming': {
    en: 'The node is setting up the network of {pod}: it has no address yet.',
    zh: '节点正在为 {pod} 建立网络：它还没有地址。',
  },
  'init-waits': {
    en: 'The init container {container} has not done its work; the others of {pod} wait for it.',
    zh: 'init 容器 {container} 还没有完成，{pod} 的其他容器都在等它。',
  },
  'crash-loops': {
    en:
      'The container {container} of {pod} ends again and again ({restarts} restarts); ' +
      'the next start waits for {delay}.',
    zh: '{pod} 的容器 {container} 反复退出（重启了 {restarts} 次），下次启动要等 {delay}。',
  },
  'container-ended': {
    en: 'The program in {container} ended with exit code {exit} ({reason}).',
    zh: '{container} 里的程序退出了，退出码 {exit}（{reason}）。',
  },
  'program-missing': {
    en: 'The image has no program “{program}” to start in {container}.',
    zh: '镜像里没有可以在 {container} 中启动的程序“{program}”。',
  },
  'liveness-fails': {
    en: 'The {probe} of {container} has failed {count} times: the kubelet restarts it.',
    zh: '{container} 的 {probe} 失败了 {count} 次：kubelet 因此重启它。',
  },
  'readiness-fails': {
    en: 'The readinessProbe of {pod} fails: {probe}, every {period} s, got {got}.',
    zh: '{pod} 的 readinessProbe 失败：每 {period} 秒一次 {probe}，得到 {got}。',
  },
  'startup-fails': {
    en:
      'The startupProbe of {pod} fails: {probe}, every {period} s, got {got}. Until it passes, ' +
      'nothing else is looked at.',
    zh: '{pod} 的 startupProbe 失败：每 {period} 秒一次 {probe}，得到 {got}。通过之前不会做其他检查。',
  },
  'probe-not-yet': {
    en:
      'The probe of {pod} has not passed yet: it begins after {delay} s, looks every {period} s, ' +
      'and has to pass {times} times.',
    zh: '{pod} 的探针还没有通过：{delay} 秒后开始，每 {period} 秒一次，要通过 {times} 次。',
  },
  'probe-port-unheard': {
    en: 'The probe asks port {port} of {pod}, where nobody listens. Ports it listens on: {ports}.',
    zh: '探针问的是 {pod} 的端口 {port}，那里没有程序监听。它监听的端口：{ports}。',
  },
  'probe-port-unnamed': {
    en: 'The probe asks the port “{port}”, and the container has no port of that name: {ports}.',
    zh: '探针问的端口名是“{port}”，而容器没有叫这个名字的端口：{ports}。',
  },
  'probe-path-unknown': {
    en: 'The app of {pod} answers {status} at {path}: it does not serve what the probe asks for.',
    zh: '{pod} 的应用在 {path} 上回答 {status}：探针问的路径应用并不提供。',
  },
  'probe-command-fails': {
    en: 'The command that is the probe of {pod} fails: {command}.',
    zh: '{pod} 的探针命令失败：{command}。',
  },
  'probe-speaks-tls': {
    en: 'The probe speaks HTTPS, and the server plain HTTP.',
    zh: '探针说的是 HTTPS，而服务器说的是明文 HTTP。',
  },
  'probe-speaks-grpc': {
    en: 'The probe speaks gRPC, and no server here does.',
    zh: '探针说的是 gRPC，而这里没有服务器会说。',
  },
  'unready-by-hand': {
    en: 'Somebody has made the app of {pod} fail its readiness by hand.',
    zh: '有人手动让 {pod} 的应用就绪检查失败。',
  },
  'says-unready': {
    en: 'The app of {pod} itself answers {status} at {path}: it says that it is not ready.',
    zh: '{pod} 的应用自己在 {path} 上回答 {status}：它说自己还没有就绪。',
  },
  'gate-closed': {
    en: 'A readiness gate of {pod} is closed: somebody else has to say that it is ready.',
    zh: '{pod} 的就绪门（readinessGate）还没有打开：要由别人来宣布它就绪。',
  },
  'node-not-ready': {
    en: '{node} is not Ready ({status}): its Pods are taken out of the Services.',
    zh: '{node} 没有就绪（{status}）：它上面的 Pod 会从 Service 中移除。',
  },
  'kubelet-hangs': {
    en: 'The kubelet of {node} was stopped by hand: nobody looks after its Pods.',
    zh: '{node} 的 kubelet 被手动停止了：没有谁照看它的 Pod。',
  },
  'address-pending': {
    en: '{service} wants a load balancer, and has no address outside (EXTERNAL-IP <pending>).',
    zh: '{service} 要一个负载均衡器，但还没有外部地址（EXTERNAL-IP <pending>）。',
  },
  'class-unserved': {
    en:
      '{service} asks for the loadBalancerClass {class}, which nobody serves here ' +
      '({environment}). Served besides none: {classes}.',
    zh:
      '{service} 要的 loadBalancerClass 是 {class}，这里（{environment}）没有谁提供。' +
      '除了不写以外可用的有：{classes}。',
  },
  'published-port-taken': {
    en: 'Port {port} of the host belongs to {other} already: {service} waits until it is free.',
    zh: '宿主机的端口 {port} 已经被 {other} 占用：{service} 要等它空出来。',
  },
  'address-on-its-way': {
    en: 'The provider of {environment} has heard of {service}: an address takes some seconds.',
    zh: '{environment} 的负载均衡提供者已经知道 {service}：地址几秒后就到。',
  },
}
