import type { ServiceSummary } from '../../projection/summary'

/**
 * How many endpoints a Service has, and how many of them are ready; Pods shown as one count, too.
 */
export function readiness({ endpoints, groups = [] }: ServiceSummary): {
  readonly ready: number
  readonly all: number
} {
  const ready = endpoints.filter((endpoint) => endpoint.ready).length
  return {
    ready: groups.reduce((sum, group) => sum + group.ready, ready),
    all: groups.reduce((sum, group) => sum + group.ready + group.notReady, endpoints.length),
  }
}
