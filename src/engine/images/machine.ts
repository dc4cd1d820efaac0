import { ASK_DNS, askDns } from './ask-dns'
import { bindTools } from './bind'
import { instant } from './commands/command'
import { ip } from './commands/ip'
import { ss } from './commands/sockets'
import { curl } from './curl/program'
import { systemFiles } from './files/system-files'
import { getent } from './getent'
import { defineImage } from './image'
import { openbsdNc } from './nc'
import { nodeTools } from './node-tools'
import { iputilsPing } from './ping'
import type { Programs } from './program'
import { registry } from './registry'
import { runningWithShell, withShell } from './shell'
import { shell } from './shell/shell'

const programs: Programs = {
  ...withShell({
    ...bindTools,
    getent,
    ...nodeTools,
    ping: iputilsPing,
    curl,
    ip: instant(ip),
    nc: openbsdNc,
    registry: instant(registry),
    ss: instant(ss),
  }),
  [ASK_DNS]: askDns,
  bash: shell(() => programs),
}

/** What runs on a machine that is no container: the learner's laptop, a node. */
export const machine = defineImage({
  name: 'playground/machine',
  tags: [],
  sizeBytes: 0,
  entrypoint: [],
  command: [],
  exposes: [],
  libc: () => 'glibc',
  files: () => systemFiles,
  ...runningWithShell(programs),
})
