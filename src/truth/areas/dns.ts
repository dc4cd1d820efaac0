import type { Area } from '../behaviour'

export const dns: Area = {
  id: 'dns',
  title: { en: 'Names: CoreDNS and clients', zh: '域名：CoreDNS 与客户端' },
  behaviours: [
    {
      id: 'dns-zone',
      says: {
        en: 'CoreDNS answers for Services, headless Services and their Pods, ExternalNames, ports and addresses as the specification and the plugin say.',
        zh: 'CoreDNS 按规范和插件的行为应答：Service、无头 Service 及其 Pod、ExternalName、端口（SRV）和反向解析。',
      },
      source: 'Kubernetes DNS specification 1.1.0; CoreDNS 1.11 to 1.14: plugin/kubernetes',
      tests: [
        'engine/coredns/zone > CoreDNS > %i: from %s, %s %s after %i questions',
        'engine/coredns/zone > CoreDNS > has authority for the cluster, and recursion for the rest',
        'engine/coredns/zone > CoreDNS > adds the zone to what it denies, and the addresses to where it points',
      ],
    },
    {
      id: 'dns-ttl',
      says: {
        en: 'Every TTL of a message is cut to the smallest, between 5 and 30 s; denials are kept for 30 s, failures for 5.',
        zh: '一条消息里的 TTL 都取最小值，在 5 到 30 秒之间；否定应答缓存 30 秒，失败缓存 5 秒。',
      },
      source: "CoreDNS 1.11 to 1.14: plugin/cache; kubeadm's Corefile",
      tests: [
        'engine/coredns/zone > CoreDNS > cuts every TTL of a message to the smallest, between 5 and 30',
        'engine/coredns/image > the CoreDNS image > keeps a denial for half a minute, and a failure for five seconds',
      ],
    },
    {
      id: 'dns-corefile',
      says: {
        en: 'The Corefile in the ConfigMap counts: plugins do what they say, a change is loaded by each Pod for itself, a mistake stays in the log.',
        zh: 'ConfigMap 里的 Corefile 真的生效：插件按其说明工作，每个 Pod 各自重新加载；写错了则保留旧配置，日志里有说明。',
      },
      source: 'CoreDNS 1.11 to 1.14: plugin documentation and sources',
      tests: [
        'engine/coredns/plugins > the plugin > kubernetes: %#, %s %s',
        'engine/coredns/plugins > the plugin > rewrite: %#, %s %s',
        "engine/cluster/coredns > CoreDNS's configuration > is read again once the kubelet has renewed its volume, by each Pod for itself",
        "engine/cluster/coredns > CoreDNS's configuration > is left as it was when it cannot be used, and the log says why",
      ],
      differs: {
        en: 'Plugins of CoreDNS that are not simulated are read over, with a warning in the log; what forward says of connections and TLS has no effect; prometheus counts no questions.',
        zh: '没有模拟的 CoreDNS 插件会被跳过并在日志里警告；forward 的连接与 TLS 选项无效；prometheus 不统计查询数。',
      },
    },
    {
      id: 'dns-resolv-conf',
      says: {
        en: "A Pod's resolv.conf follows its dnsPolicy and dnsConfig, with the limits of the kubelet.",
        zh: 'Pod 的 resolv.conf 由 dnsPolicy 和 dnsConfig 决定，并遵守 kubelet 的上限。',
      },
      source: 'Kubernetes v1.34: pkg/kubelet/network/dns/dns.go',
      tests: [
        'engine/kubelet/resolver > resolv.conf > under %s with %j',
        'engine/kubelet/resolver > resolv.conf > has three name servers and thirty-two domains at most',
      ],
    },
    {
      id: 'dns-libc',
      says: {
        en: 'Names are walked through the search list as musl or glibc does it, by the image; the two differ in dots, order and failures.',
        zh: '搜索域的处理取决于镜像用的是 musl 还是 glibc：两者在点数、顺序和失败处理上不同。',
      },
      source: 'musl 1.2.3, glibc 2.36, observed and read',
      tests: [
        "engine/cluster/trace/retrace > a name > is looked up as its image's library does: %s, %s",
        'host/resolve/resolve > resolve > walks as the library does, and tells what CoreDNS answers',
        'engine/runtime/runtime > a request of a process > goes by the search list: as many dots as it takes',
      ],
    },
    {
      id: 'dns-programs',
      says: {
        en: 'nslookup, dig, host and getent say what they say in their images, busybox 1.28 otherwise than later ones.',
        zh: 'nslookup、dig、host、getent 的输出与各自镜像里的程序一致；busybox 1.28 与后来的版本不同。',
      },
      source: 'BusyBox 1.28 to 1.37, BIND 9.18, observed',
      tests: [
        'engine/cluster/exec > exec > looks names up as busybox 1.28 did',
        "engine/cluster/clients > bind's tools > %s",
        'engine/cluster/clients > getent > in %s: %s',
      ],
    },
    {
      id: 'dns-tcp',
      says: {
        en: 'What does not fit a datagram is asked again by TCP; a real resolver can ask CoreDNS on a port of this machine.',
        zh: '装不进一个 UDP 报文的应答会改用 TCP 再问；真实的解析器也可以通过本机端口查询这里的 CoreDNS。',
      },
      source: 'RFC 1035, RFC 7766; CoreDNS 1.11 to 1.14',
      tests: [
        'engine/cluster/coredns > a look-up > that does not fit a datagram is made again by TCP',
        'host/dns/server > CoreDNS on a real port > answers a real resolver',
      ],
    },
    {
      id: 'dns-loss',
      says: {
        en: 'Look-ups go on with the CoreDNS Pods that are left, and with what was known when the API server cannot be reached.',
        zh: '部分 CoreDNS Pod 消失后，解析继续由其余的完成；连不上 API server 时用已知的数据应答。',
      },
      source: 'CoreDNS 1.11 to 1.14: plugin/kubernetes; Kubernetes v1.34: kube-proxy',
      tests: [
        'engine/cluster/coredns > a look-up > goes on with the Pods that are left',
        'engine/cluster/coredns > a look-up > is answered by what was known before, where the API server cannot be reached',
      ],
    },
    {
      id: 'dns-outside',
      says: {
        en: 'What is not of the cluster is forwarded by real packets; a name server that is silent is found out by checks.',
        zh: '集群外的域名通过真实的数据包转发；没有回应的上游服务器由健康检查发现。',
      },
      source: 'CoreDNS 1.11 to 1.14: plugin/forward',
      tests: [
        'engine/cluster/coredns > a name server outside > that is silent is not asked any more, once it has failed three checks',
        'engine/coredns/plugins > the plugin > forward asks the server of the longest zone that has one',
      ],
      differs: {
        en: 'The world outside is a handful of names; all else does not exist there.',
        zh: '外部世界只有少数几个域名，其余都不存在。',
      },
    },
  ],
}
