import type { Area } from '../behaviour'

export const outside: Area = {
  id: 'outside',
  title: { en: 'Load balancers by environment', zh: '不同环境的负载均衡器' },
  behaviours: [
    {
      id: 'balancer-ack',
      says: {
        en: 'On Alibaba Cloud ACK an SLB takes three to eight seconds; annotations ask for an address inside, an instance that is there, or a name.',
        zh: '在阿里云 ACK 上，SLB 需要 3 到 8 秒；注解可以要求内网地址、使用已有实例或只给域名。',
      },
      source: 'kubernetes/cloud-provider-alibaba-cloud, its sources and documentation',
      tests: [
        'engine/controllers/service-lb/service-lb > on Alibaba Cloud > an instance takes three to eight seconds, during which the Service is pending',
        'engine/controllers/service-lb/service-lb > on Alibaba Cloud > an annotation asks for an address inside, an instance that is there, or a name',
        'engine/cluster/balanced > a load balancer > of %s is reached from outside',
      ],
      differs: {
        en: 'The address of an SLB is invented, though drawn from a public range; the time is plausible, not measured.',
        zh: 'SLB 的地址是虚构的（取自公网地址段）；耗时合理，但并非实测。',
      },
    },
    {
      id: 'balancer-docker-desktop',
      says: {
        en: 'On Docker Desktop a Service is at localhost; a second one on the same port is pending until the first is gone.',
        zh: '在 Docker Desktop 上，Service 的外部地址是 localhost；同一端口的第二个会一直 pending，直到第一个消失。',
      },
      source: 'Docker Desktop: vpnkit-controller',
      tests: [
        'engine/controllers/service-lb/service-lb > on Docker Desktop > a Service is at localhost, and nobody tells of it',
        'engine/controllers/service-lb/service-lb > on Docker Desktop > a second one on the same port is pending until the first is gone',
      ],
    },
    {
      id: 'balancer-k3s',
      says: {
        en: 'On k3s a DaemonSet holds the port on every node, and the Service has the addresses of the nodes that carry it.',
        zh: '在 k3s 上，DaemonSet 在每个节点占用端口，Service 的地址就是这些节点的地址。',
      },
      source: 'k3s: pkg/cloudprovider/servicelb.go',
      tests: [
        'engine/controllers/service-lb/service-lb > on k3s > a Service is at the addresses of the nodes that carry it',
        'engine/controllers/service-lb/service-lb > on k3s > its port is held on every node by a container of its own',
      ],
    },
    {
      id: 'balancer-minikube',
      says: {
        en: 'On minikube a Service is at its cluster IP for as long as a tunnel runs.',
        zh: '在 minikube 上，只有隧道运行时，Service 的外部地址才是它的 ClusterIP。',
      },
      source: 'minikube: pkg/minikube/tunnel',
      tests: [
        'engine/controllers/service-lb/service-lb > on minikube > a Service is at its cluster IP for as long as a tunnel runs, and else nowhere',
      ],
    },
    {
      id: 'balancer-kind',
      says: {
        en: 'On kind a Service has a proxy on the Docker network with cloud-provider-kind.',
        zh: '在 kind 上配合 cloud-provider-kind，Service 在 Docker 网络上有一个代理。',
      },
      source: 'kubernetes-sigs/cloud-provider-kind',
      tests: [
        'engine/controllers/service-lb/service-lb > on kind > a Service has a proxy on the Docker network with cloud-provider-kind, and else none',
      ],
    },
    {
      id: 'balancer-pending',
      says: {
        en: 'Without a provider a Service stays <pending>, and nothing is told.',
        zh: '没有提供者时，Service 一直是 <pending>，也没有任何事件。',
      },
      source: 'Kubernetes v1.34: no cloud-controller-manager',
      tests: [
        'engine/controllers/service-lb/service-lb > on %s > a Service stays pending, and nothing is told',
        'engine/cluster/balanced > a load balancer > is not there on %s alone',
      ],
    },
  ],
}
