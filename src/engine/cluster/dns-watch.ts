import type { Component } from '../apiserver/component'
import { milliseconds } from '../sim'

/**
 * What CoreDNS has been shown of the cluster. Its Pods are processes like any other; their
 * informers are one here, since they watch the same and answer alike.
 */
export const watchOfDns: Component<null, never> = {
  name: 'coredns',
  watches: [{ kind: 'Service' }, { kind: 'EndpointSlice' }, { kind: 'Namespace' }],
  watchLatency: milliseconds(5),
  start: () => null,
  changed: (memory) => memory,
  receive: (memory) => memory,
}
