import { defineResource } from '../resource'
import { selectorPair, unpaired } from '../selection'
import { type Service, service as schema } from './schema'

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
  default: (object) => object,
  validate: () => [],
  columns: [],
  indexes: {
    clusterIP: ({ spec }) => spec.clusterIP,
    selector: ({ metadata: { namespace = '' }, spec: { selector } }) =>
      selector && (selectorPair(namespace, selector) ?? unpaired(namespace)),
  },
  countsGenerations: false,
})
