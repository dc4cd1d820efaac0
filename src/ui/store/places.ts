/** The last part of a place's name: a Pod's suffix says which one it is. */
export const shortPlace = (place: string): string => {
  const name = place.split('/').at(-1) ?? place
  return /-[a-z\d]{5,10}-([a-z\d]{5})$/.exec(name)?.[1] ?? name
}

/** The REST path of the object that a summary's id names; none for clients and what is outside. */
export function apiPathOf(id: string): string | undefined {
  const [type = '', first = '', second = ''] = id.split('/')
  switch (type) {
    case 'node':
      return `/api/v1/nodes/${first}`
    case 'pod':
    case 'service':
      return `/api/v1/namespaces/${first}/${type}s/${second}`
    case 'deployment':
    case 'replicaset':
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
