import type { Call, Command } from '../command'
import { failed } from '../errors'

/** `kubectl proxy`: a server on this machine, which a page cannot be. */
export const proxy: Command = {
  name: 'proxy',
  use: '[--port=PORT] [--www=static-dir] [--www-prefix=prefix] [--api-prefix=prefix]',
  short: 'Run a proxy to the Kubernetes API server',
  long: 'Run a proxy to the Kubernetes API server on a port of this machine.',
  examples: ['kubectl proxy --port=8001'],
  flags: [
    { name: 'address', type: 'string', default: '127.0.0.1', usage: 'Address to listen on.' },
    {
      name: 'api-prefix',
      type: 'string',
      default: '/',
      usage: 'Where the API begins in the paths of the proxy.',
    },
    { name: 'port', shorthand: 'p', type: 'int', default: '8001', usage: 'Port to listen on.' },
    { name: 'www', shorthand: 'w', type: 'string', usage: 'A directory to serve, too.' },
    {
      name: 'www-prefix',
      shorthand: 'P',
      type: 'string',
      default: '/static/',
      usage: 'Where that directory is served.',
    },
  ],
  completes: 'nothing',
  run,
}

async function run(_: Call): Promise<number> {
  throw failed(
    'proxy is not supported here: this kubectl cannot open a server; use kubectl get --raw PATH',
  )
}
