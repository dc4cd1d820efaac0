import { failed, instant } from '../commands/command'
import type { Programs } from '../program'
import { conntrack } from './conntrack'
import { crictl } from './crictl'
import { ipset } from './ipset'
import { iptablesCommands } from './iptables'
import { ipvsadm } from './ipvsadm'
import { nft } from './nft'

/** What a node has to look into its own kernel with. */
export const nodeTools: Programs = {
  ...Object.fromEntries(
    Object.entries(iptablesCommands).map(([name, command]) => [name, instant(command)]),
  ),
  crictl: instant(crictl),
  ctr: instant(() => failed('ctr: not simulated here; crictl asks the same containerd')),
  journalctl: instant(() => failed('journalctl: the nodes keep no journal here')),
  systemctl: instant(() => failed('systemctl: there is no systemd on the nodes here')),
  nft: instant(nft),
  ipvsadm: instant(ipvsadm),
  'ipvsadm-save': instant((words, system) => ipvsadm(['-S', ...words], system)),
  ipset: instant(ipset),
  conntrack: instant(conntrack),
}
