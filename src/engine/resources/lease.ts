import { always, int32, object, optional, pointer, string, time } from '../api/schema'
import { defineResource, type ObjectFrom } from './resource'

const coordination = { group: 'coordination' } as const

const schema = object(
  'Lease',
  {
    spec: always(
      object(
        'LeaseSpec',
        {
          acquireTime: optional(time),
          holderIdentity: pointer(string),
          leaseDurationSeconds: pointer(int32),
          leaseTransitions: pointer(int32),
          preferredHolder: pointer(string),
          renewTime: optional(time),
          strategy: pointer(string),
        },
        coordination,
      ),
    ),
  },
  coordination,
)

/** Who holds something, and until when: a kubelet renews one to show that its node lives. */
export type Lease = ObjectFrom<'Lease', typeof schema.fields>

/** Keeps Leases (coordination/v1). */
export const lease = defineResource<Lease>({
  kind: 'Lease',
  group: 'coordination.k8s.io',
  version: 'v1',
  plural: 'leases',
  shortNames: [],
  categories: [],
  namespaced: true,
  subresources: [],
  schema,
  default: (object) => object,
  validate: () => [],
  columns: [],
  indexes: {},
  countsGenerations: false,
})
