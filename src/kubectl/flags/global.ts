import type { Flag } from '../command'

const text = (name: string, usage: string, more: Partial<Flag> = {}): Flag => ({
  name,
  type: 'string',
  usage,
  ...more,
})
const bool = (name: string, usage: string): Flag => ({ name, type: 'bool', usage })

/** Flags that every verb takes (`kubectl options`). */
export const globalFlags: readonly Flag[] = [
  text('as', 'User to act as: a regular user, or the service account of a namespace.'),
  { name: 'as-group', type: 'stringArray', usage: 'Group to act as; may be repeated.' },
  text('as-uid', 'UID to act as.'),
  text('cache-dir', 'Directory of the cache', { default: '/home/learner/.kube/cache' }),
  text('certificate-authority', 'File with the certificate of the certificate authority'),
  text('client-certificate', 'File with the client certificate for TLS'),
  text('client-key', 'File with the client key for TLS'),
  text('cluster', 'Cluster of the kubeconfig to use'),
  text('context', 'Context of the kubeconfig to use', { values: 'contexts' }),
  bool('disable-compression', 'Ask the server not to compress its answers'),
  bool('insecure-skip-tls-verify', "Do not check the server's certificate"),
  text('kubeconfig', 'The kubeconfig file to use.', { values: 'files' }),
  {
    name: 'log-flush-frequency',
    type: 'duration',
    default: '5s',
    usage: 'At most this long between two flushes of the log',
  },
  bool('match-server-version', 'Refuse to work with a server of another version'),
  text('namespace', 'The namespace of this request', { shorthand: 'n', values: 'namespaces' }),
  text('password', 'Password for basic authentication'),
  text('profile', 'Profile to capture: none, cpu, heap, goroutine, threadcreate, block or mutex', {
    default: 'none',
  }),
  text('profile-output', 'File that the profile is written to', { default: 'profile.pprof' }),
  text(
    'request-timeout',
    'How long to wait for one request, with its unit (1s, 2m, 3h). Zero waits for ever.',
    { default: '0' },
  ),
  text('server', 'Address and port of the API server', { shorthand: 's' }),
  text('tls-server-name', "Name that the server's certificate must have"),
  text('token', 'Bearer token for the API server'),
  text('user', 'User of the kubeconfig to use'),
  text('username', 'User name for basic authentication'),
  { name: 'v', shorthand: 'v', type: 'int32', usage: 'Level of detail of the log' },
  text('vmodule', 'Levels of the log by file: pattern=N, separated by commas'),
  bool('warnings-as-errors', 'Take warnings of the server for errors'),
]
