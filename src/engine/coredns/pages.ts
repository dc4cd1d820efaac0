import type { HttpRequest, HttpResponse } from '../images/image'
import { type CoreDNSMemory, configurationOf } from './memory'
import { metricsText } from './metrics'

const headers = { 'Content-Type': 'text/plain; charset=utf-8' }

/** The pages for people, probes and Prometheus; none on the port of DNS, whose clients wait. */
export function pageAt(
  { path, port }: HttpRequest,
  memory: CoreDNSMemory,
  tag: string | undefined,
): HttpResponse | undefined {
  const { draining, hasSynced } = memory
  const { health, ready, metrics } = configurationOf(memory.source).process
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
      return page(path === '/metrics', metricsText(memory, tag))
    default:
      return undefined
  }
}
