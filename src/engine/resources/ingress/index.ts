import { ageColumn, column, NONE, nameColumn } from '../columns'
import { defineResource } from '../resource'
import { filled, replaced } from '../sharing'
import { type Ingress, schema } from './schema'
import { validateIngress } from './validate'

export type { Ingress } from './schema'

const EMPTY = { loadBalancer: {} } as const
const MOST_HOSTS = 3

// Counted as upstream does: rules without a host take no place, but are among those left out.
function hostsText({ spec }: Ingress): string {
  const hosts: string[] = []
  let more = false
  for (const { host } of spec.rules ?? []) {
    if (hosts.length === MOST_HOSTS) more = true
    if (!more && host) hosts.push(host)
  }
  if (hosts.length === 0) return '*'
  const rest = (spec.rules?.length ?? 0) - MOST_HOSTS
  return more ? `${hosts.join(',')} + ${rest} more...` : hosts.join(',')
}

const addressText = ({ status }: Ingress): string =>
  [
    ...new Set(
      (status.loadBalancer.ingress ?? []).flatMap(({ hostname, ip }) => ip ?? hostname ?? []),
    ),
  ]
    .sort()
    .join(',')

/** Keeps Ingresses (networking/v1). */
export const ingress = defineResource<Ingress>({
  kind: 'Ingress',
  group: 'networking.k8s.io',
  version: 'v1',
  plural: 'ingresses',
  shortNames: ['ing'],
  categories: [],
  namespaced: true,
  subresources: ['status'],
  schema,
  default: (object) => filled(object, { status: EMPTY }),
  prepare: (object, previous) => replaced(object, { status: previous?.status ?? EMPTY }),
  validate: validateIngress,
  columns: [
    nameColumn,
    column('Class', ({ spec }) => spec.ingressClassName ?? NONE),
    column('Hosts', hostsText),
    column('Address', addressText),
    column('Ports', ({ spec }) => ((spec.tls?.length ?? 0) > 0 ? '80, 443' : '80')),
    ageColumn,
  ],
  indexes: {},
  countsGenerations: true,
})
