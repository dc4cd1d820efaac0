import { type JsonObject, parseManifest } from '../scenarios/manifest'
import { isObject } from './json-input'

/**
 * Whether a manifest asks for IPv6: a Service names the family, or an address of it, or would have
 * two families.
 */
export const asksForIpv6 = (manifest: string): boolean =>
  parseManifest(manifest).documents.some(({ object }) => isAsking(object))

function isAsking({ kind, spec }: JsonObject): boolean {
  if (kind !== 'Service' || !isObject(spec)) return false
  const { clusterIP, clusterIPs, ipFamilies, ipFamilyPolicy } = spec
  if (ipFamilyPolicy === 'PreferDualStack' || ipFamilyPolicy === 'RequireDualStack') return true
  if (has(ipFamilies, (each) => each === 'IPv6')) return true
  return isIpv6(clusterIP) || has(clusterIPs, isIpv6)
}

const isIpv6 = (value: unknown): boolean => typeof value === 'string' && value.includes(':')

const has = (list: unknown, test: (value: unknown) => boolean): boolean =>
  Array.isArray(list) && list.some(test)
