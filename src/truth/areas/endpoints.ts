import type { Area } from '../behaviour'

export const endpoints: Area = {
  id: 'endpoints',
  title: { en: 'EndpointSlices', zh: 'EndpointSlice' },
  behaviours: [
    {
      id: 'slice-shape',
      says: {
        en: 'A slice is named after its Service, belongs to it, and has its labels and ports; it is there, empty, before a Pod has an address.',
        zh: 'EndpointSlice 以 Service 命名并归它所有，带有它的标签和端口；在 Pod 有地址之前就已存在，只是空的。',
      },
      source: 'Kubernetes v1.34: staging/src/k8s.io/endpointslice',
      tests: [
        'engine/controllers/endpointslice/endpointslice > the EndpointSlice of a Service > has the name, labels, owner and ports of the Service',
        'engine/controllers/endpointslice/endpointslice > the EndpointSlice of a Service > is there, empty, while no Pod has an address, and is filled in place',
      ],
    },
    {
      id: 'slice-conditions',
      says: {
        en: 'A Ready Pod that is terminating is not ready and still serving; one that is not Ready is neither.',
        zh: '正在终止但仍就绪的 Pod：ready 为假，serving 为真；未就绪的 Pod 两者都为假。',
      },
      source: 'Kubernetes v1.34: staging/src/k8s.io/endpointslice/utils.go',
      tests: [
        'engine/controllers/endpointslice/endpointslice > the conditions of an endpoint > of a Ready Pod that is terminating are: not ready, but serving',
        'engine/controllers/endpointslice/endpointslice > the conditions of an endpoint > of a Pod that is not Ready are all false',
      ],
    },
    {
      id: 'slice-publish-not-ready',
      says: {
        en: 'With publishNotReadyAddresses endpoints are ready whatever the Pod says.',
        zh: '设置 publishNotReadyAddresses 后，无论 Pod 状态如何，端点都算就绪。',
      },
      source: 'Kubernetes v1.34: staging/src/k8s.io/endpointslice/utils.go',
      tests: [
        'engine/controllers/endpointslice/endpointslice > the conditions of an endpoint > say ready whatever the Pod says when the Service publishes not-ready addresses',
      ],
    },
    {
      id: 'slice-named-port',
      says: {
        en: 'A named target port is looked up on each Pod; Pods that answer differently are in different slices.',
        zh: '命名的 targetPort 在每个 Pod 上分别查找；结果不同的 Pod 分在不同的 EndpointSlice 里。',
      },
      source: 'Kubernetes v1.34: staging/src/k8s.io/endpointslice/reconciler.go',
      tests: [
        'engine/controllers/endpointslice/endpointslice > a named target port > is looked up on each Pod: one slice for each answer',
      ],
    },
    {
      id: 'slice-hundred',
      says: {
        en: 'A slice holds 100 endpoints; later ones go where they fit, and gaps stay.',
        zh: '一个 EndpointSlice 容纳 100 个端点；后来的填入有空位的，空缺则保留。',
      },
      source: 'Kubernetes v1.34: --max-endpoints-per-slice',
      tests: [
        'engine/controllers/endpointslice/endpointslice > many endpoints > fill slices of 100',
        'engine/controllers/endpointslice/endpointslice > many endpoints > that come later go where they fit, and what goes leaves its gap',
      ],
    },
    {
      id: 'slice-hints',
      says: {
        en: 'trafficDistribution and topology-mode: Auto give hints by zone and node, and say why when they give none.',
        zh: 'trafficDistribution 和 topology-mode: Auto 按可用区和节点给出提示；给不出时说明原因。',
      },
      source: 'Kubernetes v1.34: staging/src/k8s.io/endpointslice/topologycache, trafficdist',
      tests: [
        'engine/controllers/endpointslice/endpointslice > trafficDistribution > %s gives ready endpoints hints',
        'engine/controllers/endpointslice/endpointslice > topology-mode: Auto > shares endpoints out among zones by their processors, wherever they run',
        'engine/controllers/endpointslice/endpointslice > topology-mode: Auto > says why %i endpoints get no hints',
      ],
    },
    {
      id: 'endpoints-legacy',
      says: {
        en: 'Endpoints are kept beside slices, cut at 1000 addresses; those written by hand are mirrored in slices.',
        zh: 'Endpoints 与 EndpointSlice 并存，超过 1000 个地址会截断；手写的 Endpoints 会镜像为 EndpointSlice。',
      },
      source: 'Kubernetes v1.34: pkg/controller/endpoint, endpointslicemirroring',
      tests: [
        'engine/controllers/endpoints/endpoints > the Endpoints of a Service > are cut at 1000 addresses, and say so',
        'engine/controllers/endpointslicemirroring > Endpoints written by hand > are mirrored in a slice that belongs to them',
      ],
    },
  ],
}
