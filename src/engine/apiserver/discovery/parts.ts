import type { Subresource } from '../../resources/resource'

/** A part of a resource: what it is when it is not the resource's own kind, and its verbs. */
export interface Part {
  readonly group?: string
  readonly version?: string
  readonly kind?: string
  readonly verbs: readonly string[]
}

const STATUS = ['get', 'patch', 'update']

/** Every part that a resource may have, by its name in the path. */
export const parts: Readonly<Record<Subresource, Part>> = {
  attach: { kind: 'PodAttachOptions', verbs: ['create', 'get'] },
  binding: { kind: 'Binding', verbs: ['create'] },
  ephemeralcontainers: { verbs: STATUS },
  eviction: { group: 'policy', version: 'v1', kind: 'Eviction', verbs: ['create'] },
  exec: { kind: 'PodExecOptions', verbs: ['create', 'get'] },
  finalize: { verbs: ['update'] },
  log: { verbs: ['get'] },
  portforward: { kind: 'PodPortForwardOptions', verbs: ['create', 'get'] },
  proxy: { verbs: ['create', 'delete', 'get', 'patch', 'update'] },
  resize: { verbs: STATUS },
  scale: { group: 'autoscaling', version: 'v1', kind: 'Scale', verbs: STATUS },
  status: { verbs: STATUS },
  token: {
    group: 'authentication.k8s.io',
    version: 'v1',
    kind: 'TokenRequest',
    verbs: ['create'],
  },
}
