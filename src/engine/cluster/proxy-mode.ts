import type { ProxyMode } from '../api/traffic'
import type { Reader } from '../apiserver/reader'
import { readConfiguration } from '../images/kube-proxy/configuration'
import { hasProxyPods, proxyConfiguration } from './bootstrap'
import type { ClusterOptions } from './options'

// It is asked for often, and changes hardly ever. Only a cache.
const known = new Map<string, ProxyMode | undefined>()
const MOST_KNOWN = 16

/**
 * The mode that kube-proxy is configured with: nodes go by it once their kube-proxies have started
 * anew. Undefined when it would not start with what the ConfigMap says.
 */
export function configuredMode(reader: Reader, options: ClusterOptions): ProxyMode | undefined {
  if (!hasProxyPods(options)) return options.mode
  const { namespace, name } = proxyConfiguration(options)
  const text = reader.get('ConfigMap', namespace, name)?.data?.['config.conf']
  return text === undefined ? undefined : modeIn(text)
}

function modeIn(text: string): ProxyMode | undefined {
  if (known.has(text)) return known.get(text)
  if (known.size >= MOST_KNOWN) known.clear()
  const read = readConfiguration(text)
  const mode = 'configuration' in read ? read.configuration.mode : undefined
  known.set(text, mode)
  return mode
}
