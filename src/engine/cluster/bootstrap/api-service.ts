import type { Draft } from '../../apiserver/action'
import { nodeAddress, plan } from '../options'
import { draft } from './draft'

/** The API server's own Service, and where it leads (pkg/controlplane/reconcilers). */
export function apiService(): readonly Draft[] {
  const port = { name: 'https', port: plan.apiServerPort, protocol: 'TCP' }
  const metadata = { name: 'kubernetes', namespace: 'default' }
  return [
    draft({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { ...metadata, labels: { component: 'apiserver', provider: 'kubernetes' } },
      spec: {
        type: 'ClusterIP',
        clusterIP: plan.apiServerAddress,
        ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: plan.apiServerPort }],
      },
    }),
    draft({
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: { ...metadata, labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } },
      subsets: [{ addresses: [{ ip: nodeAddress(0) }], ports: [port] }],
    }),
    draft({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { ...metadata, labels: { 'kubernetes.io/service-name': 'kubernetes' } },
      addressType: 'IPv4',
      ports: [port],
      endpoints: [{ addresses: [nodeAddress(0)], conditions: { ready: true } }],
    }),
  ]
}
