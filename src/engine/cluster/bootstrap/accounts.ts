import type { Draft } from '../../apiserver/action'
import { SYSTEM_CLASSES } from '../../resources/priorityclass'
import { draft, SYSTEM } from './draft'

// The control loops that ask in a name of their own (`--use-service-account-credentials`).
const CONTROLLERS = [
  'attachdetach-controller',
  'bootstrap-signer',
  'certificate-controller',
  'clusterrole-aggregation-controller',
  'cronjob-controller',
  'daemon-set-controller',
  'deployment-controller',
  'disruption-controller',
  'endpoint-controller',
  'endpointslice-controller',
  'endpointslicemirroring-controller',
  'ephemeral-volume-controller',
  'expand-controller',
  'generic-garbage-collector',
  'horizontal-pod-autoscaler',
  'job-controller',
  'legacy-service-account-token-cleaner',
  'namespace-controller',
  'node-controller',
  'persistent-volume-binder',
  'pod-garbage-collector',
  'pv-protection-controller',
  'pvc-protection-controller',
  'replicaset-controller',
  'replication-controller',
  'resourcequota-controller',
  'root-ca-cert-publisher',
  'selinux-warning-controller',
  'service-account-controller',
  'service-cidrs-controller',
  'statefulset-controller',
  'token-cleaner',
  'ttl-after-finished-controller',
  'ttl-controller',
  'validatingadmissionpolicy-status-controller',
  'volumeattributesclass-protection-controller',
] as const

/** The accounts of kube-controller-manager's control loops. */
export const controllerAccounts = (): readonly Draft[] =>
  CONTROLLERS.map((name) =>
    draft({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: SYSTEM } }),
  )

/** The classes that the API server makes sure of (pkg/registry/scheduling/rest). */
export const priorityClasses = (): readonly Draft[] =>
  Object.entries(SYSTEM_CLASSES).map(([name, value]) =>
    draft({
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name },
      value,
      description: `Used for system critical pods that ${
        name === 'system-node-critical'
          ? 'must not be moved from their current node.'
          : 'must run in the cluster, but can be moved to another node if necessary.'
      }`,
    }),
  )
