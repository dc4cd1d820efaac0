import { condition } from '../api/meta-schema'
import type { KubeObject } from '../api/object'
import { given, list, object, optional, pointer, string } from '../api/schema'
import { ageColumn, column, nameColumn } from './columns'
import { byType } from './condition'
import { defineResource, type ObjectFrom } from './resource'

const networking = { group: 'networking' } as const

const componentCondition = object('ComponentCondition', {
  error: optional(string),
  message: optional(string),
  status: given(string),
  type: given(string),
})
const statusSchema = object('ComponentStatus', {
  conditions: optional(list(componentCondition)),
})

/** How a part of the control plane does. */
export type ComponentStatus = ObjectFrom<'ComponentStatus', typeof statusSchema.fields>

/** What nobody writes: it is made of what else there is when somebody looks. */
const derived = {
  version: 'v1',
  categories: [],
  namespaced: false,
  subresources: [],
  validate: () => [],
  indexes: {},
  countsGenerations: false,
  isDerived: true,
} as const

/** Tells how the control plane's parts do (core/v1). */
export const componentStatus = defineResource<ComponentStatus>({
  ...derived,
  kind: 'ComponentStatus',
  group: '',
  plural: 'componentstatuses',
  shortNames: ['cs'],
  schema: statusSchema,
  default: (given) => given,
  shown: ({ metadata: { resourceVersion: _, ...metadata }, ...rest }) =>
    ({ ...rest, metadata }) as KubeObject,
  deprecated: 'v1 ComponentStatus is deprecated in v1.19+',
  columns: [
    nameColumn,
    column('Status', ({ conditions = [] }) =>
      conditions.some(({ status }) => status === 'True') ? 'Healthy' : 'Unhealthy',
    ),
    column('Message', ({ conditions = [] }) => conditions[0]?.message ?? ''),
    column('Error', ({ conditions = [] }) => conditions[0]?.error ?? ''),
  ],
})

const parent = object(
  'ParentReference',
  {
    group: optional(string),
    name: optional(string),
    namespace: optional(string),
    resource: optional(string),
  },
  networking,
)
const addressSchema = object(
  'IPAddress',
  { spec: optional(object('IPAddressSpec', { parentRef: pointer(parent) }, networking)) },
  networking,
)

/** An address that a Service has. */
export type IPAddress = ObjectFrom<'IPAddress', typeof addressSchema.fields>

/** Tells which addresses Services have (networking/v1). */
export const ipAddress = defineResource<IPAddress>({
  ...derived,
  kind: 'IPAddress',
  group: 'networking.k8s.io',
  plural: 'ipaddresses',
  refused: "addresses of Services are the API server's to give out here",
  shortNames: ['ip'],
  schema: addressSchema,
  default: (given) => given,
  columns: [
    nameColumn,
    column('ParentRef', ({ spec }) => {
      const { name, namespace, resource } = spec?.parentRef ?? {}
      return [resource, namespace, name].filter(Boolean).join('/')
    }),
  ],
})

const rangeSchema = object(
  'ServiceCIDR',
  {
    spec: optional(object('ServiceCIDRSpec', { cidrs: optional(list(string)) }, networking)),
    status: optional(
      object('ServiceCIDRStatus', { conditions: optional(list(condition, byType)) }, networking),
    ),
  },
  networking,
)

/** A range that Services have their addresses from. */
export type ServiceCIDR = ObjectFrom<'ServiceCIDR', typeof rangeSchema.fields>

/** Tells which addresses Services can have (networking/v1). */
export const serviceCIDR = defineResource<ServiceCIDR>({
  ...derived,
  kind: 'ServiceCIDR',
  group: 'networking.k8s.io',
  plural: 'servicecidrs',
  subresources: ['status'],
  refused: 'the ranges of this playground are given with the cluster',
  shortNames: [],
  schema: rangeSchema,
  default: (given) => given,
  columns: [nameColumn, column('CIDRs', ({ spec }) => (spec?.cidrs ?? []).join(',')), ageColumn],
})
