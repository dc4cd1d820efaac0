import { done, failed, instant, operands } from '../commands/command'
import { fileCommands } from '../commands/files'
import { filters } from '../commands/filters'
import { busyboxIp, ifconfig } from '../commands/ip'
import { ps } from '../commands/ps'
import { smallCommands } from '../commands/small'
import { netstat, route } from '../commands/sockets'
import { tar } from '../commands/tar'
import type { Image } from '../image'
import { busyboxNc } from '../nc'
import { telnet } from '../nc/telnet'
import { nslookup } from '../nslookup'
import { busyboxPing } from '../ping'
import { traceroute } from '../ping/traceroute'
import { type Programs, programOf, running } from '../program'
import { seenIn } from './numbers'
import type { Session } from './session'
import { execIn, shell } from './shell'
import { sleep } from './sleep'
import { time } from './time'
import { wget } from './wget'

/** The programs of an image that has busybox: a shell and small commands besides its own. */
export function withShell(own: Programs): Programs {
  const sh = shell(() => programs)
  const which = instant((args) => {
    const [name = ''] = operands(args)
    return programOf(programs, name) ? done(`/bin/${name}\n`) : { code: 1 }
  })
  const busybox = instant((args) => failed(`busybox: ${args[0] ?? 'applet'} not found`, 127))
  const programs: Programs = {
    ...smallCommands,
    ...fileCommands,
    ...filters,
    ps: instant(ps),
    ip: instant(busyboxIp),
    ifconfig: instant(ifconfig),
    netstat: instant(netstat),
    route: instant(route),
    tar,
    nc: busyboxNc,
    ping: busyboxPing,
    traceroute,
    telnet,
    nslookup,
    sleep,
    time: time(() => programs),
    wget,
    which,
    busybox,
    ...own,
    sh,
    ash: sh,
  }
  return programs
}

/** As `running`, for programs with a shell: exec probes may use it, too. */
export const runningWithShell = (
  programs: Programs,
): Pick<Image, 'start' | 'receive' | 'has' | 'catches' | 'exec' | 'within'> => ({
  ...running(programs),
  within: (memory, argv, pid) =>
    programOf(programs, argv[0] ?? '') === programs['sh'] && memory
      ? seenIn(memory as Session, pid)
      : [],
  exec: execIn(() => programs),
})
