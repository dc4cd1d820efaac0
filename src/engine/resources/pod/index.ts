import { defineResource } from '../resource'
import { labelPairs, orphanage, ownerUid } from '../selection'
import { replaced } from '../sharing'
import { podColumns } from './columns'
import { debugging } from './debugging'
import { defaultPodSpec } from './default'
import { preparePod } from './prepare'
import { resizing } from './resizing'
import { type Pod, podSchema } from './schema'
import { validatePod } from './validate'

/** Keeps Pods (core/v1). */
export const pod = defineResource<Pod>({
  kind: 'Pod',
  group: '',
  version: 'v1',
  plural: 'pods',
  shortNames: ['po'],
  categories: ['all'],
  namespaced: true,
  subresources: [
    'attach',
    'binding',
    'ephemeralcontainers',
    'eviction',
    'exec',
    'log',
    'portforward',
    'proxy',
    'resize',
    'status',
  ],
  schema: podSchema,
  default: (object) => replaced(object, { spec: defaultPodSpec(object.spec) }),
  prepare: preparePod,
  validate: validatePod,
  strategies: { ephemeralcontainers: debugging, resize: resizing },
  returnsDeleted: true,
  columns: podColumns,
  fieldSelectors: {
    'spec.hostNetwork': ({ spec }) => `${spec.hostNetwork ?? false}`,
    'spec.nodeName': ({ spec }) => spec.nodeName ?? '',
    'spec.restartPolicy': ({ spec }) => spec.restartPolicy,
    'spec.schedulerName': ({ spec }) => spec.schedulerName,
    'spec.serviceAccountName': ({ spec }) => spec.serviceAccountName ?? '',
    'status.nominatedNodeName': ({ status }) => status.nominatedNodeName ?? '',
    'status.phase': ({ status }) => status.phase,
    'status.podIP': ({ status }) => status.podIP ?? '',
  },
  indexes: {
    node: ({ spec }) => spec.nodeName,
    owner: ownerUid,
    label: labelPairs,
    orphan: orphanage,
  },
  countsGenerations: true,
})

export type { Pod }
