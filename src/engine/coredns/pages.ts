import type { HttpRequest, HttpResponse } from '../images/image'
import type { CoreDNSMemory } from './memory'
import type { ProcessSettings } from './plugins/plugin'

const headers = { 'Content-Type': 'text/plain; charset=utf-8' }
const METRICS = '# TYPE coredns_build_info gauge\ncoredns_build_info{goversion="go1.24.1"} 1\n'

/** The pages for people, probes and Prometheus; none on the port of DNS, whose clients wait. */
export function pageAt(
  { path, port }: HttpRequest,
  { health, ready, metrics }: ProcessSettings,
  { draining, hasSynced }: Pick<CoreDNSMemory, 'draining' | 'hasSynced'>,
): HttpResponse | undefined {
  const page = (known: boolean, body: string, status = 200): HttpResponse =>
    known ? { status, headers, body } : { status: 404, headers, body: '404 page not found\n' }
  switch (port) {
    case health?.port:
      return page(path === '/health', 'OK')
    case ready?.port:
      if (draining) return page(path === '/ready', 'Shutting down', 503)
      if (!hasSynced) return page(path === '/ready', 'kubernetes', 503)
      return page(path === '/ready', 'OK')
    case metrics?.port:
      return page(path === '/metrics', METRICS)
    default:
      return undefined
  }
}
