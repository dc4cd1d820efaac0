/** What a name below the zone asks about, read from right to left as CoreDNS does. */
export type ZoneName =
  /** The zone itself, `svc`, `pod`, or a namespace in one of them: nothing but a place. */
  | { readonly type: 'apex' }
  | { readonly type: 'branch' }
  | { readonly type: 'namespace'; readonly namespace: string }
  | { readonly type: 'version' }
  | {
      readonly type: 'service'
      readonly namespace: string
      readonly service: string
      /** Host name, or address with dashes, of one endpoint. */
      readonly endpoint?: string
      /** `''` stands for any. */
      readonly port?: string
      readonly protocol?: string
    }
  | { readonly type: 'pod'; readonly namespace: string; readonly address: string }
  /** Nothing that the zone could hold. */
  | { readonly type: 'none' }

const NONE: ZoneName = { type: 'none' }

/** Reads a name of a zone, both in lower case (plugin/kubernetes/parse.go). */
export function parseName(name: string, zone: string): ZoneName {
  if (name === zone) return { type: 'apex' }
  const labels = name.slice(0, -zone.length - 1).split('.')
  const branch = labels.pop()
  if (branch === 'dns-version' && labels.length === 0) return { type: 'version' }
  if (branch !== 'svc' && branch !== 'pod') return NONE
  const namespace = labels.pop()
  if (namespace === undefined) return { type: 'branch' }
  const last = labels.pop()
  if (last === undefined) return { type: 'namespace', namespace }
  if (branch === 'pod') return { type: 'pod', namespace, address: last }
  if (labels.length > 2) return NONE
  const [first, second] = labels
  if (first === undefined) return { type: 'service', namespace, service: last }
  if (second === undefined) return { type: 'service', namespace, service: last, endpoint: first }
  const [port, protocol] = [unmarked(first), unmarked(second)]
  return { type: 'service', namespace, service: last, port, protocol }
}

// The underscores of `_http._tcp` are expected but not needed.
const unmarked = (label: string): string => (label.startsWith('_') ? label.slice(1) : label)
