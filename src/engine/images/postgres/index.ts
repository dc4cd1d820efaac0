import { seconds } from '../../sim'
import { datesAt } from '../dates'
import { becoming, notFoundAt, orServer } from '../entrypoint'
import { systemFiles } from '../files/system-files'
import { getent } from '../getent'
import { defineImage, type System } from '../image'
import { debianOrAlpine } from '../libc'
import { defineProgram, type Programs } from '../program'
import { runningWithShell, withShell } from '../shell'
import { pgIsReady, psql } from './client'

const PORT = 5432
const PREPARING = seconds(2)

interface Memory {
  /** Whether the data directory is there. */
  readonly isReady: boolean
}

const versionOf = (tag = 'latest'): string => {
  const number = /^\d+(\.\d+)?/.exec(tag)?.[0] ?? '18'
  const releases: Readonly<Record<string, string>> = {
    '14': '14.20',
    '15': '15.15',
    '16': '16.11',
    '17': '17.7',
    '18': '18.1',
  }
  return releases[number] ?? number
}

const builtFor = (tag = 'latest'): string =>
  `x86_64-pc-linux-${debianOrAlpine(tag) === 'musl' ? 'musl' : 'gnu'}`

const NO_PASSWORD = `Error: Database is uninitialized and superuser password is not specified.
       You must specify POSTGRES_PASSWORD to a non-empty value for the
       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".

       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all
       connections without a password. This is *not* recommended.

       See PostgreSQL documentation about "trust":
       https://www.postgresql.org/docs/current/auth-trust.html
`

// `2026-11-23 02:31:50.123 UTC [1] LOG:  …`
function log(text: string, system: System): void {
  const { day, time } = datesAt(system)
  const millis = String(Math.floor((system.now % 1_000_000) / 1_000)).padStart(3, '0')
  system.complain(`${day} ${time}.${millis} UTC [1] ${text}\n`)
}

// A start-up message begins with its length and the protocol's version, 3.0.
const isStartup = (text: string): boolean => text.slice(4, 8) === '\0\u0003\0\0'

// It speaks when it is spoken to, as far as asking for a password.
const server = defineProgram<Memory>({
  catches: () => true,
  start(system) {
    const { POSTGRES_PASSWORD, POSTGRES_HOST_AUTH_METHOD } = system.environment
    if (!POSTGRES_PASSWORD && POSTGRES_HOST_AUTH_METHOD !== 'trust') {
      system.complain(NO_PASSWORD)
      system.exit(1)
    } else {
      system.print(
        'The files belonging to this database system will be owned by user "postgres".\n',
      )
      system.sleep(PREPARING)
    }
    return { isReady: false }
  },
  receive(memory, message, system) {
    switch (message.type) {
      case 'timer':
        system.print('PostgreSQL init process complete; ready for start up.\n')
        log(`LOG:  starting PostgreSQL ${versionOf(system.tag)} on ${builtFor(system.tag)}`, system)
        log(`LOG:  listening on IPv4 address "0.0.0.0", port ${PORT}`, system)
        log('LOG:  database system is ready to accept connections', system)
        system.listen(PORT, { stream: true })
        return { isReady: true }
      case 'data':
        if (isStartup(message.text)) {
          // AuthenticationSASL with the one mechanism there is.
          system.send(message.id, 'R\0\0\0\u0017\0\0\0\nSCRAM-SHA-256\0\0')
        } else {
          log('LOG:  invalid length of startup packet', system)
          system.close(message.id)
        }
        return memory
      case 'ended':
        system.close(message.id)
        return memory
      case 'signal': {
        const how = message.signal === 'SIGINT' ? 'fast' : 'smart'
        log(`LOG:  received ${how} shutdown request`, system)
        log('LOG:  database system is shut down', system)
        system.exit(0)
        return memory
      }
      default:
        return memory
    }
  },
})

const entrypoint = becoming(() => programs, orServer('postgres'), notFoundAt(351))

const programs: Programs = withShell({
  getent,
  postgres: server,
  psql,
  pg_isready: pgIsReady,
  'docker-entrypoint.sh': entrypoint,
})

/** The database server, as far as its question for a password. */
export const postgres = defineImage({
  name: 'postgres',
  tags: [
    /^1[4-8](\.\d{1,2})?(-(alpine|bookworm|trixie)(3\.\d\d)?)?$/,
    /^(alpine|bookworm|trixie)$/,
  ],
  sizeBytes: 160_000_000,
  sizeOf: (tag) => (tag.includes('alpine') ? 110_000_000 : 160_000_000),
  entrypoint: ['docker-entrypoint.sh'],
  command: ['postgres'],
  exposes: [PORT],
  stopSignal: 'SIGINT',
  libc: debianOrAlpine,
  environment: (tag) => ({
    PG_MAJOR: versionOf(tag).replace(/\..*/, ''),
    PG_VERSION: versionOf(tag),
    PGDATA: '/var/lib/postgresql/data',
  }),
  files: () => ({ ...systemFiles, '/var/lib/postgresql/': '' }),
  ...runningWithShell(programs),
})
