import type { RequestRecord } from '../engine/network/record'
import { serviceId } from './service'

/**
 * The Service that a request was for, by its id: the one whose rule took it, translating it or
 * refusing it. Headless Services have no rules, and some requests fail before any rule: then it is
 * the one that the URL names, if there is such a Service.
 */
export function serviceAsked({
  service,
  because,
  client,
  url,
}: Pick<RequestRecord, 'service' | 'because' | 'client' | 'url'>): string | undefined {
  const key = service ?? (because?.kind === 'Service' ? because.key : undefined)
  if (key) return serviceId(key.namespace, key.name)
  const [, host = ''] = /^https?:\/\/([^:/?#]+)/i.exec(url) ?? []
  const [type, own] = client.split('/')
  if (type !== 'pod' || own === undefined) return undefined // only Pods have a search path
  const labels = host.toLowerCase().replace(/\.$/, '').replace(ending, '').split('.')
  const name = labels.length === 1 ? labels[0] : labels.at(-2)
  const namespace = labels.length === 1 ? own : labels.at(-1)
  const isAddress = /^[\d.:[\]]+$/.test(host)
  return name && namespace && !isAddress ? serviceId(namespace, name) : undefined
}

const ending = /\.svc(\.cluster\.local)?$/
