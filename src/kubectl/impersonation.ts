import type { Client } from './client'
import type { Flags } from './command'
import { failed } from './errors'

type Headers = Readonly<Record<string, string>>

/** A client that asks as somebody else, when `--as` says so (client-go's transport). */
export function asAsked(client: Client, flags: Flags): Client {
  const headers = headersOf(flags)
  if (!headers) return client
  const asked = <Request extends { readonly headers?: Headers }>(request: Request): Request => ({
    ...request,
    headers: { ...request.headers, ...headers },
  })
  return {
    ...(client.server ? { server: client.server } : {}),
    request: (request) => client.request(asked(request)),
    stream: (request) => client.stream(asked(request)),
    connect: (request) => client.connect(asked(request)),
  }
}

function headersOf(flags: Flags): Headers | undefined {
  const [user, uid] = [flags.string('as'), flags.string('as-uid')]
  const groups = flags.list('as-group')
  if (user !== '') {
    return {
      'impersonate-user': user,
      ...(uid === '' ? {} : { 'impersonate-uid': uid }),
      ...(groups.length === 0 ? {} : { 'impersonate-group': groups.join(', ') }),
    }
  }
  if (uid === '' && groups.length === 0) return undefined
  throw failed('requesting uid, groups or user-extra for  without impersonating a user')
}
