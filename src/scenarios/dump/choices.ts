/** What a person chooses when a dump is loaded. */
export interface DumpChoices {
  /** Images that the registry here does not have: another program in their place, or none. */
  readonly images: 'stand-in' | 'keep'
  /** Pods that were not ready: so again, or left to what becomes of them. */
  readonly pods: 'observed' | 'again'
}

/** What the cluster here knows. */
export interface DumpKnown {
  /** `apps/v1 Deployment`. */
  readonly kinds: ReadonlySet<string>
  /** Images of the dump that its registry does not have. */
  readonly missingImages: ReadonlySet<string>
}

/** The program in place of one that is not known: it listens where it is told to. */
export const standIn = 'registry.k8s.io/e2e-test-images/agnhost:2.53'
/** What does nothing, and does it at once: in place of a job's program. */
export const idle = 'busybox:1.36'

/** What is done to objects, besides taking off what the server wrote. */
export type ChangeCode =
  /** The Service keeps its cluster address, or its node port. */
  | 'address-kept'
  | 'node-port-kept'
  /** It gets another. */
  | 'address-dropped'
  | 'node-port-dropped'
  /** Rules of where Pods may run name what the nodes here do not have. */
  | 'placement'
  /** What Pods refer to is not in the dump: they start without. */
  | 'reference-optional'
  /** Claims and other storage became directories of the Pod's own. */
  | 'directory'
  /** ServiceAccounts, namespaces that objects name and the dump does not have. */
  | 'account-made'
  | 'namespace-made'
  /** Pods were not ready, so the probe asks a port at which nobody listens. */
  | 'kept-unready'
  /** Of a workload some Pods were not ready: those stand beside it. */
  | 'set-aside'
  /** Some were not ready, but which ones cannot be kept apart here. */
  | 'not-kept-unready'
  /** A probe that the stand-in could not pass was left out. */
  | 'probe-dropped'

/** Takes down what is done to an object. */
export type Note = (code: ChangeCode, what: string) => void
