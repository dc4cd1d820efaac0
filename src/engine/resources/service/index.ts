import { ipText, parseIp } from '../../api/ip'
import { defineResource } from '../resource'
import { selectorPair, unpaired } from '../selection'
import { serviceColumns } from './columns'
import { defaultService } from './default'
import { prepareService } from './prepare'
import { type Service, service as schema } from './schema'
import { validateService } from './validate'
import { warnService } from './warn'

/** Keeps Services (core/v1). */
export const service = defineResource<Service>({
  kind: 'Service',
  group: '',
  version: 'v1',
  plural: 'services',
  shortNames: ['svc'],
  categories: ['all'],
  namespaced: true,
  subresources: ['status'],
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
    clusterIP: ({ spec: { clusterIP = '' } }) => {
      const ip = parseIp(clusterIP)
      return ip && ipText(ip)
    },
    selector: ({ metadata: { namespace = '' }, spec: { selector } }) =>
      selector && (selectorPair(namespace, selector) ?? unpaired(namespace)),
  },
  countsGenerations: false,
})

export type { Service }
