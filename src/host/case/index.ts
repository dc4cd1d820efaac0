import type { Cluster } from '../../engine'
import { addressText } from '../../engine/api/address'
import type { Survey } from '../../engine/cluster/terrain'
import { iptablesSave, nftScript } from '../../engine/kube-proxy'
import type { Ruleset } from '../../engine/network/rules'
import { type Aimed, type Expectation, expectationsOf } from './expectation'
import type { Probe } from './probe'
import { caseName, targetOf } from './target'

/** A case for a kernel oracle: a cluster as a kernel can build it, and what it is to find. */
export interface Case {
  readonly nodes: readonly object[]
  readonly pods: readonly object[]
  readonly loadBalancers: readonly object[]
  readonly probes: readonly object[]
}

/** Writes the case of a cluster: its probes with what its rules make of them. */
export function caseOf(cluster: Cluster, probes: readonly Probe[]): Case {
  const names = { reader: cluster.reader(), survey: cluster.survey() }
  const aimed = probes.map((probe) => ({ probe, target: targetOf(probe, names) }))
  const expectations = expectationsOf(aimed, names)
  return {
    ...terrain(names.survey),
    probes: aimed.map((each, index) => probeOf(each, expectations[index])),
  }
}

function terrain({ nodes, pods, balancers }: Survey): Omit<Case, 'probes'> {
  return {
    nodes: nodes.map(({ name, address, podCIDR, gateway, ruleset }) => ({
      name,
      ip: addressText(address),
      podCIDR,
      podGateway: addressText(gateway),
      ...rulesOf(ruleset),
    })),
    pods: pods.map(({ name, address, node, listens }) => ({
      name: caseName(name),
      ip: addressText(address),
      node,
      listen: listens
        .filter(({ protocol }) => protocol !== 'sctp')
        .map(({ port, protocol }) => ({ port, protocol: protocol.toUpperCase() })),
    })),
    // The localhost of somebody's own machine is no address of a network.
    loadBalancers: balancers
      .filter(({ address }) => address >>> 24 !== 127)
      .map(({ address, nodes: inTurn }) => ({ ip: addressText(address), nodes: inTurn })),
  }
}

const rulesOf = (ruleset: Ruleset): { readonly rules: string } | { readonly nft: string } =>
  ruleset.nftables ? { nft: nftScript(ruleset.nftables) } : { rules: iptablesSave(ruleset) }

// A client's own address belongs to where it sends from, as the oracle has it.
function probeOf({ probe, target }: Aimed, expect: Expectation | undefined): object {
  const { given, from, protocol, bind } = probe
  const address = addressText(target.address)
  return {
    ...given,
    from: {
      ...(given['from'] as object),
      ...('pod' in from ? { pod: caseName(from.pod) } : {}),
      ...(bind === undefined ? {} : { bind: addressText(bind) }),
    },
    to: protocol === 'ICMP' ? address : `${address}:${target.port}`,
    protocol,
    expect,
  }
}
