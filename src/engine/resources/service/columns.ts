import { labelText } from '../../api/labels'
import { ageColumn, column, NONE, nameColumn, wide } from '../columns'
import type { Column } from '../resource'
import type { Service, ServicePort } from './schema'

/** How `kubectl get services` shows a Service. */
export const serviceColumns: readonly Column<Service>[] = [
  nameColumn,
  column('Type', ({ spec }) => spec.type),
  column('Cluster-IP', ({ spec }) => spec.clusterIPs?.[0] ?? NONE),
  column('External-IP', externalIP),
  column('Port(s)', ({ spec }) => spec.ports?.map(portText).join(',') || NONE),
  ageColumn,
  wide('Selector', ({ spec }) => labelText(spec.selector)),
]

function externalIP({ spec, status }: Service): string {
  const { externalIPs = [], externalName = '', type } = spec
  if (type === 'ExternalName') return externalName
  if (type !== 'LoadBalancer') return externalIPs.join(',') || NONE
  const { ingress = [] } = status.loadBalancer
  const balanced = new Set(ingress.flatMap(({ hostname, ip }) => ip || hostname || []))
  return [...[...balanced].sort(), ...externalIPs].join(',') || '<pending>'
}

const portText = ({ nodePort, port, protocol }: ServicePort): string =>
  nodePort ? `${port}:${nodePort}/${protocol}` : `${port}/${protocol}`
