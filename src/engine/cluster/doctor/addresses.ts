import { parseAddress } from '../../api/address'
import type { Finding } from '../../api/finding'
import type { Pod, Service } from '../../resources'
import { isReady } from '../../resources/pod/readiness'
import { fieldOf, titleOf } from '../trace/view'
import type { Ward } from './ward'

/** What is wrong with how a Service is reached. */
export function addressFindings(
  service: Service,
  pods: readonly Pod[],
  ward: Ward,
): readonly Finding[] {
  const { type } = service.spec
  if (type === 'ExternalName') return alias(service)
  return [
    ...(type === 'LoadBalancer' ? pending(service, ward) : []),
    ...local(service, pods, ward),
    ...affinity(service),
  ]
}

function alias(service: Service): readonly Finding[] {
  const { externalName = '' } = service.spec
  const data = { service: titleOf(service), alias: externalName }
  const field = fieldOf(service, 'spec.externalName')
  if (parseAddress(externalName.replace(/\.$/, '')) !== undefined) {
    return [{ code: 'alias-is-address', severity: 'error', data, field, evidence: [] }]
  }
  const evidence = [`external/${externalName.replace(/\.$/, '').toLowerCase()}`]
  return [{ code: 'external-name-keeps-host', severity: 'hint', data, field, evidence }]
}

// Where nobody gives addresses, nobody ever will; where somebody does, one only has to wait.
const withoutProvider = new Set(['kubeadm', 'kind', 'minikube'])

function pending(service: Service, { view }: Ward): readonly Finding[] {
  const { environment } = view.options
  const ingress = service.status?.loadBalancer?.ingress ?? []
  const isForOther = service.spec.loadBalancerClass !== undefined
  if (ingress.length > 0 || !(withoutProvider.has(environment) || isForOther)) return []
  return [
    {
      code: 'pending-address',
      severity: 'warning',
      data: { service: titleOf(service), environment },
      field: fieldOf(service, isForOther ? 'spec.loadBalancerClass' : 'spec.type'),
      evidence: [],
      ...(isForOther
        ? {}
        : { change: { type: 'field', before: 'LoadBalancer', after: 'NodePort' } as const }),
    },
  ]
}

function local(service: Service, pods: readonly Pod[], { view }: Ward): readonly Finding[] {
  const { externalTrafficPolicy, internalTrafficPolicy, type } = service.spec
  const isOutside = externalTrafficPolicy === 'Local' && type !== 'ClusterIP'
  if (!isOutside && internalTrafficPolicy !== 'Local') return []
  const having = new Set(pods.filter(isReady).map(({ spec }) => spec.nodeName ?? ''))
  const names = view.reader.list('Node').map(({ metadata }) => metadata.name)
  const without = names.filter((name) => !having.has(name))
  if (without.length === 0 || having.size === 0) return []
  const path = isOutside ? 'spec.externalTrafficPolicy' : 'spec.internalTrafficPolicy'
  return [
    {
      code: 'no-local-endpoint',
      severity: 'warning',
      data: { service: titleOf(service), node: without.join(', '), nodes: [...having].sort() },
      field: fieldOf(service, path),
      evidence: without.map((name) => `node/${name}`),
      change: { type: 'field', before: 'Local', after: 'Cluster' },
    },
  ]
}

function affinity(service: Service): readonly Finding[] {
  const { sessionAffinity, sessionAffinityConfig } = service.spec
  if (sessionAffinity !== 'ClientIP') return []
  const seconds = sessionAffinityConfig?.clientIP?.timeoutSeconds ?? DEFAULT_AFFINITY_SECONDS
  return [
    {
      code: 'affinity-by-address',
      severity: 'hint',
      data: { service: titleOf(service), seconds },
      field: fieldOf(service, 'spec.sessionAffinity'),
      evidence: [],
    },
  ]
}

/** `DefaultClientIPServiceAffinitySeconds` of the core API: three hours. */
const DEFAULT_AFFINITY_SECONDS = 10_800
