import { bindTools } from './bind'
import { instant } from './commands/command'
import { ip } from './commands/ip'
import { ss } from './commands/sockets'
import { curl } from './curl/program'
import { systemFiles } from './files/system-files'
import { alpineGetent } from './getent'
import { defineImage } from './image'
import { openbsdNc } from './nc'
import { iputilsPing } from './ping'
import type { Programs } from './program'
import { runningWithShell, withShell } from './shell'
import { shell } from './shell/shell'

const bash = shell(() => programs)
const programs: Programs = {
  ...withShell({
    ...bindTools,
    getent: alpineGetent,
    ping: iputilsPing,
    curl,
    ip: instant(ip),
    ss: instant(ss),
    nc: openbsdNc,
    netcat: openbsdNc,
  }),
  bash,
  zsh: bash,
}

/** Everything that one looks into a network with. */
export const netshoot = defineImage({
  name: 'nicolaka/netshoot',
  tags: [/^v0\.1[0-4]$/],
  sizeBytes: 203_000_000,
  entrypoint: [],
  command: ['zsh'],
  exposes: [],
  files: () => systemFiles,
  ...runningWithShell(programs),
})
