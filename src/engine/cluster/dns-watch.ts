import type { Component } from '../apiserver/component'
import { type Instant, milliseconds } from '../sim'

/**
 * What CoreDNS has been shown of the cluster. Its Pods are processes like any other; their
 * informers are one here, since they watch the same and answer alike. It remembers when it was last
 * shown anything: the zone's serial number.
 */
export const watchOfDns: Component<Instant, never> = {
  name: 'coredns',
  watches: [{ kind: 'Service' }, { kind: 'EndpointSlice' }, { kind: 'Namespace' }],
  watchLatency: milliseconds(5),
  start: ({ now }) => now,
  changed: (_, _changes, { now }) => now,
  receive: (memory) => memory,
}
