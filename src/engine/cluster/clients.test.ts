import { beforeAll, describe, expect, it } from 'vitest'
import { Cluster } from '../cluster'
import { seconds } from '../sim'
import { exec, pod, post } from '../testing/sessions'

// A web server and a key-value store behind Services, and two Pods to look at them from.
function lookedAt(): Cluster {
  const cluster = Cluster.create({ seed: 3 })
  cluster.settle()
  pod(cluster, 'web', { image: 'nginx:alpine' })
  pod(cluster, 'redis', { image: 'redis:7-alpine' })
  pod(cluster, 'box', { command: ['sleep', '3600'] })
  pod(cluster, 'shoot', { image: 'nicolaka/netshoot', command: ['sleep', '3600'] })
  for (const [name, clusterIP, port] of [
    ['web', '10.96.0.80', 80],
    ['redis', '10.96.0.79', 6379],
  ] as const) {
    post(cluster, 'services', {
      metadata: { name },
      spec: { clusterIP, selector: { app: name }, ports: [{ name: 'main', port }] },
    })
  }
  pod(cluster, 'nginx', { image: 'nginx:1.27' })
  pod(cluster, 'net', { image: 'registry.k8s.io/e2e-test-images/agnhost:2.53', args: ['netexec'] })
  post(cluster, 'services', {
    metadata: { name: 'net' },
    spec: {
      clusterIP: '10.96.0.78',
      selector: { app: 'net' },
      ports: [{ port: 8081, protocol: 'UDP' }],
    },
  })
  post(cluster, 'services', {
    metadata: { name: 'ext' },
    spec: { type: 'ExternalName', externalName: 'web.default.svc.cluster.local' },
  })
  cluster.settle()
  return cluster
}

let cluster: Cluster
beforeAll(() => {
  cluster = lookedAt()
})

/** What a command says on both streams, and its exit code. */
function said(from: string, command: string): { out: string; code: number | string | undefined } {
  const session = exec(cluster, from, ['sh', '-c', command])
  return { out: session.text('stdout') + session.text('stderr'), code: session.end }
}

const LACKING = ';; Got recursion not available from 10.96.0.10\n'
const HEADER = 'Server:\t\t10.96.0.10\nAddress:\t10.96.0.10#53\n\n'

describe('nc', () => {
  it.each([
    ['box', 'nc -zv web 80', 'web (10.96.0.80:80) open\n', 0],
    ['box', 'nc -z web 80', '', 0],
    ['box', 'nc -zv nope 80', "nc: bad address 'nope'\n", 1],
    ['box', 'nc -w 2 web 81', 'nc: web (10.96.0.80:81): Connection timed out\n', 1],
    ['box', 'nc -zv web x', "nc: bad port 'x'\n", 1],
    ['shoot', 'nc -zv web 80', 'Connection to web (10.96.0.80) 80 port [tcp/http] succeeded!\n', 0],
    [
      'shoot',
      'nc -zv -w 1 10.96.0.80 81',
      'nc: connect to 10.96.0.80 port 81 (tcp) timed out: Operation now in progress\n',
      1,
    ],
    [
      'shoot',
      'nc -zv nope 80',
      'nc: getaddrinfo for host "nope" port 80: Name does not resolve\n',
      1,
    ],
    ['box', "printf 'PING\\r\\nQUIT\\r\\n' | nc redis 6379", '+PONG\r\n+OK\r\n', 0],
    ['shoot', "printf 'PING\\r\\n' | nc -N redis 6379", '+PONG\r\n', 0],
    ['box', "printf 'PING\\r\\n' | nc -w 1 redis 6379", '+PONG\r\n', 0],
  ])('in %s: %s', (from, command, out, code) => {
    expect(said(from, command)).toEqual({ out, code })
  })
  it('sends datagrams, and prints what comes back', () => {
    expect(said('box', 'echo hostname | nc -u -w 1 net 8081')).toEqual({ out: 'net', code: 0 })
    expect(said('shoot', 'nc -zvu net 8081')).toEqual({
      out: 'Connection to net (10.96.0.78) 8081 port [udp/*] succeeded!\n',
      code: 0,
    })
  })
  it('speaks HTTP with a web server', () => {
    const { out, code } = said(
      'box',
      "printf 'GET /nope HTTP/1.0\\r\\nHost: web\\r\\n\\r\\n' | nc web 80",
    )
    expect([code, out.split('\r\n')[0]]).toEqual([0, 'HTTP/1.1 404 Not Found'])
  })
})

describe('curl', () => {
  it('gets no answer from a server of another kind', () => {
    expect(said('shoot', 'curl -sS redis:6379')).toEqual({
      out: 'curl: (52) Empty reply from server\n',
      code: 52,
    })
  })
  it('finds no TLS at a port of plain HTTP', () => {
    expect(said('shoot', 'curl -sS https://web:80')).toEqual({
      out: 'curl: (35) TLS connect error: error:0A00010B:SSL routines::wrong version number\n',
      code: 35,
    })
  })
  it('takes its time, as time tells', () => {
    expect(said('box', 'time sleep 1.5')).toEqual({
      out: 'real\t0m 1.50s\nuser\t0m 0.00s\nsys\t0m 0.00s\n',
      code: 0,
    })
  })
})

describe("bind's tools", () => {
  it.each([
    ['host web', 'web.default.svc.cluster.local has address 10.96.0.80\n', 0],
    ['host nope', 'Host nope not found: 3(NXDOMAIN)\n', 1],
    [
      'host 10.96.0.80',
      '80.0.96.10.in-addr.arpa domain name pointer web.default.svc.cluster.local.\n',
      0,
    ],
    [
      'nslookup web',
      `${LACKING}${HEADER}Name:\tweb.default.svc.cluster.local\nAddress: 10.96.0.80\n${LACKING}\n`,
      0,
    ],
    // The second question is for the name that the first has led to.
    [
      'nslookup ext',
      `${LACKING}${HEADER}ext.default.svc.cluster.local\tcanonical name = ` +
        'web.default.svc.cluster.local.\nName:\tweb.default.svc.cluster.local\n' +
        `Address: 10.96.0.80\n${LACKING}\n`,
      0,
    ],
    // That a name has nothing of a type ends the search.
    ['nslookup -type=aaaa web', `${LACKING}${HEADER}*** Can't find web: No answer\n\n`, 0],
    [
      'nslookup kube-system',
      `${LACKING.repeat(2)}${HEADER}${LACKING}` +
        "*** Can't find kube-system.svc.cluster.local: No answer\n\n",
      0,
    ],
    [
      'nslookup web.default.svc.cluster.local. kube-dns.kube-system',
      `${LACKING}Server:\t\tkube-dns.kube-system\nAddress:\t10.96.0.10#53\n\n` +
        `Name:\tweb.default.svc.cluster.local\nAddress: 10.96.0.80\n${LACKING}\n`,
      0,
    ],
    [
      'nslookup -type=mx nope.example.com.',
      `${HEADER}** server can't find nope.example.com.: NXDOMAIN\n\n`,
      1,
    ],
    ['nslookup a..b', "nslookup: 'a..b' is not in legal name syntax (empty label)\n", 1],
    ['host -t aaaa web', 'web.default.svc.cluster.local has no AAAA record\n', 0],
    ['host 10.96.0.99', 'Host 99.0.96.10.in-addr.arpa. not found: 3(NXDOMAIN)\n', 1],
    ['host web nope', "host: couldn't get address for 'nope': not found\n", 1],
    [
      `dig ${'x'.repeat(64)}`,
      expect.stringContaining('is not a legal name (label too long)\n'),
      10,
    ],
    ['dig @kube-dns.kube-system +short web.default.svc.cluster.local', '10.96.0.80\n', 0],
    ['nslookup nope', `${LACKING.repeat(3)}${HEADER}** server can't find nope: NXDOMAIN\n\n`, 1],
    [
      'nslookup 10.96.0.80',
      `${LACKING}80.0.96.10.in-addr.arpa\tname = web.default.svc.cluster.local.\n\n`,
      0,
    ],
    ['dig +short web.default.svc.cluster.local', '10.96.0.80\n', 0],
    ['dig +short web', '', 0],
    ['dig +tcp +short -x 10.96.0.80', 'web.default.svc.cluster.local.\n', 0],
    ['dig +short +search web', '10.96.0.80\n', 0],
    ['dig -x 10.96.0.80 +short', 'web.default.svc.cluster.local.\n', 0],
    [
      'dig +short srv _main._tcp.web.default.svc.cluster.local',
      '0 100 80 web.default.svc.cluster.local.\n',
      0,
    ],
    [
      'dig +noall +answer ext.default.svc.cluster.local',
      'ext.default.svc.cluster.local. 30 IN\tCNAME\tweb.default.svc.cluster.local.\n' +
        'web.default.svc.cluster.local. 30 IN\tA\t10.96.0.80\n',
      0,
    ],
    ['dig +nope x', expect.stringContaining('Invalid option: +nope\n'), 1],
    [
      'dig @10.96.0.99 x +time=1 +tries=2',
      ';; communications error to 10.96.0.99#53: timed out\n'.repeat(2) +
        '\n; <<>> DiG 9.18.39 <<>> @10.96.0.99 x +time=1 +tries=2\n; (1 server found)\n' +
        ';; global options: +cmd\n;; no servers could be reached\n',
      9,
    ],
  ])('%s', (command, out, code) => {
    expect(said('shoot', command)).toEqual({ out, code })
  })
  it("busybox's nslookup finds out from the kernel that a name is none", () => {
    const out =
      ';; connection timed out; no servers could be reached\n\n' +
      "nslookup: write to '10.96.0.10': Message too long\n"
    expect(said('box', 'nslookup a..b')).toEqual({ out, code: 1 })
  })
  it('dig tells the whole message', () => {
    const { out } = said('shoot', 'dig web.default.svc.cluster.local')
    expect(out.split('\n').filter((line) => !/id: |COOKIE|Query time|WHEN/.test(line))).toEqual([
      '',
      '; <<>> DiG 9.18.39 <<>> web.default.svc.cluster.local',
      ';; global options: +cmd',
      ';; Got answer:',
      ';; WARNING: .local is reserved for Multicast DNS',
      ';; You are currently testing what happens when an mDNS query is leaked to DNS',
      ';; flags: qr aa rd; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 1',
      ';; WARNING: recursion requested but not available',
      '',
      ';; OPT PSEUDOSECTION:',
      '; EDNS: version: 0, flags:; udp: 1232',
      ';; QUESTION SECTION:',
      ';web.default.svc.cluster.local.\tIN\tA',
      '',
      ';; ANSWER SECTION:',
      'web.default.svc.cluster.local. 30 IN\tA\t10.96.0.80',
      '',
      ';; SERVER: 10.96.0.10#53(10.96.0.10) (UDP)',
      ';; MSG SIZE  rcvd: 115',
      '',
      '',
    ])
  })
})

describe('a Pod', () => {
  const addressOf = (name: string): string =>
    cluster.reader().get('Pod', 'default', name)?.status.podIP ?? ''

  it('has one interface, in the block of its node', () => {
    const address = addressOf('box')
    const block = address.replace(/\.\d+$/, '')
    expect(said('box', 'ip addr show eth0').out).toContain(
      `    inet ${address}/24 brd ${block}.255 scope global eth0\n`,
    )
    expect(said('box', 'ip route').out).toBe(
      `default via ${block}.1 dev eth0 \n${block}.0/24 dev eth0 scope link  src ${address} \n`,
    )
  })
  it('shows what listens in it, and with whom it speaks', () => {
    expect(said('web', 'netstat -tlnp').out.split('\n')[2]).toBe(
      'tcp        0      0 0.0.0.0:80              0.0.0.0:*               LISTEN      1/nginx',
    )
    expect(said('shoot', 'nc redis 6379 & sleep 1; ss -tn').out).toMatch(
      /\nESTAB +0 +0 +10\.244\.\d+\.\d+:\d+ +10\.96\.0\.79:6379\n$/,
    )
  })
})

describe('an image that is not here', () => {
  const messageOf = (name: string, image: string): string => {
    pod(cluster, name, { image })
    cluster.advance(cluster.now + seconds(5))
    const { containerStatuses = [] } = cluster.reader().get('Pod', 'default', name)?.status ?? {}
    return containerStatuses[0]?.state?.waiting?.message ?? ''
  }

  it('is not pulled, and the reason says that it may be there in life', () => {
    expect(messageOf('strange', 'someone/app')).toMatch(
      /insufficient_scope: authorization failed: not in this playground's registry$/,
    )
  })
  it('has another reason where only its tag is missing', () => {
    expect(messageOf('dated', 'nginx:0.0')).toMatch(/nginx:0\.0: not found$/)
  })
})

describe('ping', () => {
  const addressOf = (name: string): string =>
    cluster.reader().get('Pod', 'default', name)?.status.podIP ?? ''
  const times = (text: string): string =>
    text.replace(/time=\S+/g, 'time=T').replace(/(max = )\S+/, '$1T/T/T')

  it('is answered by a Pod, by way of the nodes between', () => {
    const address = addressOf('web')
    const { out, code } = said('box', `ping -c 2 ${address}`)
    expect([code, times(out).replace(/ttl=6[23]/g, 'ttl=N')]).toEqual([
      0,
      `PING ${address} (${address}): 56 data bytes\n` +
        `64 bytes from ${address}: seq=0 ttl=N time=T ms\n` +
        `64 bytes from ${address}: seq=1 ttl=N time=T ms\n\n` +
        `--- ${address} ping statistics ---\n` +
        '2 packets transmitted, 2 packets received, 0% packet loss\n' +
        'round-trip min/avg/max = T/T/T ms\n',
    ])
  })
  it('has nobody to answer it at an address of a Service, in iptables mode', () => {
    expect(said('shoot', 'ping -c 2 -W 1 web')).toEqual({
      out:
        'PING web.default.svc.cluster.local (10.96.0.80) 56(84) bytes of data.\n\n' +
        '--- web.default.svc.cluster.local ping statistics ---\n' +
        '2 packets transmitted, 0 received, 100% packet loss, time 2000ms\n\n',
      code: 1,
    })
  })
  it.each([
    ['box', "ping: bad address 'nope'\n", 1],
    ['shoot', 'ping: nope: Name does not resolve\n', 2],
  ])('does not know a name, in the words of %s', (from, out, code) => {
    expect(said(from, 'ping -c 1 nope')).toEqual({ out, code })
  })
  it('finds the way, node by node', () => {
    const target = cluster.reader().get('Pod', 'default', 'web')
    const node = cluster.reader().get('Pod', 'default', 'box')?.spec.nodeName
    const hops = said('box', `traceroute ${target?.status.podIP}`).out.split('\n')
    const count = target?.spec.nodeName === node ? 2 : 3
    expect(hops[count - 1]).toContain(` ${target?.status.podIP} (`)
  })
})

const WEB = 'web.default.svc.cluster.local'

describe('getent', () => {
  it.each([
    ['redis', 'getent hosts web', `10.96.0.80        ${WEB}  ${WEB} web\n`, 0],
    ['shoot', `getent hosts ${WEB}`, `10.96.0.80        ${WEB}  ${WEB}\n`, 0],
    ['nginx', 'getent hosts web', `10.96.0.80      ${WEB}\n`, 0],
    ['nginx', 'getent hosts ext', `10.96.0.80      ${WEB} ext.default.svc.cluster.local\n`, 0],
    ['nginx', 'getent hosts 10.96.0.80', `10.96.0.80      ${WEB}\n`, 0],
    ['nginx', 'getent hosts 10.96.0.99', '', 2],
    ['nginx', 'getent hosts nope', '', 2],
    [
      'nginx',
      'getent ahosts web',
      '10.96.0.80      STREAM web.default.svc.cluster.local\n10.96.0.80      DGRAM  \n' +
        '10.96.0.80      RAW    \n',
      0,
    ],
  ])('in %s: %s', (from, command, out, code) => {
    expect(said(from, command)).toEqual({ out, code })
  })
})
