import { beforeAll, describe, expect, it } from 'vitest'
import type { ProxyMode } from '../api/traffic'
import { Cluster } from '../cluster'
import { opened, pod, post, type TestSession } from '../testing/sessions'

// Services with Pods on node-3, one without, and a client on node-2 that has asked each once.
function shop(mode: ProxyMode): Cluster {
  const cluster = Cluster.create({ mode })
  cluster.settle()
  pod(cluster, 'web', { image: 'nginx:1.27' }, { nodeName: 'node-3' })
  pod(cluster, 'client', { command: ['sleep', '1d'] }, { nodeName: 'node-2' })
  const service = (name: string, spec: object) =>
    post(cluster, 'services', {
      metadata: { name },
      spec: { selector: { app: 'web' }, ports: [{ name: 'http', port: 80 }], ...spec },
    })
  service('web', { clusterIP: '10.96.0.50' })
  service('sticky', { clusterIP: '10.96.0.51', sessionAffinity: 'ClientIP' })
  service('empty', { clusterIP: '10.96.0.52', selector: { app: 'nobody' } })
  cluster.settle()
  for (const address of ['50', '51', '52']) {
    inPod(cluster, `wget -q -O /dev/null -T 1 10.96.0.${address}`)
  }
  return cluster
}

const session = (cluster: Cluster, path: string, command: readonly string[]): TestSession =>
  opened(cluster, { method: 'POST', path, query: { command, stdout: 'true', stderr: 'true' } })

const inPod = (cluster: Cluster, line: string): string =>
  session(cluster, '/api/v1/namespaces/default/pods/client/exec', ['sh', '-c', line]).wait().text()

function onNode(cluster: Cluster, line: string) {
  const ran = session(cluster, '/playground/v1/hosts/node-2/exec', ['bash', '-c', line]).wait()
  return { text: ran.text(), error: ran.text('stderr'), code: ran.end }
}

describe('iptables on a node', () => {
  let cluster: Cluster
  beforeAll(() => {
    cluster = shop('iptables')
  })
  const ran = (line: string) => onNode(cluster, line)

  it('lists a chain in the columns of version 1.8.9, with counters', () => {
    expect(ran('iptables -t nat -L KUBE-POSTROUTING -n -v').text.replace(/ +$/gm, '')).toMatch(
      new RegExp(
        [
          '^Chain KUBE-POSTROUTING \\(1 references\\)',
          ' pkts bytes target     prot opt in     out     source               destination',
          ' +\\d+ +\\d+ RETURN     0    --  \\*      \\*       0.0.0.0/0 {12}0.0.0.0/0 {12}' +
            'mark match ! 0x4000/0x4000',
          '    0     0 MARK       0 .* MARK xor 0x4000',
          '    0     0 MASQUERADE  0 .* /\\* kubernetes service traffic requiring SNAT \\*/ ' +
            'random-fully\n$',
        ].join('\n'),
      ),
    )
  })

  it('counts what passes a built-in chain, and writes names unless asked for numbers', () => {
    expect(ran('iptables -L FORWARD -v').text).toMatch(
      /^Chain FORWARD \(policy ACCEPT [1-9]\d* packets, [1-9]\d* bytes\)\n/,
    )
    const { text } = ran('iptables -t nat -L KUBE-SERVICES --line-numbers')
    expect(text).toMatch(
      new RegExp(
        '^\\d +KUBE-SVC-\\w{16}  tcp  --  anywhere {13}10\\.96\\.0\\.50 {11}' +
          '/\\* default/web:http cluster IP \\*/ tcp dpt:http$',
        'm',
      ),
    )
  })

  it('says what the rules of an affinity, a jump by chance and a rejection ask for', () => {
    const nat = ran('iptables -t nat -L -n').text
    expect(nat).toContain(' recent: CHECK seconds: 10800 reap name: KUBE-SEP-')
    expect(nat).toContain('*/ statistic mode random probability 0.50000000000\n')
    expect(nat).toMatch(/^DNAT {7}6 .* tcp to:10\.244\.2\.\d+:80$/m)
    expect(ran('iptables -nL KUBE-SERVICES').text).toMatch(
      /^REJECT {5}6 .*has no endpoints \*\/ tcp dpt:80 reject-with icmp-port-unreachable$/m,
    )
  })

  it('-S gives commands, one rule by its number', () => {
    expect(ran('iptables -S INPUT -v').text).toMatch(/^-P INPUT ACCEPT -c \d+ \d+\n-A INPUT /)
    expect(ran('iptables -t nat -S KUBE-MARK-MASQ').text).toBe(
      '-N KUBE-MARK-MASQ\n-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000\n',
    )
    expect(ran('iptables -t nat -S KUBE-MARK-MASQ 1').text).toMatch(/^-A KUBE-MARK-MASQ -j MARK/)
  })

  it.each([
    ['iptables', 2, 'no command specified'],
    ['iptables -Ln', 1, "chain `n' in table `filter' is incompatible, use 'nft' tool."],
    ['iptables -t nope -L', 3, "table 'nope' does not exist"],
    ['iptables -L -q', 2, 'unknown option "-q"'],
    ['iptables -A INPUT -p tcp --dport 80 -j DROP', 1, 'there are only -F and -X here'],
    ['iptables -t nat -X KUBE-SERVICES', 4, '(Device or resource busy): chain KUBE-SERVICES'],
    ['iptables -F NOPE', 1, 'No chain/target/match by that name.'],
    ["iptables -F '(*'", 1, 'No chain/target/match by that name.'],
  ])('%s ends with %d', (line, code, words) => {
    const { error, code: end } = ran(line)
    expect(end).toBe(code)
    expect(error).toContain(words)
  })

  it('has no rules for IPv6 and of the older kind', () => {
    expect(ran('ip6tables -t nat -S').text).toMatch(/^(-P \w+ ACCEPT\n){4}$/)
    expect(ran('ip6tables-save').text).toBe('')
    expect(ran('iptables-legacy -V').text).toBe('iptables v1.8.9 (legacy)\n')
  })
})

describe('conntrack on a node', () => {
  let cluster: Cluster
  beforeAll(() => {
    cluster = shop('iptables')
  })
  const ran = (line: string) => onNode(cluster, line)

  it('shows the entries that are asked for, and says how many', () => {
    const { text, error } = ran('conntrack -L -p tcp --dport 80 -d 10.96.0.50 -o extended')
    expect(text).toMatch(
      /^ipv4 {5}2 tcp {6}6 1\d\d TIME_WAIT src=10\.244\.1\.\d+ dst=10\.96\.0\.50 /,
    )
    expect(error).toBe('conntrack v1.4.7 (conntrack-tools): 1 flow entries have been shown.\n')
    expect(ran('conntrack -L -g 10.244.2.0/24 -p tcp').text.split('\n')).toHaveLength(3)
    expect(ran('conntrack -L -p tcp --state ESTABLISHED').text).toBe('')
  })

  it('has no entry of a connection that was refused', () => {
    expect(inPod(cluster, 'wget -T 1 -O - 10.96.0.50; nc -w 1 10.244.1.1 81')).toContain('nginx')
    expect(ran('conntrack -L -p tcp --dport 81').text).toBe('')
  })

  it('keeps a UDP socket longer that is answered for more than two seconds', () => {
    const echo = { image: 'registry.k8s.io/e2e-test-images/agnhost:2.53' }
    pod(cluster, 'echo', { ...echo, args: ['netexec', '--udp-port=8081'] }, { nodeName: 'node-3' })
    cluster.settle()
    const address = cluster.reader().get('Pod', 'default', 'echo')?.status.podIP
    const talk = (times: number) => {
      const line = `for i in ${'1 '.repeat(times)}; do echo hostname; sleep 1; done`
      const command = ['sh', '-c', `(${line}) | nc -u -w 1 ${address} 8081`]
      session(cluster, '/api/v1/namespaces/default/pods/client/exec', command).wait()
      return ran('conntrack -L -p udp --dport 8081').text.trim().split('\n').at(-1)
    }
    expect(talk(1)).toMatch(/^udp {6}17 2\d src=\S+ dst=\S+ sport=\d+ dport=8081 .* mark=0 use=1$/)
    expect(talk(4)).toMatch(/^udp {6}17 11\d src=.* \[ASSURED\] mark=0 use=1$/)
  })

  it('has an entry without reply where a datagram finds nobody, and the sender is told', () => {
    const { error, code } = ran('echo x | nc -u -w 1 -v 10.244.2.2 99; true')
    expect(code).toBe(0)
    expect(error).toBe('')
    expect(ran('conntrack -L -p udp --dport 99').text).toContain(' dport=99 [UNREPLIED] src=')
  })

  it('-D takes entries out, and fails when there is none', () => {
    const first = ran('conntrack -D -d 10.96.0.51')
    expect(first.error).toContain(': 1 flow entries have been deleted.\n')
    expect(first.code).toBe(0)
    expect(ran('conntrack -D -d 10.96.0.51').code).toBe(1)
  })

  it.each([
    ['conntrack -L --dport 80', "unknown option `--dport'"],
    ['conntrack -L -p bogus', "`bogus' unsupported protocol"],
    ['conntrack -L -s nonsense', "Invalid IP address `nonsense'"],
    ['conntrack -L -p tcp --state OPEN', "unknown TCP state `OPEN'"],
  ])('%s is refused as the real program does', (line, words) => {
    const { error, code } = ran(line)
    expect(code).toBe(2)
    expect(error).toBe(
      `conntrack v1.4.7 (conntrack-tools): ${words}\n` +
        "Try `conntrack -h' or 'conntrack --help' for more information.\n",
    )
  })
})

describe('ipvsadm and ipset on a node', () => {
  let cluster: Cluster
  beforeAll(() => {
    cluster = shop('ipvs')
  })
  const ran = (line: string) => onNode(cluster, line)

  it('counts connections, packets and bytes, both ways', () => {
    expect(ran('ipvsadm -Ln --stats -t 10.96.0.50:80').text).toMatch(
      new RegExp(
        [
          '^IP Virtual Server version 1.2.1 \\(size=4096\\)',
          'Prot LocalAddress:Port               Conns   InPkts  OutPkts  InBytes OutBytes',
          '  -> RemoteAddress:Port',
          'TCP  10.96.0.50:80                       1        \\d        \\d +\\d+ +\\d+',
          '  -> 10.244.2.\\d+:80 +1        [1-9]        [1-9] +\\d+ +\\d+\n$',
        ].join('\n'),
      ),
    )
  })

  it('lists its connections, and what keeps a client with a server', () => {
    const { text } = ran('ipvsadm -Lnc')
    expect(text).toMatch(
      /^TCP 0\d:\d\d {2}TIME_WAIT {3}10\.244\.1\.\d+:\d+ +10\.96\.0\.51:80 {6}10\.244\.2\.\d+:80$/m,
    )
    expect(text).toMatch(/^TCP 1(79|80):\d\d ASSURED {5}10\.244\.1\.\d+:0 +10\.96\.0\.51:80 /m)
    expect(ran('ipvsadm -Ln --persistent-conn -t 10.96.0.51:80').text).toMatch(
      /^ {2}-> 10\.244\.2\.\d+:80 +1 {9}1 {11}0 {10}1 {9}$/m,
    )
    expect(ran('ipvsadm -Ln -t 10.96.0.99:80')).toMatchObject({ error: 'No such service\n' })
  })

  it('ipset list says how a set is kept, how many rules look into it, and what is in it', () => {
    expect(ran('ipset list KUBE-CLUSTER-IP').text).toMatch(
      new RegExp(
        [
          '^Name: KUBE-CLUSTER-IP',
          'Type: hash:ip,port',
          'Revision: 7',
          'Header: family inet hashsize 1024 maxelem 65536 bucketsize 12 initval 0x[\\da-f]{8}',
          'Size in memory: \\d+',
          'References: 3',
          'Number of entries: 7',
          'Members:',
          '10\\.',
        ].join('\n'),
      ),
    )
    expect(ran('ipset list -t KUBE-NODE-PORT-TCP').text).toContain('Header: range 0-65535\n')
    expect(ran('ipset test KUBE-CLUSTER-IP 10.96.0.50,tcp:80').code).toBe(0)
    expect(ran('ipset test KUBE-CLUSTER-IP 10.96.0.50,tcp:81').code).toBe(1)
    expect(ran('ipset list NOPE').error).toContain('The set with the given name does not exist')
  })
})

describe('crictl on a node', () => {
  it('lists what containerd has of the Pods there, as kubectl knows them', () => {
    const cluster = shop('iptables')
    const pods = onNode(cluster, 'crictl pods --name client').text
    expect(pods).toMatch(/^POD ID {14}CREATED {13}STATE {15}NAME {16}NAMESPACE {11}ATTEMPT/)
    expect(pods).toMatch(/^[\da-f]{13} {7}\S.* ago +Ready +client +default +0 +\(default\)$/m)
    const id = onNode(cluster, 'crictl ps -q --name main --namespace default').text.trim()
    const known = cluster.reader().get('Pod', 'default', 'client')?.status.containerStatuses?.[0]
    expect(`containerd://${id}`).toBe(known?.containerID)
    expect(onNode(cluster, 'crictl images').text).toMatch(
      /^docker\.io\/library\/busybox +latest +[\da-f]{13} +2\.22MB$/m,
    )
    expect(JSON.parse(onNode(cluster, `crictl inspect ${id}`).text)).toMatchObject({
      status: { id, state: 'CONTAINER_RUNNING', metadata: { name: 'main' } },
    })
    expect(onNode(cluster, 'crictl logs nope')).toMatchObject({ code: 1 })
    expect(onNode(cluster, 'crictl logs --tail 1 $(crictl ps -q --name coredns)').text).toMatch(
      /go1/,
    )
  })

  it('says in a line what is not there', () => {
    const cluster = shop('iptables')
    const { error, code } = onNode(cluster, 'crictl exec x; systemctl status kubelet')
    expect(error.split('\n')).toHaveLength(3)
    expect(code).toBe(1)
  })
})
