import { describe, expect, it } from 'vitest'
import type { ProxyMode } from '../api/traffic'
import { Cluster } from '../cluster'
import { opened, post } from '../testing/sessions'

const labels = { app: 'web' }

// A Service on 10.96.0.50 with two Pods; node-2 has asked it once.
function asked(mode: ProxyMode): Cluster {
  const cluster = Cluster.create({ mode })
  for (const name of ['one', 'two']) {
    const container = { name: 'web', image: 'nginx:1.27' }
    const spec = { nodeName: 'node-3', containers: [container] }
    post(cluster, 'pods', { metadata: { name, labels }, spec })
  }
  const ports = [{ name: 'http', port: 80 }]
  const spec = { clusterIP: '10.96.0.50', sessionAffinity: 'ClientIP', selector: labels, ports }
  post(cluster, 'services', { metadata: { name: 'web' }, spec })
  cluster.settle()
  expect(run(cluster, 'curl -s -m 2 10.96.0.50')).toContain('Welcome to nginx!')
  return cluster
}

const ran = (cluster: Cluster, line: string, host: string) =>
  opened(cluster, {
    method: 'POST',
    path: `/playground/v1/hosts/${host}/exec`,
    query: { command: line.split(' '), stdout: 'true', stderr: 'true' },
  }).wait()

const run = (cluster: Cluster, line: string): string => ran(cluster, line, 'node-2').text()

const CONNECTION = new RegExp(
  [
    '^tcp {6}6 \\d+ TIME_WAIT src=\\S+ dst=10\\.96\\.0\\.50 sport=\\d+ dport=80',
    'src=10\\.244\\.2\\.\\d+ dst=192\\.168\\.1\\.12 sport=80 dport=\\d+',
    '\\[ASSURED\\] mark=0 use=1$',
  ].join(' '),
  'm',
)

describe('on a node', () => {
  it('iptables-save shows the rules, and with -c what they have seen', () => {
    const cluster = asked('iptables')
    expect(run(cluster, 'iptables-save')).toContain('\n-A KUBE-SERVICES -d 10.96.0.50/32 -p tcp ')
    const counted = run(cluster, 'iptables-save -c -t nat')
    expect(counted).toMatch(/^\[1:60\] -A KUBE-SERVICES -d 10\.96\.0\.50\/32 /m)
    expect(counted.startsWith('*nat\n')).toBe(true)
    expect(run(cluster, 'conntrack -L -p tcp')).toMatch(CONNECTION)
  })

  it('nft list ruleset shows the table, and who keeps to an endpoint', () => {
    const cluster = asked('nftables')
    const text = run(cluster, 'nft list ruleset')
    expect(text.startsWith('table ip kube-proxy {\n')).toBe(true)
    expect(text).toMatch(/elements = \{ 192\.168\.1\.12 expires (3h|2h59m\d+s) \}/)
    expect(run(cluster, 'nft list tables')).toBe('table ip kube-proxy\n')
    expect(run(cluster, 'conntrack -L')).toMatch(CONNECTION)
    expect(run(cluster, 'iptables-save')).not.toContain('KUBE-SERVICES')
  })

  it('ipvsadm shows virtual servers with their connections, and ipset the sets', () => {
    const cluster = asked('ipvs')
    const text = run(cluster, 'ipvsadm -Ln')
    expect(text).toContain('TCP  10.96.0.50:80 rr persistent 10800\n')
    expect(text).toMatch(/^ {2}-> 10\.244\.2\.\d+:80 {15,} Masq {4}1 {6}0 {10}1 {9}$/m)
    expect(run(cluster, 'ipvsadm-save -n')).toContain('-A -t 10.96.0.50:80 -s rr -p 10800\n')
    expect(run(cluster, 'ipset list KUBE-CLUSTER-IP')).toContain('10.96.0.50,tcp:80\n')
    expect(run(cluster, 'conntrack -L')).toMatch(CONNECTION)
  })

  it('ss shows which programs listen to the node alone', () => {
    const cluster = Cluster.create({})
    cluster.settle()
    const text = run(cluster, 'ss -ltn')
    expect(text).toMatch(/^LISTEN +\d+ +\d+ +127\.0\.0\.1:10249 /m)
    expect(text).toMatch(/^LISTEN +\d+ +\d+ +0\.0\.0\.0:10256 /m)
  })

  it('only: nobody else may look', () => {
    const cluster = Cluster.create({})
    cluster.settle()
    expect(ran(cluster, 'iptables-save', 'laptop').end).toBe(4)
  })
})

describe('a ping to a ClusterIP', () => {
  const ping = (mode: ProxyMode): string => {
    const cluster = asked(mode)
    const container = { name: 'c', image: 'busybox:1.36', command: ['sleep', 'infinity'] }
    post(cluster, 'pods', { metadata: { name: 'client' }, spec: { containers: [container] } })
    cluster.settle()
    return opened(cluster, {
      method: 'POST',
      path: '/api/v1/namespaces/default/pods/client/exec',
      query: {
        command: ['ping', '-c', '2', '-W', '1', '10.96.0.50'],
        stdout: 'true',
        stderr: 'true',
      },
    })
      .wait()
      .text()
  }

  it.each<ProxyMode>(['iptables', 'nftables', 'ipvs'])('is answered by nobody, with %s', (mode) => {
    expect(ping(mode)).toContain('2 packets transmitted, 0 packets received')
  })
})
