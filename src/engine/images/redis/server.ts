import { monthOf } from '../dates'
import { parsePort } from '../flags'
import type { ProcessMessage, System } from '../image'
import { isLoopback } from '../listening'
import { defineProgram } from '../program'
import { commands, current, type Database, emptyDatabase } from './commands'
import { bulk, encoded, error, integer, type Reply, readCommand, status, texts } from './protocol'

interface Memory {
  readonly port: number
  readonly password: string
  readonly database: Database
  readonly clients: Readonly<Record<number, Client>>
  readonly connections: number
  readonly served: number
}

interface Client {
  readonly from: string
  readonly name: string
  readonly received: string
  /** What it is to be told once all that has come from it is done. */
  readonly said: string
  readonly isTrusted: boolean
}

const REDIS_PORT = 6379

/** The version that a tag stands for. */
export function versionOf(tag = 'latest'): string {
  const number = /^\d+(\.\d+)*/.exec(tag)?.[0] ?? ''
  if (number.split('.').length === 3) return number
  const releases: Readonly<Record<string, string>> = { '6': '6.2.20', '7': '7.4.6', '8': '8.2.2' }
  return number === '' ? '8.2.2' : (releases[number] ?? `${number}.0`)
}

/** `redis-server`: keys and values over RESP or typed lines. */
export const server = defineProgram<Memory>({
  catches: () => true,

  start(system) {
    const { bind, ...options } = optionsOf(system)
    const version = versionOf(system.tag)
    say('C', '*', 'oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo', system)
    const built = 'bits=64, commit=00000000, modified=0, pid=1, just started'
    say('C', '*', `Redis version=${version}, ${built}`, system)
    const none = 'no config file specified, using the default config. In order to specify a '
    say('C', '#', `Warning: ${none}config file use redis-server /path/to/redis.conf`, system)
    say('M', '*', 'monotonic clock: POSIX clock_gettime', system)
    say('M', '*', `Running mode=standalone, port=${options.port}.`, system)
    say('M', '*', 'Server initialized', system)
    system.listen(options.port, {
      stream: true,
      ...(bind.length > 0 && bind.every(isLoopback) ? { address: '127.0.0.1' } : {}),
    })
    const isNew = !/^(6\.|7\.0)/.test(version)
    say('M', '*', `Ready to accept connections${isNew ? ' tcp' : ''}`, system)
    return { ...options, database: emptyDatabase, clients: {}, connections: 0, served: 0 }
  },

  receive(memory, message, system) {
    switch (message.type) {
      case 'accepted':
        return {
          ...memory,
          connections: memory.connections + 1,
          clients: {
            ...memory.clients,
            [message.id]: {
              from: message.from,
              name: '',
              received: '',
              said: '',
              isTrusted: memory.password === '',
            },
          },
        }
      case 'data':
        return hear(memory, message, system)
      case 'ended':
      case 'broken':
        return closed(memory, message.id, system)
      case 'signal':
        shutDown(message.signal, system)
        return memory
      default:
        return memory
    }
  },
})

function optionsOf({ argv }: System): Pick<Memory, 'port' | 'password'> & {
  readonly bind: readonly string[]
} {
  const value = (name: string): string => {
    const at = argv.indexOf(`--${name}`)
    return at < 0 ? '' : (argv[at + 1] ?? '')
  }
  return {
    port: parsePort(value('port')) ?? REDIS_PORT,
    password: value('requirepass'),
    // A dash before an address says that it need not be there.
    bind: value('bind').split(/\s+-?/).filter(Boolean),
  }
}

// `1:M 23 Nov 2026 02:31:50.123 * Ready to accept connections tcp`
function say(role: 'C' | 'M', level: '*' | '#', text: string, system: System): void {
  const milliseconds = Math.floor((system.now % 1_000_000) / 1_000)
  const when = `${monthOf(system)}.${String(milliseconds).padStart(3, '0')}`
  system.print(`1:${role} ${when} ${level} ${text}\n`)
}

function shutDown(signal: string, system: System): void {
  const second = system.epoch + Math.floor(system.now / 1_000_000)
  system.print(`1:signal-handler (${second}) Received ${signal} scheduling shutdown...\n`)
  say('M', '*', 'User requested shutdown...', system)
  say('M', '*', 'Saving the final RDB snapshot before exiting.', system)
  say('M', '*', 'DB saved on disk', system)
  say('M', '#', 'Redis is now ready to exit, bye bye...', system)
  system.exit(0)
}

function closed(memory: Memory, id: number, system: System): Memory {
  system.close(id)
  const { [id]: _, ...clients } = memory.clients
  return { ...memory, clients }
}

function hear(
  memory: Memory,
  { id, text }: Extract<ProcessMessage, { type: 'data' }>,
  system: System,
): Memory {
  const client = memory.clients[id]
  if (!client) return memory
  let next = changed(memory, id, { received: client.received + text })
  for (;;) {
    const received = next.clients[id]?.received
    const read = received === undefined ? undefined : readCommand(received)
    if (received === undefined || !read) return flushed(next, id, system)
    next = changed(next, id, { received: received.slice(read.end) })
    if (read.value.length > 0) next = run(next, id, read.value, system)
  }
}

function flushed(memory: Memory, id: number, system: System): Memory {
  const said = memory.clients[id]?.said ?? ''
  if (said === '') return memory
  system.send(id, said)
  return changed(memory, id, { said: '' })
}

const changed = (memory: Memory, id: number, change: Partial<Client>): Memory => {
  const client = memory.clients[id]
  if (!client) return memory
  return { ...memory, clients: { ...memory.clients, [id]: { ...client, ...change } } }
}

function run(memory: Memory, id: number, words: readonly string[], system: System): Memory {
  const [name = '', ...args] = words
  const command = name.toLowerCase()
  // What a web browser says first: the server takes it for an attack by way of somebody's page.
  if (command === 'post' || command === 'host:') {
    const from = memory.clients[id]?.from ?? ''
    const attack =
      'Possible SECURITY ATTACK detected. It looks like somebody is sending POST or Host: ' +
      'commands to Redis. This is likely due to an attacker attempting to use Cross Protocol ' +
      `Scripting to compromise your Redis instance. Connection from ${from} aborted.`
    say('M', '#', attack, system)
    return closed(memory, id, system)
  }
  const counted = { ...memory, served: memory.served + 1 }
  if (!memory.clients[id]?.isTrusted && !['auth', 'hello', 'quit'].includes(command)) {
    return told(counted, id, error('NOAUTH Authentication required.'))
  }
  const own = aboutConnection(counted, id, { command, args }, system)
  if (own) return own
  const known = Object.hasOwn(commands, command) ? commands[command] : undefined
  if (!known) return told(counted, id, unknownCommand(name, args))
  const { arity } = known
  if (arity > 0 ? words.length !== arity : words.length < -arity) {
    const reply = error(`ERR wrong number of arguments for '${command}' command`)
    return told(counted, id, reply)
  }
  const database = current(counted.database, system.now)
  const outcome = known.run(args, database, system.now)
  return told({ ...counted, database: outcome.database ?? database }, id, outcome.reply)
}

function told(memory: Memory, id: number, reply: Reply): Memory {
  const said = memory.clients[id]?.said ?? ''
  return changed(memory, id, { said: said + encoded(reply) })
}

function unknownCommand(name: string, args: readonly string[]): Reply {
  const beginning = args.map((arg) => `'${arg}' `).join('')
  return error(`ERR unknown command '${name}', with args beginning with: ${beginning}`)
}

interface Asked {
  readonly command: string
  readonly args: readonly string[]
}

// Commands that are about the connection, or the server as a whole.
function aboutConnection(
  memory: Memory,
  id: number,
  { command, args }: Asked,
  system: System,
): Memory | undefined {
  const say = (reply: Reply): Memory => told(memory, id, reply)
  switch (command) {
    case 'ping':
      return say(args[0] === undefined ? status('PONG') : bulk(args[0]))
    case 'echo':
      return say(bulk(args[0] ?? ''))
    case 'select':
      return say(status('OK'))
    case 'quit':
      return closed(flushed(say(status('OK')), id, system), id, system)
    case 'auth':
      return authenticated(memory, id, args)
    case 'hello':
      return say(error('NOPROTO unsupported protocol version'))
    case 'command':
      return say(texts([]))
    case 'config':
      return say(texts([]))
    case 'info':
      return say(bulk(info(memory, system)))
    case 'client':
      return client(memory, id, args)
    default:
      return undefined
  }
}

function authenticated(memory: Memory, id: number, args: readonly string[]): Memory {
  const { password } = memory
  if (password === '') {
    const why =
      'ERR AUTH <password> called without any password configured for the default user. ' +
      'Are you sure your configuration is correct?'
    return told(memory, id, error(why))
  }
  if (args.at(-1) !== password) {
    const why = 'WRONGPASS invalid username-password pair or user is disabled.'
    return told(memory, id, error(why))
  }
  return told(changed(memory, id, { isTrusted: true }), id, status('OK'))
}

function client(memory: Memory, id: number, args: readonly string[]): Memory {
  const [what = '', name = ''] = args
  const self = memory.clients[id]
  switch (what.toLowerCase()) {
    case 'id':
      return told(memory, id, integer(id))
    case 'getname':
      return told(memory, id, bulk(self?.name || undefined))
    case 'setname':
      return told(changed(memory, id, { name }), id, status('OK'))
    case 'list': {
      const lines = Object.entries(memory.clients).map(
        ([number, each]) =>
          `id=${number} addr=${each.from} name=${each.name} db=0 cmd=client|list\n`,
      )
      return told(memory, id, bulk(lines.join('')))
    }
    default:
      return told(memory, id, status('OK'))
  }
}

function info({ port, connections, served, clients, database }: Memory, system: System): string {
  const size = Object.keys(database.values).length
  const expires = Object.keys(database.expiry).length
  const lines = [
    '# Server',
    `redis_version:${versionOf(system.tag)}`,
    'redis_mode:standalone',
    `tcp_port:${port}`,
    '',
    '# Clients',
    `connected_clients:${Object.keys(clients).length}`,
    '',
    '# Stats',
    `total_connections_received:${connections}`,
    `total_commands_processed:${served}`,
    '',
    '# Replication',
    'role:master',
    'connected_slaves:0',
    '',
    '# Keyspace',
    ...(size === 0 ? [] : [`db0:keys=${size},expires=${expires},avg_ttl=0`]),
    '',
  ]
  return lines.join('\r\n')
}
