import type { Call, Command } from '../../command'
import { failed, ServerError } from '../../errors'
import { outputFlags } from '../../flags/definitions'
import { isObject, type JsonObject, own } from '../../json'
import { formatOf } from '../../printers/formats'
import { serviceAccounts } from '../../resources/known'
import { pathTo } from '../../resources/naming'
import { reporter } from '../../writing/reporter'
import { onlyName } from './generated'

/** `create token`: what the server makes of it, or its own word that it has no tokens. */
export const createToken: Command = {
  name: 'token',
  use: 'SERVICE_ACCOUNT_NAME',
  short: 'Request a service account token',
  long: 'Request a token of a service account.',
  examples: ['kubectl create token default'],
  completes: 'nothing',
  flags: [
    ...outputFlags,
    { name: 'audience', type: 'stringArray', usage: 'Whom the token is meant for.' },
    {
      name: 'bound-object-kind',
      type: 'string',
      usage: 'Kind of the object that the token lives and dies with: Pod, Secret or Node.',
      values: ['Node', 'Pod', 'Secret'],
    },
    { name: 'bound-object-name', type: 'string', usage: 'Name of that object.' },
    { name: 'bound-object-uid', type: 'string', usage: 'UID of that object.' },
    { name: 'duration', type: 'duration', usage: 'How long the token is to be good.' },
  ],
  run,
}

async function run(call: Call): Promise<number> {
  const name = onlyName(call)
  const { flags, session, world } = call
  if (flags.string('bound-object-kind') !== '' && flags.string('bound-object-name') === '') {
    throw failed('--bound-object-name is required if --bound-object-kind is provided')
  }
  const body = requestOf(call)
  const made = await session.server
    .send({
      method: 'POST',
      path: pathTo(serviceAccounts, session.namespace, name, 'token'),
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body,
    })
    .catch((error: unknown) => {
      throw error instanceof ServerError ? failed(`failed to create token: ${error.said}`) : error
    })
  const status = own(made, 'status')
  const token = isObject(status) ? own(status, 'token') : undefined
  if (typeof token !== 'string' || token === '') {
    throw failed('failed to create token: no token in server response')
  }
  // Whoever passes it on gets the token and nothing else.
  const { stdout } = world
  if (formatOf(call).name === '') stdout.write(stdout.isTerminal ? `${token}\n` : token)
  else reporter(call, 'none')('created', { resource: tokenRequests, object: made, name })
  return 0
}

const tokenRequests = { group: 'authentication.k8s.io', kind: 'TokenRequest' }

function requestOf({ flags }: Call): JsonObject {
  const audiences = flags.list('audience')
  const kind = flags.string('bound-object-kind')
  const uid = flags.string('bound-object-uid')
  const seconds = Math.trunc(flags.duration('duration') / 1_000)
  return {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { creationTimestamp: null },
    spec: {
      audiences: audiences.length > 0 ? audiences : null,
      expirationSeconds: seconds > 0 ? seconds : null,
      boundObjectRef:
        kind === ''
          ? null
          : {
              kind,
              apiVersion: 'v1',
              name: flags.string('bound-object-name'),
              ...(uid === '' ? {} : { uid }),
            },
    },
    status: { token: '', expirationTimestamp: null },
  }
}
