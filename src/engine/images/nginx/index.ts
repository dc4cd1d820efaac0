import { curl } from '../curl/program'
import { getent } from '../getent'
import { defineImage } from '../image'
import { debianOrAlpine } from '../libc'
import { lent, type Program, type Programs, programOf } from '../program'
import { runningWithShell, withShell } from '../shell'
import { shell as bashOf } from '../shell/shell'
import { filesOf } from './files'
import { entrypointLines } from './log'
import { server } from './server'
import { versionOf } from './version'

// Prepares the configuration, then becomes what its arguments say.
const entrypoint: Program = {
  catches: () => true,
  reads: () => true,
  start(system) {
    const command = system.argv.slice(1)
    if (command[0] === 'nginx') for (const line of entrypointLines) system.print(`${line}\n`)
    const program = programOf(programs, command[0] ?? '')
    if (program) return program.start(lent(system, command))
    system.complain(`/docker-entrypoint.sh: exec: line 47: ${command[0] ?? ''}: not found\n`)
    system.exit(127)
    return undefined
  },
  receive(memory, message, system) {
    const command = system.argv.slice(1)
    return programOf(programs, command[0] ?? '')?.receive(memory, message, lent(system, command))
  },
}

const own = { curl, getent, nginx: server, '/docker-entrypoint.sh': entrypoint }
const programs: Programs = { ...withShell(own), bash: bashOf(() => programs) }

// Alpine has busybox and no bash; Debian has bash, and little of what busybox has.
const ALPINE_ONLY = new Set([
  'ip',
  'ifconfig',
  'netstat',
  'route',
  'wget',
  'nslookup',
  'ps',
  'ash',
  'busybox',
  'which',
  'tee',
  'nc',
  'ping',
  'traceroute',
  'telnet',
])
function has(command: string, tag = 'latest'): boolean {
  const name = command.replace(/^.*\//, '')
  const isMissing = tag.includes('alpine') ? name === 'bash' : ALPINE_ONLY.has(name)
  return !isMissing && programOf(programs, command) !== undefined
}

const VARIANT = '(-(alpine|alpine-slim|perl|alpine-perl|otel|alpine-otel|bookworm|trixie))?'

/** The web server, with its welcome page on port 80. */
export const nginx = defineImage({
  name: 'nginx',
  tags: [
    new RegExp(`^1(\\.\\d{1,2}(\\.\\d{1,2})?)?${VARIANT}$`),
    new RegExp(`^(stable|mainline)${VARIANT}$`),
    /^(alpine|alpine-slim|perl|alpine-perl|otel|alpine-otel|bookworm|trixie)$/,
  ],
  sizeBytes: 72_404_038,
  sizeOf: (tag) =>
    tag.includes('slim') ? 5_900_000 : tag.includes('alpine') ? 22_900_000 : 72_404_038,
  entrypoint: ['/docker-entrypoint.sh'],
  command: ['nginx', '-g', 'daemon off;'],
  exposes: [80],
  libc: debianOrAlpine,
  stopSignal: 'SIGQUIT',
  files: (tag) => filesOf(versionOf(tag)),
  environment: (tag) => ({ NGINX_VERSION: versionOf(tag) }),
  ...runningWithShell(programs),
  has,
})
