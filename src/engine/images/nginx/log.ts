const SCRIPTS = '/docker-entrypoint.d'
const CONFIGURATION = '/etc/nginx/conf.d/default.conf'

const entry = (line: string): string => `/docker-entrypoint.sh: ${line}`

/** What the image's entry point says before the server begins. */
export const entrypointLines: readonly string[] = [
  entry(`${SCRIPTS}/ is not empty, will attempt to perform configuration`),
  entry(`Looking for shell scripts in ${SCRIPTS}/`),
  entry(`Launching ${SCRIPTS}/10-listen-on-ipv6-by-default.sh`),
  `10-listen-on-ipv6-by-default.sh: info: Getting the checksum of ${CONFIGURATION}`,
  `10-listen-on-ipv6-by-default.sh: info: Enabled listen on IPv6 in ${CONFIGURATION}`,
  entry(`Sourcing ${SCRIPTS}/15-local-resolvers.envsh`),
  entry(`Launching ${SCRIPTS}/20-envsubst-on-templates.sh`),
  entry(`Launching ${SCRIPTS}/30-tune-worker-processes.sh`),
  entry('Configuration complete; ready for start up'),
]

/** The server's notices as it starts. */
export const startLines = (version: string): readonly string[] => [
  'using the "epoll" event method',
  `nginx/${version}`,
  'built by gcc 14.2.0 (Alpine 14.2.0)',
  'OS: Linux 6.8.0-79-generic',
  'getrlimit(RLIMIT_NOFILE): 1048576:1048576',
  'start worker processes',
  'start worker process 30',
]

/** The server's notices as it stops. */
export const stopLines = (signal: 'SIGTERM' | 'SIGINT' | 'SIGQUIT'): readonly string[] => {
  const number = { SIGTERM: 15, SIGINT: 2, SIGQUIT: 3 }[signal]
  const how = signal === 'SIGQUIT' ? 'shutting down' : 'exiting'
  return [
    `signal ${number} (${signal}) received, ${how}`,
    'signal 17 (SIGCHLD) received from 30',
    'worker process 30 exited with code 0',
    'exit',
  ]
}
