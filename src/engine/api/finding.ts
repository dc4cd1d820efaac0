import type { FieldRef } from './object'
import type { Cause, CauseCode } from './trace'

/**
 * How much a finding matters: requests fail; they may fail, or go where nobody meant them to; worth
 * knowing.
 */
export type Severity = 'error' | 'warning' | 'hint'

/** Something about the objects of a cluster that whoever wrote them would want to know. */
export interface Finding extends Omit<Cause, 'code' | 'field'> {
  readonly code: FindingCode
  readonly severity: Severity
  /** What to look at, and where a change would be made. */
  readonly field: FieldRef
  /** What shows it: places as the picture names them, `pod/default/web-…`. */
  readonly evidence: readonly string[]
}

/** Findings, one a code: causes of failures that can be told without a request, and some more. */
export type FindingCode =
  | Extract<
      CauseCode,
      | 'selector-matches-nothing'
      | 'nothing-selected'
      | 'no-replicas'
      | 'nothing-ready'
      | 'probe-fails'
      | 'alias-is-address'
      | 'port-name-unknown'
      | 'nobody-listens'
      | 'listens-on-loopback'
      | 'no-local-endpoint'
      | 'pending-address'
      | 'policy-not-enforced'
    >
  // Selectors.
  | 'labels-not-on-template'
  | 'pods-elsewhere'
  | 'selects-other-apps'
  | 'same-pods'
  // Ports.
  | 'port-name-missing-on-some'
  | 'container-port-unheard'
  | 'headless-keeps-ports'
  // Endpoints.
  | 'some-not-ready'
  // Addresses.
  | 'affinity-by-address'
  | 'external-name-keeps-host'
  // What is only stored.
  | 'ingress-not-served'
