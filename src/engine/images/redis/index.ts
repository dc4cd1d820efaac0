import { becoming, notFoundAt, orServer } from '../entrypoint'
import { systemFiles } from '../files/system-files'
import { getent } from '../getent'
import { defineImage } from '../image'
import { debianOrAlpine } from '../libc'
import type { Programs } from '../program'
import { runningWithShell, withShell } from '../shell'
import { cli } from './cli'
import { server, versionOf } from './server'

const entrypoint = becoming(() => programs, orServer('redis-server'), notFoundAt(24))

const own = { getent, 'redis-server': server, 'redis-cli': cli, 'docker-entrypoint.sh': entrypoint }
const programs: Programs = withShell(own)

/** The key-value server: a protocol of its own on port 6379. */
export const redis = defineImage({
  name: 'redis',
  tags: [
    /^[678](\.\d{1,2}(\.\d{1,2})?)?(-(alpine|bookworm|trixie)(3\.\d\d)?)?$/,
    /^(alpine|bookworm|trixie)$/,
  ],
  sizeBytes: 52_000_000,
  sizeOf: (tag) => (tag.includes('alpine') ? 17_200_000 : 52_000_000),
  entrypoint: ['docker-entrypoint.sh'],
  command: ['redis-server'],
  exposes: [6379],
  libc: debianOrAlpine,
  environment: (tag) => ({ REDIS_VERSION: versionOf(tag) }),
  files: () => ({ ...systemFiles, '/data/': '' }),
  ...runningWithShell(programs),
})
