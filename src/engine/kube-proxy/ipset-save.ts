import { addressText, cidrText } from '../api/address'
import type { NamedSet, Ruleset, SetElement, SetKey } from '../network/rules'

const types: Readonly<Record<SetKey, string>> = {
  address: 'hash:ip',
  port: 'bitmap:port',
  service: 'hash:ip,port',
  'service-source': 'hash:ip,port,ip',
  'service-block': 'hash:ip,port,net',
}

/** A node's ipsets as `ipset save` prints them. */
export function ipsetSave({ ipsets }: Ruleset): string {
  const sets = Array.from(ipsets?.entries() ?? [], ([, set]) => set)
  return sets.map(setText).join('')
}

function setText(set: NamedSet): string {
  const options = set.key === 'port' ? 'range 0-65535' : 'family inet hashsize 1024 maxelem 65536'
  const elements = [...new Set(set.elements.map((element) => elementText(element, set.key)))]
  const lines = [
    `create ${set.name} ${types[set.key]} ${options}`,
    ...elements.map((element) => `add ${set.name} ${element}`),
  ]
  return `${lines.join('\n')}\n`
}

function elementText({ address = 0, protocol, port, source }: SetElement, key: SetKey): string {
  if (key === 'port') return String(port)
  if (key === 'address') return addressText(address)
  const service = `${addressText(address)},${protocol}:${port}`
  if (!source) return service
  return `${service},${key === 'service-source' ? addressText(source.base) : cidrText(source)}`
}
