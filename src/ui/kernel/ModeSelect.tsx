import { Select } from '../controls'
import { useSay } from '../i18n'
import { useActions, useShared } from '../store'

const modes = ['iptables', 'nftables', 'ipvs'] as const

/** How kube-proxy works: the cluster goes on with another mode, node after node. */
export function ModeSelect() {
  const say = useSay()
  const mode = useShared(({ scenario }) => scenario.mode)
  const { setProxyMode } = useActions()
  return (
    <Select
      label={say('bar.mode')}
      value={mode}
      options={modes.map((each) => [each, each] as const)}
      onChange={(chosen) => void setProxyMode(chosen)}
    />
  )
}
