import type { Area } from '../behaviour'

export const pods: Area = {
  id: 'pods',
  title: { en: 'kubelet, Pods and images', zh: 'kubelet、Pod 与镜像' },
  behaviours: [
    {
      id: 'pod-readiness',
      says: {
        en: 'A readiness probe takes three failures in a row to make a ready Pod unready, and never restarts it.',
        zh: '就绪探针连续失败三次，Pod 才变为未就绪；它从不重启容器。',
      },
      source: 'Kubernetes v1.34: pkg/kubelet/prober',
      tests: [
        'engine/kubelet/lifecycle > a readiness probe > takes three failures in a row to make a ready Pod unready, and never restarts it',
        'engine/kubelet/cluster > probes in a cluster > meet the program: refused on the wrong port, ready on the right one',
      ],
    },
    {
      id: 'pod-liveness',
      says: {
        en: 'A liveness probe has the container killed and replaced; a startup probe holds it up.',
        zh: '存活探针失败会杀掉并重建容器；启动探针成功之前，存活探针不生效。',
      },
      source: "Kubernetes v1.34: pkg/kubelet/prober; the documentation's own example",
      tests: [
        'engine/kubelet/lifecycle > a liveness probe > has the container killed and replaced when it fails for good',
        'engine/kubelet/lifecycle > a liveness probe > is held up by a startup probe, which kills on its own account',
        'engine/kubelet/cluster > probes in a cluster > restart what the documentation says they restart',
      ],
    },
    {
      id: 'pod-hang',
      says: {
        en: 'An app that hangs passes a TCP probe, since its kernel takes the connection, and fails an HTTP probe.',
        zh: '程序挂起时，TCP 探针仍然通过（连接由内核接受），HTTP 探针则失败。',
      },
      source: 'Linux sockets; Kubernetes v1.34: pkg/probe',
      tests: [
        'engine/cluster/pod-faults > an app that hangs > passes a TCP probe: the kernel takes the connection',
        'engine/cluster/pod-faults > an app that hangs > fails its readiness probe, in the words of a timeout',
      ],
    },
    {
      id: 'pod-crash',
      says: {
        en: 'A container that ends is restarted at once the first time, then ever later, in CrashLoopBackOff meanwhile.',
        zh: '容器退出后第一次立即重启，之后等待越来越久，其间状态为 CrashLoopBackOff。',
      },
      source: 'Kubernetes v1.34: pkg/kubelet, back-off from 10 s',
      tests: [
        'engine/kubelet/kubelet > a container that ends > is restarted at once the first time',
        'engine/kubelet/kubelet > a container that ends > waits longer each time after that',
        'engine/kubelet/kubelet > a container that ends > is in CrashLoopBackOff meanwhile, with the phase Running',
      ],
    },
    {
      id: 'pod-termination',
      says: {
        en: 'A Pod that is deleted gets its signal after its preStop hook, and is killed when the grace period is over.',
        zh: '删除 Pod 时先运行 preStop，再发信号；宽限期结束则强制杀掉。',
      },
      source: 'Kubernetes v1.34: pkg/kubelet/kuberuntime',
      tests: [
        'engine/kubelet/lifecycle > a Pod that is deleted > gets its signal after its preStop hook, whose time counts',
        'engine/kubelet/lifecycle > a Pod that is deleted > is killed when its grace period is over',
        'engine/kubelet/lifecycle > a Pod that is deleted > is asked to the end whether it still serves',
      ],
    },
    {
      id: 'pod-sidecars',
      says: {
        en: 'Init containers run one after the other; sidecars run beside the others and are stopped after all else.',
        zh: 'Init 容器依次运行；边车与其他容器并行运行，最后才停止。',
      },
      source: 'Kubernetes v1.34: pkg/kubelet/kuberuntime',
      tests: [
        'engine/kubelet/kubelet > init containers > run one after the other, before the Pod starts its own',
        'engine/kubelet/lifecycle > a Pod that is deleted > has its sidecars stopped after all else, the last one first',
      ],
    },
    {
      id: 'pod-image-pull',
      says: {
        en: 'An image that cannot be had is ErrImagePull, then ImagePullBackOff, and tried again ever later.',
        zh: '拉不到的镜像先是 ErrImagePull，再是 ImagePullBackOff，重试间隔越来越长。',
      },
      source: 'Kubernetes v1.34: pkg/kubelet/images; containerd',
      tests: [
        'engine/kubelet/kubelet > an image that cannot be had > is ErrImagePull, then ImagePullBackOff, and tried again ever later',
        'engine/cluster/clients > an image that is not here > is not pulled, and the reason says that it may be there in life',
      ],
      differs: {
        en: 'There are only the images that `registry` lists; all others are not found, and the message says that they may be in life.',
        zh: '只有 `registry` 列出的那些镜像，其余都找不到，错误信息会说明现实中可能存在。',
      },
    },
    {
      id: 'pod-environment',
      says: {
        en: "A container's environment tells of the Services of its namespace that have an address, unless service links are off.",
        zh: '容器的环境变量列出同一命名空间里有地址的 Service，除非关闭了 enableServiceLinks。',
      },
      source: 'Kubernetes v1.34: pkg/kubelet/kubelet_pods.go, pkg/kubelet/envvars',
      tests: [
        "engine/kubelet/environment > a container's environment > tells of every Service of its namespace that has an address",
        "engine/kubelet/environment > a container's environment > tells only of the API server when service links are off",
      ],
    },
    {
      id: 'pod-mounts',
      says: {
        en: 'A mounted ConfigMap that is changed is seen within 90 seconds, never in a subPath nor in the environment.',
        zh: '挂载的 ConfigMap 修改后 90 秒内可见；以 subPath 挂载的和环境变量里的永远不变。',
      },
      source: 'Kubernetes v1.34: pkg/kubelet, syncFrequency and its jitter',
      tests: [
        'engine/cluster/mounts > a mounted ConfigMap that is changed > is seen when the kubelet looks at the Pod again: within ninety seconds',
        'engine/cluster/mounts > a mounted ConfigMap that is changed > is never seen where a single file of it is mounted, nor in the environment',
      ],
    },
    {
      id: 'pod-node-full',
      says: {
        en: 'A node is full with 110 Pods, and renews its Lease every ten seconds.',
        zh: '一个节点最多运行 110 个 Pod，每 10 秒续一次租约。',
      },
      source: 'Kubernetes v1.34: pkg/kubelet, maxPods and node leases',
      tests: [
        'engine/kubelet/node > a node > is full with 110 Pods',
        'engine/kubelet/node > a node > renews its Lease every ten seconds, and lists the images that it has pulled',
      ],
    },
    {
      id: 'pod-images-behave',
      says: {
        en: 'nginx, whoami, agnhost and others answer, log and stop as their images do; nginx by its version.',
        zh: 'nginx、whoami、agnhost 等的应答、日志和退出方式与真实镜像一致；nginx 还区分版本。',
      },
      source:
        'the images themselves: nginx 1.22 to 1.29, agnhost 2.53, traefik/whoami, httpd, redis',
      tests: [
        'engine/images/images > nginx > serves its welcome page on port 80, with the headers in its order',
        'engine/images/images > nginx > has the longer page from 1.29.6 on',
        'engine/images/images > agnhost > netexec answers %s',
        'engine/images/servers > postgres > is silent until it is spoken to, and hangs up on what is not its protocol',
      ],
      differs: {
        en: 'mysql and postgres take connections and keep no tables; files in containers are text.',
        zh: 'mysql 和 postgres 只接受连接，不存数据表；容器里的文件只能是文本。',
      },
    },
    {
      id: 'pod-tls',
      says: {
        en: 'A client that speaks TLS to a plain port fails in the words of its library, and so does an HTTPS probe.',
        zh: '客户端用 TLS 访问明文端口会失败，报错与其 TLS 库一致；HTTPS 探针同样失败。',
      },
      source: 'curl 8 with OpenSSL 3; Kubernetes v1.34: pkg/probe/http',
      tests: [
        'engine/cluster/clients > curl > finds no TLS at a port of plain HTTP',
        'engine/kubelet/lifecycle > a readiness probe > fails a server without TLS that it is to meet with TLS',
      ],
      differs: {
        en: 'TLS itself is not simulated: no server here has a certificate.',
        zh: '不模拟 TLS 本身：这里的服务器都没有证书。',
      },
    },
    {
      id: 'pod-metrics',
      says: {
        en: 'Without a metrics server autoscalers find no metrics, and say so every fifteen seconds.',
        zh: '没有 metrics-server 时，自动扩缩器拿不到指标，每 15 秒报告一次。',
      },
      source: 'Kubernetes v1.34: pkg/controller/podautoscaler',
      tests: [
        'engine/controllers/pod-autoscaler > an autoscaler without metrics > says that it has none, every fifteen seconds',
        'engine/coredns/image > the CoreDNS image > answers as fast as its limit of processor time lets it, and loses what is too much',
      ],
      differs: {
        en: "Nothing uses CPU or memory: no container is throttled or killed for it, no node is under pressure, `kubectl top` has nothing. CoreDNS's limit alone costs time.",
        zh: '没有东西真正消耗 CPU 或内存：容器不会因此被限流或杀掉，节点没有压力，`kubectl top` 没有数据。只有 CoreDNS 的 CPU 上限会影响速度。',
      },
    },
  ],
}
