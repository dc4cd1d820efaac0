import { instant } from '../commands/command'
import type { Programs } from '../program'
import { conntrack } from './conntrack'
import { ipset } from './ipset'
import { iptablesCommands } from './iptables'
import { ipvsadm } from './ipvsadm'
import { nft } from './nft'

/** What a node has to look into its own kernel with. */
export const nodeTools: Programs = {
  ...Object.fromEntries(
    Object.entries(iptablesCommands).map(([name, command]) => [name, instant(command)]),
  ),
  nft: instant(nft),
  ipvsadm: instant(ipvsadm),
  'ipvsadm-save': instant((words, system) => ipvsadm(['-S', ...words], system)),
  ipset: instant(ipset),
  conntrack: instant(conntrack),
}
