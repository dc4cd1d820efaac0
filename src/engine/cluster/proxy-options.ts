import type { ProxyConfiguration } from '../api/proxy'
import { defaultProxyOptions, type ProxyOptions } from '../kube-proxy'

// Nodes that are configured alike share what is compiled for them, and know each other by this
// object. Only a cache.
const known = new Map<string, ProxyOptions>()
const MOST_KNOWN = 64

/** What a kube-proxy is started with: its configuration, and kubeadm's for all it does not say. */
export function proxyOptions(configuration: ProxyConfiguration): ProxyOptions {
  const key = JSON.stringify(configuration)
  const before = known.get(key)
  if (before) return before
  if (known.size >= MOST_KNOWN) known.clear()
  const options = { ...defaultProxyOptions, ...configuration }
  known.set(key, options)
  return options
}
