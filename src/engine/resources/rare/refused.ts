import { any, list, optional } from '../../api/schema'
import { ageColumn, column, createdColumn, nameColumn } from '../columns'
import { at, count, listAt, type RareObject, rare, text } from './factory'

const specAndStatus = { spec: optional(any), status: optional(any) } as const

const admission = {
  group: 'admissionregistration.k8s.io',
  package: 'admissionregistration',
  categories: ['api-extensions'],
  refused: 'this playground calls no admission webhooks and runs no admission policies',
} as const
const webhooks = {
  ...admission,
  fields: { webhooks: optional(list(any)) },
  between: [count('Webhooks', 'webhooks')],
} as const

const isTrue = (object: RareObject, type: string): boolean =>
  listAt(object, 'status', 'conditions').some(
    (each) => at(each, 'type') === type && at(each, 'status') === 'True',
  )

/** Tells which group versions are served, all of them by the API server itself. */
const apiService = rare({
  kind: 'APIService',
  group: 'apiregistration.k8s.io',
  package: 'apiregistration',
  categories: ['api-extensions'],
  subresources: ['status'],
  fields: specAndStatus,
  isDerived: true,
  refused: 'this playground serves no APIs but its own',
  between: [
    column('Service', (object) => {
      const { name, namespace } = (at(object, 'spec', 'service') ?? {}) as Record<string, string>
      return name === undefined ? 'Local' : `${namespace}/${name}`
    }),
    column('Available', (object) => (isTrue(object, 'Available') ? 'True' : 'False')),
  ],
})

const flow = {
  group: 'flowcontrol.apiserver.k8s.io',
  package: 'flowcontrol',
  fields: specAndStatus,
  subresources: ['status'],
  isDerived: true,
  refused: 'this playground puts no request behind another',
} as const

const flowSchema = rare({
  ...flow,
  kind: 'FlowSchema',
  columns: [
    nameColumn,
    text('PriorityLevel', 'spec', 'priorityLevelConfiguration', 'name'),
    column(
      'MatchingPrecedence',
      (each) => Number(at(each, 'spec', 'matchingPrecedence')),
      'integer',
    ),
    text('DistinguisherMethod', 'spec', 'distinguisherMethod', 'type'),
    ageColumn,
    column('MissingPL', (each) => (isTrue(each, 'Dangling') ? 'True' : 'False')),
  ],
})

const limited = ['spec', 'limited'] as const
const QUEUING = ['spec', 'limited', 'limitResponse', 'queuing'] as const

const priorityLevel = rare({
  ...flow,
  kind: 'PriorityLevelConfiguration',
  between: [
    text('Type', 'spec', 'type'),
    text('NominalConcurrencyShares', ...limited, 'nominalConcurrencyShares'),
    text('Queues', ...QUEUING, 'queues'),
    text('HandSize', ...QUEUING, 'handSize'),
    text('QueueLengthLimit', ...QUEUING, 'queueLengthLimit'),
  ],
})

const devices = {
  group: 'resource.k8s.io',
  package: 'resource',
  refused: 'this playground has no devices to give out',
} as const

/**
 * Kinds that are listed as every cluster lists them, and whose objects would only mislead here:
 * nothing would act upon them. To create one is refused, in one line.
 */
export const refused = {
  APIService: apiService,
  CSINode: rare({
    kind: 'CSINode',
    group: 'storage.k8s.io',
    package: 'storage',
    isDerived: true,
    refused: 'only the kubelet of its node writes it',
    between: [count('Drivers', 'spec', 'drivers')],
  }),
  CertificateSigningRequest: rare({
    kind: 'CertificateSigningRequest',
    group: 'certificates.k8s.io',
    package: 'certificates',
    shortNames: ['csr'],
    subresources: ['status'],
    fields: specAndStatus,
    refused: 'this playground has no certificate authority that would sign it',
    columns: [
      nameColumn,
      ageColumn,
      text('SignerName', 'spec', 'signerName'),
      text('Requestor', 'spec', 'username'),
      text('RequestedDuration', 'spec', 'expirationSeconds'),
      column('Condition', () => 'Pending'),
    ],
  }),
  CustomResourceDefinition: rare({
    kind: 'CustomResourceDefinition',
    group: 'apiextensions.k8s.io',
    package: 'apiextensions',
    shortNames: ['crd', 'crds'],
    categories: ['api-extensions'],
    subresources: ['status'],
    fields: specAndStatus,
    refused: 'this playground serves no custom resources',
    columns: [nameColumn, createdColumn],
  }),
  DeviceClass: rare({ ...devices, kind: 'DeviceClass' }),
  FlowSchema: flowSchema,
  MutatingWebhookConfiguration: rare({ ...webhooks, kind: 'MutatingWebhookConfiguration' }),
  PriorityLevelConfiguration: priorityLevel,
  ResourceClaim: rare({
    ...devices,
    kind: 'ResourceClaim',
    namespaced: true,
    subresources: ['status'],
    fields: specAndStatus,
    between: [column('State', () => 'pending')],
  }),
  ResourceClaimTemplate: rare({ ...devices, kind: 'ResourceClaimTemplate', namespaced: true }),
  ResourceSlice: rare({
    ...devices,
    kind: 'ResourceSlice',
    between: [
      text('Node', 'spec', 'nodeName'),
      text('Driver', 'spec', 'driver'),
      text('Pool', 'spec', 'pool', 'name'),
    ],
  }),
  ValidatingAdmissionPolicy: rare({
    ...admission,
    kind: 'ValidatingAdmissionPolicy',
    subresources: ['status'],
    fields: specAndStatus,
    between: [
      count('Validations', 'spec', 'validations'),
      column('ParamKind', (object) => {
        const { apiVersion, kind } = (at(object, 'spec', 'paramKind') ?? {}) as Record<
          string,
          string
        >
        return kind === undefined ? '<unset>' : `${apiVersion}/${kind}`
      }),
    ],
  }),
  ValidatingAdmissionPolicyBinding: rare({
    ...admission,
    kind: 'ValidatingAdmissionPolicyBinding',
    between: [
      text('PolicyName', 'spec', 'policyName'),
      column('ParamRef', (object) => String(at(object, 'spec', 'paramRef', 'name') ?? '<unset>')),
    ],
  }),
  ValidatingWebhookConfiguration: rare({ ...webhooks, kind: 'ValidatingWebhookConfiguration' }),
} as const
