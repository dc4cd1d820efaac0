import { seconds } from '../../sim'
import { datesAt } from '../dates'
import { becoming, notFoundAt, orServer } from '../entrypoint'
import { systemFiles } from '../files/system-files'
import { getent } from '../getent'
import { defineImage, type System } from '../image'
import { defineProgram, type Programs } from '../program'
import { runningWithShell, withShell } from '../shell'
import { mysql, mysqladmin } from './client'

const PORT = 3306
/** A new data directory is made first. */
const PREPARING = seconds(9)
const STARTING = seconds(2)

interface Memory {
  readonly phase: 'preparing' | 'starting' | 'ready'
  readonly connections: number
}

const versionOf = (tag = 'latest'): string => {
  const number = /^\d+(\.\d+)*/.exec(tag)?.[0] ?? ''
  if (number.split('.').length === 3) return number
  if (!number.startsWith('8')) return '9.5.0'
  return number === '8.0' ? '8.0.44' : '8.4.7'
}

// `2026-11-23 02:31:50+00:00 [Note] [Entrypoint]: …`
const entry = (level: 'Note' | 'ERROR', text: string, system: System): void => {
  const { day, time } = datesAt(system)
  system.complain(`${day} ${time}+00:00 [${level}] [Entrypoint]: ${text}\n`)
}

// `2026-11-23T02:31:50.123456Z 0 [System] [MY-010931] [Server] …`
const log = (code: string, text: string, system: System): void => {
  const { day, time } = datesAt(system)
  const micros = String(system.now % 1_000_000).padStart(6, '0')
  system.complain(`${day}T${time}.${micros}Z 0 [System] [${code}] [Server] ${text}\n`)
}

const NO_PASSWORD =
  'Database is uninitialized and password option is not specified\n' +
  '    You need to specify one of the following as an environment variable:\n' +
  '    - MYSQL_ROOT_PASSWORD\n    - MYSQL_ALLOW_EMPTY_PASSWORD\n    - MYSQL_RANDOM_ROOT_PASSWORD'

// The server greets whoever comes; nobody can log in, for there is no SQL behind it.
const mysqld = defineProgram<Memory>({
  catches: () => true,
  start(system) {
    const version = versionOf(system.tag)
    entry('Note', `Entrypoint script for MySQL Server ${version}-1.el9 started.`, system)
    const { environment } = system
    const options = [
      'MYSQL_ROOT_PASSWORD',
      'MYSQL_ALLOW_EMPTY_PASSWORD',
      'MYSQL_RANDOM_ROOT_PASSWORD',
    ]
    if (!options.some((name) => environment[name])) {
      entry('ERROR', NO_PASSWORD, system)
      system.exit(1)
    } else {
      entry('Note', 'Initializing database files', system)
      system.sleep(PREPARING)
    }
    return { phase: 'preparing', connections: 8 }
  },
  receive(memory, message, system) {
    const version = versionOf(system.tag)
    switch (message.type) {
      case 'timer': {
        if (memory.phase === 'preparing') {
          entry('Note', 'MySQL init process done. Ready for start up.', system)
          log('MY-010116', `/usr/sbin/mysqld (mysqld ${version}) starting as process 1`, system)
          system.sleep(STARTING)
          return { ...memory, phase: 'starting' }
        }
        system.listen(PORT, { stream: true })
        const ready =
          `/usr/sbin/mysqld: ready for connections. Version: '${version}'  ` +
          `socket: '/var/run/mysqld/mysqld.sock'  port: ${PORT}  MySQL Community Server - GPL.`
        log('MY-010931', ready, system)
        return { ...memory, phase: 'ready' }
      }
      case 'accepted': {
        const connections = memory.connections + 1
        system.send(message.id, greeting(version, connections))
        return { ...memory, connections }
      }
      case 'data':
        // Whatever it is that was said in answer: it is no login that is right.
        system.close(message.id)
        return memory
      case 'ended':
        system.close(message.id)
        return memory
      case 'signal':
        log('MY-013172', 'Received SHUTDOWN from user <via user signal>.', system)
        system.exit(0)
        return memory
      default:
        return memory
    }
  },
})

// Protocol::HandshakeV10: length and number, protocol 10, version, thread, salt, abilities, plugin.
function greeting(version: string, thread: number): string {
  const bytes = (...codes: readonly number[]): string => String.fromCharCode(...codes)
  const salt = 'k2Vd9Qs1'
  const more = 'xP4mR7tZ0bLc'
  const body =
    `${bytes(10)}${version}${bytes(0, thread & 255, thread >> 8, 0, 0)}${salt}` +
    bytes(0, 0xff, 0xff, 0xff, 2, 0, 0xff, 0xdf, 21, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) +
    `${more}${bytes(0)}caching_sha2_password${bytes(0)}`
  return bytes(body.length & 255, body.length >> 8, 0, 0) + body
}

const entrypoint = becoming(() => programs, orServer('mysqld'), notFoundAt(100))

const programs: Programs = withShell({
  getent,
  mysqld,
  mysql,
  mysqladmin,
  'docker-entrypoint.sh': entrypoint,
})

/** The database server, as far as its greeting. */
export const mysqlServer = defineImage({
  name: 'mysql',
  tags: [/^(8|9)(\.\d(\.\d{1,2})?)?(-oraclelinux9)?$/, 'lts', 'innovation'],
  sizeBytes: 250_000_000,
  entrypoint: ['docker-entrypoint.sh'],
  command: ['mysqld'],
  exposes: [PORT, 33_060],
  libc: () => 'glibc',
  environment: (tag) => ({ MYSQL_VERSION: `${versionOf(tag)}-1.el9` }),
  files: () => ({ ...systemFiles, '/var/lib/mysql/': '' }),
  ...runningWithShell(programs),
})
