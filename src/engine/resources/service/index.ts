import { ipText, parseIp } from '../../api/ip'
import { defineResource } from '../resource'
import { selectorPair, unpaired } from '../selection'
import { serviceColumns } from './columns'
import { defaultService } from './default'
import { prepareService } from './prepare'
import { type Service, service as schema } from './schema'
import { validateService } from './validate'
import { warnService } from './warn'

// An address is found by what it means, however it is written.
const plain = (address: string): string | undefined => {
  const ip = parseIp(address)
  return ip && ipText(ip)
}

// Every port that is taken on the nodes; most Services take none.
function nodePortsOf({ spec }: Service): readonly string[] | undefined {
  const { healthCheckNodePort, ports = [] } = spec
  const taken = ports.flatMap(({ nodePort }) => (nodePort ? [`${nodePort}`] : []))
  if (healthCheckNodePort) taken.push(`${healthCheckNodePort}`)
  return taken.length > 0 ? taken : undefined
}

/** Keeps Services (core/v1). */
export const service = defineResource<Service>({
  kind: 'Service',
  group: '',
  version: 'v1',
  plural: 'services',
  shortNames: ['svc'],
  categories: ['all'],
  namespaced: true,
  subresources: ['proxy', 'status'],
  schema,
  default: defaultService,
  prepare: prepareService,
  validate: validateService,
  warn: warnService,
  createsOnUpdate: true,
  returnsDeleted: true,
  columns: serviceColumns,
  fieldSelectors: {
    'spec.clusterIP': ({ spec }) => spec.clusterIP ?? '',
    'spec.type': ({ spec }) => spec.type,
  },
  indexes: {
    clusterIP: ({ spec: { clusterIP = '', clusterIPs = [] } }) =>
      clusterIPs.length > 1 ? clusterIPs.flatMap((each) => plain(each) ?? []) : plain(clusterIP),
    nodePort: nodePortsOf,
    selector: ({ metadata: { namespace = '' }, spec: { selector } }) =>
      selector && (selectorPair(namespace, selector) ?? unpaired(namespace)),
  },
  countsGenerations: false,
})

export type { Service }
