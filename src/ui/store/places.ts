import type { RequestRecord } from './picture'

/** The last part of a place's name: a Pod's suffix says which one it is. */
export const shortPlace = (place: string): string => {
  const name = place.split('/').at(-1) ?? place
  return /-[a-z\d]{5,10}-([a-z\d]{5})$/.exec(name)?.[1] ?? name
}

/** A name server's question, out of the URL that it is told of with (RFC 4501). */
export function questionIn(
  url: string,
): { readonly server: string; readonly name: string; readonly type: string } | undefined {
  const [, server = '', name = '', type] = /^dns:\/\/([^/]*)\/(.*)\?type=(\w+)$/.exec(url) ?? []
  return type === undefined ? undefined : { server, name, type }
}

/** What was asked for, in short. */
export function askedText(url: string): string {
  const question = questionIn(url)
  return question ? `DNS ${question.type} ${question.name}` : url.replace(/^http:\/\//, '')
}

/** The learner's own machine, as the picture names it. */
export const laptop = 'laptop'

/** A client of the scenario, or the laptop; nobody for what programs in Pods ask by themselves. */
export function askerOf({
  client,
  traffic,
}: Pick<RequestRecord, 'client' | 'traffic'>): string | undefined {
  if (traffic !== undefined) return `client/${traffic}`
  return client.startsWith('external/') ? laptop : undefined
}

/** Where a request begins in the picture: those who are outside have boxes of their own there. */
export const seatOf = (record: Pick<RequestRecord, 'client' | 'traffic'>): string =>
  (record.client.startsWith('external/') ? askerOf(record) : undefined) ?? record.client

/** The REST path of the object that a summary's id names; none for clients and what is outside. */
export function apiPathOf(id: string): string | undefined {
  const [type = '', first = '', second = ''] = id.split('/')
  switch (type) {
    case 'node':
      return `/api/v1/nodes/${first}`
    case 'pod':
    case 'service':
      return `/api/v1/namespaces/${first}/${type}s/${second}`
    case 'endpointslice':
      return `/apis/discovery.k8s.io/v1/namespaces/${first}/endpointslices/${second}`
    case 'deployment':
    case 'replicaset':
    case 'statefulset':
    case 'daemonset':
      return `/apis/apps/v1/namespaces/${first}/${type}s/${second}`
    default:
      return undefined
  }
}

/** The line that does to a summary's object in the terminal what a button does here. */
export function kubectlLine(verb: string, id: string, ...more: readonly string[]): string {
  const [type = '', first = '', second] = id.split('/')
  const name = second ?? first
  const elsewhere = second !== undefined && first !== 'default' ? ['-n', first] : []
  return ['kubectl', verb, type, name, ...elsewhere, ...more].join(' ')
}

const withMenus = /^(pod|node|service|client|deployment|replicaset)\//

/** Whether there is something to be done with a thing. */
export const hasMenu = (id: string): boolean => withMenus.test(id)
