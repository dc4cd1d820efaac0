import { type FieldError, invalid } from '../api/field-error'
import { always, int32, microTime, object, optional, pointer, string } from '../api/schema'
import { checkNotNegative } from './checks'
import { ageColumn, column, nameColumn } from './columns'
import { checkMetadata, dotted } from './metadata'
import { defineResource, type ObjectFrom } from './resource'

const coordination = { group: 'coordination' } as const

const schema = object(
  'Lease',
  {
    spec: always(
      object(
        'LeaseSpec',
        {
          acquireTime: optional(microTime),
          holderIdentity: pointer(string),
          leaseDurationSeconds: pointer(int32),
          leaseTransitions: pointer(int32),
          preferredHolder: pointer(string),
          renewTime: optional(microTime),
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

function validateLease({ metadata, spec }: Lease, previous?: Lease): readonly FieldError[] {
  const report: FieldError[] = []
  checkMetadata(report, metadata, dotted, previous?.metadata)
  const { holderIdentity, leaseDurationSeconds, leaseTransitions } = spec
  if (holderIdentity === '') {
    report.push(invalid('spec.holderIdentity', '', 'must not be empty'))
  }
  if (leaseDurationSeconds !== undefined && leaseDurationSeconds <= 0) {
    const detail = 'must be greater than 0'
    report.push(invalid('spec.leaseDurationSeconds', leaseDurationSeconds, detail))
  }
  checkNotNegative(report, 'spec.leaseTransitions', leaseTransitions)
  return report
}

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
  needsVersion: true,
  schema,
  default: (object) => object,
  validate: validateLease,
  createsOnUpdate: true,
  columns: [nameColumn, column('Holder', ({ spec }) => spec.holderIdentity ?? ''), ageColumn],
  indexes: {},
  countsGenerations: false,
})
