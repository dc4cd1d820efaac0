import { describe, expect, it } from 'vitest'
import { seconds } from '../../sim'
import { readConfiguration } from './configuration'
import { parseYaml } from './yaml'

const HEAD = 'apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\n'

const read = (text: string) => readConfiguration(`${HEAD}${text}`)
const errorOf = (text: string): string => {
  const result = read(text)
  return 'error' in result ? result.error : 'none'
}

describe('a configuration', () => {
  it('has a default for whatever it does not say', () => {
    expect(read('')).toMatchObject({
      configuration: {
        mode: 'iptables',
        masqueradeMark: 0x4000,
        nodePortAddresses: 'all',
        detectLocal: { by: 'nothing' },
        syncPeriod: seconds(30),
        minSyncPeriod: seconds(1),
        tracking: { established: 86_400, closeWait: 3_600, perCore: 32_768, atLeast: 131_072 },
      },
    })
  })

  it('says of each mode what its own section says', () => {
    const sections =
      'iptables: {masqueradeAll: true, syncPeriod: 1m}\n' +
      'nftables: {masqueradeBit: 3, syncPeriod: 2m}\nipvs:\n  scheduler: lc\n  syncPeriod: 3m\n'
    const of = (mode: string) => read(`${sections}mode: ${mode}\n`)
    expect(of('iptables')).toMatchObject({
      configuration: { masqueradeAll: true, syncPeriod: seconds(60) },
    })
    expect(of('nftables')).toMatchObject({
      configuration: { masqueradeAll: false, masqueradeMark: 8, syncPeriod: seconds(120) },
    })
    expect(of('ipvs')).toMatchObject({
      configuration: { masqueradeAll: true, scheduler: 'lc', minSyncPeriod: 0 },
    })
  })

  it('may have fields that kube-proxy does not know: they are told of', () => {
    expect(read('iptables:\n  masqueradeall: true\nnew: 1\n')).toMatchObject({
      unknown: ['iptables.masqueradeall', 'new'],
    })
  })

  const decoding = 'failed complete: failed to decode: '
  it.each([
    ['iptables: 3', 'json: cannot unmarshal number into Go struct field KubeProxyConfiguration.'],
    [
      'iptables: {masqueradeAll: "yes"}',
      'json: cannot unmarshal string into Go struct field KubeProxyIPTablesConfiguration.' +
        'iptables.masqueradeAll of type bool',
    ],
    ['nodePortAddresses: [1]', 'json: cannot unmarshal number into Go struct field '],
    ['ipvs: {syncPeriod: 30}', 'json: cannot unmarshal number into Go value of type string'],
    ['ipvs: {syncPeriod: long}', 'time: invalid duration "long"'],
    ['mode: a: b', 'yaml: line 3: mapping values are not allowed in this context'],
    ['mode: ipvs\n  ipvs: {}', 'yaml: line 4: mapping values are not allowed in this context'],
    ['iptables:\n\tmasqueradeAll: true', 'yaml: line 4: found character that cannot start any'],
    ['mode', "yaml: line 3: could not find expected ':'"],
  ])('that cannot be read is refused: %j', (text, words) => {
    expect(errorOf(text)).toContain(`${decoding}${words}`)
  })

  it.each([
    ['mode: ipvs\n', "Object 'Kind' is missing in 'mode: ipvs\n'"],
    ['kind: X\n', "Object 'apiVersion' is missing in 'kind: X\n'"],
    ['kind: X\napiVersion: v1\n', 'no kind "X" is registered for version "v1" in scheme '],
  ])('says what it is: %j', (text, words) => {
    const result = readConfiguration(text)
    expect('error' in result && result.error).toContain(`${decoding}${words}`)
  })

  it.each([
    ['mode: userspace', 'Mode.ProxyMode: Invalid value: "userspace": must be iptables, ipvs, nf'],
    [
      'iptables: {masqueradeBit: 32}',
      'KubeProxyIPTablesConfiguration.MasqueradeBit: Invalid value: 32: must be within the range ' +
        '[0, 31]',
    ],
    [
      'iptables: {minSyncPeriod: 40s}',
      'SyncPeriod: Invalid value: "40s": must be greater than or equal to ' +
        'KubeProxyConfiguration.MinSyncPeriod',
    ],
    ['configSyncPeriod: -1s', 'ConfigSyncPeriod: Invalid value: "-1s": must be greater than 0'],
    [
      'nodePortAddresses: [primary, 10.0.0.0/8]',
      "NodePortAddresses[0]: Invalid value: \"primary\": can't use both 'primary' and CIDRs",
    ],
    [
      'nodePortAddresses: [10.0.0.0]',
      'NodePortAddresses[0]: Invalid value: "10.0.0.0": must be a valid CIDR',
    ],
    ['detectLocalMode: Any', 'DetectLocalMode: Unsupported value: "Any": supported values: "Cl'],
    [
      'detectLocalMode: BridgeInterface',
      'DetectLocalConfiguration.InterfaceName: Invalid value: "": must not be empty',
    ],
    [
      'clusterCIDR: 10.244.0.0',
      'DetectLocalConfiguration.ClusterCIDRs[0]: Invalid value: "10.244.0.0": must be a valid CIDR',
    ],
    [
      'mode: ipvs\nipvs: {excludeCIDRs: [x]}',
      'KubeProxyIPVSConfiguration.ExcludeCidrs[0]: Invalid value: "x": must be a valid CIDR',
    ],
    ['mode: ipvs\nipvs: {tcpTimeout: -1m}', 'KubeProxyIPVSConfiguration.TCPTimeout: Invalid '],
    [
      'conntrack: {maxPerCore: -1}',
      'KubeProxyLinuxConfiguration.KubeProxyConntrackConfiguration.MaxPerCore: Invalid value: -1',
    ],
    ['oomScoreAdj: 2000', 'KubeProxyLinuxConfiguration.OOMScoreAdj: Invalid value: 2000: must be'],
    ['metricsBindAddress: x:1', 'MetricsBindAddress: Invalid value: "x": must be a valid IP'],
    ['bindAddress: here', 'BindAddress: Invalid value: "here": not a valid textual'],
  ])('with a value that will not do is refused: %j', (text, words) => {
    expect(errorOf(text)).toContain(`failed validate: KubeProxyConfiguration.${words}`)
  })

  it('has all its faults told at once', () => {
    expect(errorOf('mode: x\noomScoreAdj: 2000')).toMatch(/^failed validate: \[.*, .*\]$/)
  })
})

describe('YAML', () => {
  it.each([
    [
      'a: 1\nb:\n  c: "x # y" # z\n  d:\n  - 1\n  - two\n',
      { a: 1, b: { c: 'x # y', d: [1, 'two'] } },
    ],
    ["---\na: null\nb: ~\nc:\nd: 'it''s'\n", { a: null, b: null, c: null, d: "it's" }],
    ['a:\n- b: 1\n  c: 2\n- b: 3\n', { a: [{ b: 1, c: 2 }, { b: 3 }] }],
    ['a: [x, "y, z", {b: 1, c: [2]}]\n', { a: ['x', 'y, z', { b: 1, c: [2] }] }],
    ['# nothing\n', null],
    ['a: 10.96.0.0/12\nb: 0x1F\nc: 1e3\nd: True\n', { a: '10.96.0.0/12', b: 31, c: 1000, d: true }],
  ])('%j', (text, value) => {
    expect(parseYaml(text)).toEqual({ value })
  })

  it.each([
    ['a: 1\na: 2\n', 'yaml: line 2: mapping key "a" already defined'],
    ['a:\n  b: 1\n c: 2\n', 'yaml: line 3: did not find expected key'],
    ['a: [1, 2\n', "yaml: line 1: did not find expected ',' or ']'"],
    ['a: "b\n', 'yaml: line 1: found unexpected end of stream'],
    ["a: 'b\n", 'yaml: line 1: found unexpected end of stream'],
    ['a: [1}\n', "yaml: line 1: did not find expected ',' or ']'"],
    ['a: {b: [1, c[2]]}\n', "yaml: line 1: did not find expected ',' or ']'"],
    ['a: [b: c]\n', "yaml: line 1: did not find expected ',' or ']'"],
    ['a: [1] 2\n', 'yaml: line 1: did not find expected key'],
    [`a: ${'['.repeat(2_000)}\n`, 'yaml: line 1: exceeded max depth of 1000'],
  ])('that is none: %j', (text, error) => {
    expect(parseYaml(text)).toEqual({ error })
  })
})
