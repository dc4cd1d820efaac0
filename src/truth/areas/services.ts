import type { Area } from '../behaviour'

export const services: Area = {
  id: 'services',
  title: { en: 'Services: addresses and ports', zh: 'Service：地址与端口' },
  behaviours: [
    {
      id: 'service-cluster-ip',
      says: {
        en: 'A cluster IP is drawn from the upper part of the range, where nobody is likely to have asked for one by hand, and never twice.',
        zh: 'ClusterIP 从地址段的上半部分随机抽取（手动指定的地址多在下半部分），绝不重复。',
      },
      source:
        'Kubernetes v1.34: pkg/registry/core/service/ipallocator; 10.96.0.0/12 as kubeadm has it',
      tests: [
        'engine/apiserver/service > creating a Service > draws an address of the upper band, and never one that is taken',
      ],
    },
    {
      id: 'service-cluster-ip-fixed',
      says: {
        en: 'A cluster IP may not change once it is set; it goes when the Service becomes an ExternalName or is deleted.',
        zh: 'ClusterIP 一经设定就不能更改；Service 变为 ExternalName 或被删除时才归还。',
      },
      source: 'Kubernetes v1.34: pkg/apis/core/validation, ValidateServiceUpdate',
      tests: [
        'engine/apiserver/service-allocation/index > a ClusterIP > cannot change: what is asked for is not even looked up',
        'engine/resources/service/prepare > an update of a Service > gives the address back when a Service becomes an ExternalName',
        'engine/apiserver/serve > deleting > a Service frees its address',
      ],
    },
    {
      id: 'service-node-port',
      says: {
        en: 'A node port is drawn above 30085 first, one for both protocols of a port; one that another Service has is refused.',
        zh: 'NodePort 优先从 30086 起的区间抽取，同一端口的两种协议共用一个；已被其他 Service 占用的会被拒绝。',
      },
      source: 'Kubernetes v1.34: pkg/registry/core/service/portallocator, 30000-32767',
      tests: [
        'engine/apiserver/service > creating a Service > draws a node port of the upper band for each port, one for both protocols of a port',
        'engine/apiserver/service-allocation/index > the node ports of a Service that is changed > are refused by the field where another Service has them',
      ],
    },
    {
      id: 'service-type-change',
      says: {
        en: 'Another type takes and gives back node ports; a manifest that leaves addresses and ports out keeps them.',
        zh: '更改类型时会分配或释放 NodePort；清单里没写的地址和端口保持不变。',
      },
      source: 'Kubernetes v1.34: pkg/registry/core/service/strategy.go, patchAllocatedValues',
      tests: [
        'engine/apiserver/service > changing a Service > to another type allocates and releases node ports',
        'engine/apiserver/service > changing a Service > keeps its address and node ports when the new manifest leaves them out',
      ],
    },
    {
      id: 'service-external-name',
      says: {
        en: 'An ExternalName has neither address nor families nor policies, and no endpoints.',
        zh: 'ExternalName 没有地址、地址族、流量策略，也没有端点。',
      },
      source: 'Kubernetes v1.34: pkg/registry/core/service; pkg/controller/endpointslice',
      tests: [
        'engine/resources/service/prepare > a minimal Service > of type ExternalName gets neither address nor families nor policies',
        'engine/controllers/endpointslice/endpointslice > the EndpointSlice of a Service > is not made without a selector, nor for an ExternalName',
      ],
    },
    {
      id: 'service-health-check-port',
      says: {
        en: 'A LoadBalancer with policy Local has a health check node port, which says on each node how many endpoints there are: 200, or 503 for none.',
        zh: '策略为 Local 的 LoadBalancer 有健康检查端口，在每个节点上报告本地端点数：有则 200，没有则 503。',
      },
      source: 'Kubernetes v1.34: pkg/proxy/healthcheck/service_health.go',
      tests: [
        'engine/apiserver/service > creating a Service > allocates a health check node port for a LoadBalancer with policy Local only',
        'engine/cluster/health-checks > a health check node port > says on each node how many endpoints it has, for balancers to choose by',
      ],
    },
    {
      id: 'service-dual-stack',
      says: {
        en: 'In a dual-stack cluster a Service has one family unless it asks for both, a slice a family, and AAAA records.',
        zh: '双栈集群里 Service 默认只有一个地址族，除非要求两个；每个地址族各有一个 EndpointSlice，DNS 有 AAAA 记录。',
      },
      source: 'Kubernetes v1.34: pkg/registry/core/service, ipFamilyPolicy',
      tests: [
        'engine/cluster/dual-stack > a dual-stack cluster > gives a Service one family unless it asks for both',
        'engine/cluster/dual-stack > a dual-stack cluster > has a slice a family, AAAA records, and rules for what is IPv4',
        'engine/cluster/node-shell > iptables on a node > has no rules for IPv6 and of the older kind',
      ],
      differs: {
        en: 'IPv6 is told, not carried: rules and packets are those of IPv4.',
        zh: 'IPv6 只出现在对象和 DNS 里，不承载流量：规则和数据包都只有 IPv4。',
      },
    },
    {
      id: 'service-kubernetes',
      says: {
        en: 'The API server makes its own Service again, with its address, when somebody deletes it.',
        zh: '名为 kubernetes 的 Service 被删除后，API server 会用原来的地址重新创建它。',
      },
      source: 'Kubernetes v1.34: pkg/controlplane/controller/kubernetesservice',
      tests: [
        'engine/cluster/api-service > the API server makes its own Service again, with its address, when somebody deletes it',
      ],
    },
  ],
}
