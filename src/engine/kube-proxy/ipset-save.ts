import { addressText, cidrText } from '../api/address'
import type { NamedSet, Ruleset, SetElement, SetKey } from '../network/rules'
import { headLine, ListedLine } from './listed-line'

const types: Readonly<Record<SetKey, string>> = {
  address: 'hash:ip',
  port: 'bitmap:port',
  service: 'hash:ip,port',
  'service-source': 'hash:ip,port,ip',
  'service-block': 'hash:ip,port,net',
}

/** A node's ipsets as `ipset save` prints them. */
export const ipsetSave = (ruleset: Ruleset): string =>
  ipsetLines(ruleset)
    .map(({ text }) => `${text}\n`)
    .join('')

/** The same, line by line. */
export const ipsetLines = ({ ipsets }: Ruleset): readonly ListedLine[] =>
  Array.from(ipsets?.entries() ?? [], ([, set]) => set).flatMap(setLines)

function setLines(set: NamedSet): readonly ListedLine[] {
  const group = `@${set.name}`
  const options = set.key === 'port' ? 'range 0-65535' : 'family inet hashsize 1024 maxelem 65536'
  const elements = new Map(set.elements.map((each) => [elementText(each, set.key), each]))
  return [
    headLine(`create ${set.name} ${types[set.key]} ${options}`, group),
    ...Array.from(
      elements,
      ([text, element]) =>
        new ListedLine('rule', { group, elements: [element] }, () => `add ${set.name} ${text}`),
    ),
  ]
}

function elementText({ address = 0, protocol, port, source }: SetElement, key: SetKey): string {
  if (key === 'port') return String(port)
  if (key === 'address') return addressText(address)
  const service = `${addressText(address)},${protocol}:${port}`
  if (!source) return service
  return `${service},${key === 'service-source' ? addressText(source.base) : cidrText(source)}`
}
