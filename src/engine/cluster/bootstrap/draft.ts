import type { KubeObject } from '../../api/object'
import type { Draft } from '../../apiserver/action'

/** An object as one would write it in a file: the server completes and checks it. */
export const draft = (object: object): Draft => object as Draft<KubeObject>

/** The cluster's own namespace. */
export const SYSTEM = 'kube-system'

/** The version of Kubernetes that runs here. */
export const VERSION = 'v1.34.1'
