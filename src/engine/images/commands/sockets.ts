import type { SeenProcess, System } from '../image'
import type { SeenSocket } from '../stack'
import { type Command, done } from './command'

interface Wanted {
  readonly tcp: boolean
  readonly udp: boolean
  readonly listening: boolean
  readonly all: boolean
  readonly programs: boolean
}

// Of `-tulpn`: what is shown; without `t` and `u`, both are.
function wantedOf(args: readonly string[]): Wanted {
  const letters = args.filter((arg) => /^-[a-z]+$/i.test(arg)).join('')
  const both = !letters.includes('t') && !letters.includes('u')
  return {
    tcp: both || letters.includes('t'),
    udp: both || letters.includes('u'),
    listening: letters.includes('l'),
    all: letters.includes('a'),
    programs: letters.includes('p'),
  }
}

function socketsFor(wanted: Wanted, system: System): readonly SeenSocket[] {
  return system.stack().sockets.filter(({ protocol, state }) => {
    if (protocol === 'tcp' ? !wanted.tcp : !wanted.udp) return false
    return wanted.all || (state === 'ESTAB' ? !wanted.listening : wanted.listening)
  })
}

const nameOf = ({ argv }: SeenProcess): string => {
  const words = argv[0] === '/docker-entrypoint.sh' ? argv.slice(1) : argv
  return (words[0] ?? '').replace(/^.*\//, '')
}

const ends = (address: string, port: number): string => `${address}:${port === 0 ? '*' : port}`

/** `netstat`, as busybox has it. */
export const netstat: Command = (args, system) => {
  if (args.includes('-r') || args.includes('-rn') || args.includes('-nr')) return routesOf(system)
  const wanted = wantedOf(args)
  const what = wanted.all
    ? 'servers and established'
    : wanted.listening
      ? 'only servers'
      : 'w/o servers'
  const title = wanted.programs ? 'PID/Program name    ' : ''
  const lines = socketsFor(wanted, system).map((each) => {
    const { protocol, state, address, port, peer, peerPort, process } = each
    const own = ends(address, port).padEnd(23)
    const other = ends(peer, peerPort).padEnd(23)
    const shown = { LISTEN: 'LISTEN', ESTAB: 'ESTABLISHED', UNCONN: '' }[state].padEnd(11)
    const owner = process ? `${process.id}/${nameOf(process)}` : '-'
    const program = wanted.programs ? owner : ''
    return `${protocol}        0      0 ${own} ${other} ${shown} ${program}\n`
  })
  return done(
    `Active Internet connections (${what})\n` +
      'Proto Recv-Q Send-Q Local Address           Foreign Address         State       ' +
      `${title}\n${lines.join('')}`,
  )
}

function routesOf(system: System): ReturnType<Command> {
  const rows = system.stack().routes.map(({ to, via, device }) => {
    const [address = '', prefix = '32'] = to === 'default' ? ['0.0.0.0', '0'] : to.split('/')
    const flags = `U${via === undefined ? '' : 'G'}${prefix === '32' ? 'H' : ''}`
    const mask = { '0': '0.0.0.0', '16': '255.255.0.0', '24': '255.255.255.0' }[prefix]
    return (
      `${address.padEnd(15)} ${(via ?? '0.0.0.0').padEnd(15)} ` +
      `${(mask ?? '255.255.255.255').padEnd(15)} ${flags.padEnd(5)} 0 0          0 ${device}\n`
    )
  })
  return done(
    'Kernel IP routing table\n' +
      'Destination     Gateway         Genmask         Flags   MSS Window  irtt Iface\n' +
      rows.join(''),
  )
}

/** `ss`, as iproute2 has it. */
export const ss: Command = (args, system) => {
  const wanted = wantedOf(args)
  const withKind = wanted.tcp && wanted.udp
  const sockets = socketsFor(wanted, system)
  const rows = sockets.map(({ protocol, state, address, port, peer, peerPort, process }) => {
    const users = process ? `users:(("${nameOf(process)}",pid=${process.id},fd=6))` : ''
    return {
      kind: withKind ? `${protocol.padEnd(6)}` : '',
      state: state.padEnd(7),
      queue: state === 'LISTEN' ? '0      511   ' : '0      0     ',
      own: [address, String(port)],
      other: [peer, peerPort === 0 ? '*' : String(peerPort)],
      users: wanted.programs ? users : '',
    }
  })
  const width = (side: 'own' | 'other', at: 0 | 1, title: string): number =>
    Math.max(title.length, ...rows.map((row) => row[side][at]?.length ?? 0))
  const [left, leftPort] = [width('own', 0, 'Local Address'), width('own', 1, 'Port')]
  const [right, rightPort] = [width('other', 0, 'Peer Address'), width('other', 1, 'Port')]
  const line = (cells: (typeof rows)[number]): string =>
    `${cells.kind}${cells.state}${cells.queue} ${(cells.own[0] ?? '').padStart(left)}:` +
    `${(cells.own[1] ?? '').padEnd(leftPort)} ${(cells.other[0] ?? '').padStart(right)}:` +
    `${(cells.other[1] ?? '').padEnd(rightPort)}${cells.users}`
  const title = line({
    kind: withKind ? 'Netid ' : '',
    state: 'State'.padEnd(7),
    queue: 'Recv-Q Send-Q',
    own: ['Local Address', 'Port'],
    other: ['Peer Address', 'Port'],
    users: 'Process',
  })
  return done([title, ...rows.map(line)].map((text) => `${text}\n`).join(''))
}

/** `route -n`. */
export const route: Command = (_, system) => routesOf(system)
