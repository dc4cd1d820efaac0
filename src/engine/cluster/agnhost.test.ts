import { beforeAll, describe, expect, it } from 'vitest'
import { Cluster } from '../cluster'
import { exec, pod, post } from '../testing/sessions'

const image = 'registry.k8s.io/e2e-test-images/agnhost:2.53'

// A server of each kind on node-3, Services in front of them, and a client on node-2.
function hosts(): Cluster {
  const cluster = Cluster.create({})
  cluster.settle()
  const server = (name: string, args: readonly string[], more: object = {}) =>
    pod(cluster, name, { image, args, ...more }, { nodeName: 'node-3' })
  server('exec', ['netexec', '--http-port=80', '--udp-port=8081'])
  server('ports', ['porter'], {
    env: [
      { name: 'SERVE_PORT_80', value: 'on eighty' },
      { name: 'SERVE_UDP_PORT_9000', value: 'by datagram' },
    ],
  })
  server('raw', ['serve-hostname', '--tcp', '--http=false', '--port=80'])
  server('files', ['test-webserver'])
  pod(cluster, 'client', { image, args: ['pause'] }, { nodeName: 'node-2' })
  for (const name of ['exec', 'ports', 'raw', 'files', 'nobody']) {
    const ports = [
      { name: 'web', port: 80 },
      { name: 'udp', port: 9000, targetPort: name === 'exec' ? 8081 : 9000, protocol: 'UDP' },
    ]
    post(cluster, 'services', { metadata: { name }, spec: { selector: { app: name }, ports } })
  }
  cluster.settle()
  return cluster
}

let cluster: Cluster
beforeAll(() => {
  cluster = hosts()
})

function ran(line: string) {
  const session = exec(cluster, 'client', ['sh', '-c', line])
  return { text: session.text(), error: session.text('stderr'), code: session.end }
}

describe('agnhost in a Pod', () => {
  it.each([
    ['exec:80', 0, ''],
    ['nobody:80', 1, 'REFUSED\n'],
    ['--timeout=2s 203.0.113.77:80', 1, 'TIMEOUT\n'],
    ['nosuch:80', 1, 'DNS: lookup nosuch on 10.96.0.10:53: no such host\n'],
    ['exec', 1, 'UNKNOWN: address exec: missing port in address\n'],
    ['--protocol=udp exec:9000', 0, ''],
    ['--protocol=sctp exec:80', 1, 'connect: SCTP is not simulated here\n'],
  ])('connect %s', (args, code, error) => {
    expect(ran(`/agnhost connect ${args}`)).toEqual({ text: '', error, code })
  })

  it('connect tells of datagrams that were rejected, and of those that nobody answered', () => {
    const udp = '/agnhost connect --protocol=udp --timeout=1s'
    expect(ran(`${udp} nobody:9000`).error).toMatch(
      /^REFUSED: read udp 10\.244\.1\.\d+:\d+->10\.\S+:9000: read: connection refused\n$/,
    )
    expect(ran(`${udp} 203.0.113.77:9000`).error).toMatch(/^TIMEOUT: read udp \S+: i\/o timeout\n$/)
  })

  it('porter serves what its variables say', () => {
    expect(ran('curl -s ports').text).toBe('on eighty')
    expect(ran('echo | nc -u -w 1 ports 9000').text).toBe('by datagram')
  })

  it('serve-hostname speaks first, where it speaks TCP', () => {
    expect(ran('nc -w 1 raw 80 < /dev/null').text).toBe('raw')
  })

  it('test-webserver serves files', () => {
    expect(ran('curl -s files/etc/hostname').text).toBe('files\n')
    expect(ran('curl -s -o /dev/null -w "%{http_code}" files/nope').text).toBe('404')
    expect(ran('curl -s files/').text).toContain('<a href="etc/">etc/</a>\n')
  })

  it('netexec dials by name, by datagram too', () => {
    const dial = (query: string) => ran(`curl -s 'exec/dial?${query}'`).text
    expect(JSON.parse(dial('host=ports&port=80&request=x&tries=2'))).toEqual({
      responses: ['on eighty', 'on eighty'],
    })
    expect(dial('host=exec&port=9000&protocol=udp&request=hostname')).toBe('{"responses":["exec"]}')
    expect(dial('host=nosuch&port=80&request=x')).toBe(
      'host and/or port param are invalid. lookup nosuch on 10.96.0.10:53: no such host\n',
    )
    expect(dial('host=nobody&port=9000&protocol=udp&request=hostname')).toMatch(
      /reading from udp connection failed\. err:'read udp \S+:9000: read: connection refused'/,
    )
  })

  it('netexec takes in a file', () => {
    const line = 'echo hello > /tmp/a; curl -s -F file=@/tmp/a exec/upload'
    expect(ran(line).text).toMatch(/^\{"output":"\/uploads\/upload\d+"\}$/)
    expect(ran('curl -s exec/serverport').text).toBe('80')
  })

  it('prints what its resolver goes by', () => {
    expect(ran('/agnhost dns-server-list').text).toBe('10.96.0.10\n')
    expect(ran('/agnhost dns-suffix').text).toBe(
      'default.svc.cluster.local,svc.cluster.local,cluster.local\n',
    )
    expect(ran('/agnhost etc-hosts').text).toMatch(/\tclient\n\n$/)
  })

  it('says of its rarer commands that they are not there, and knows no others', () => {
    expect(ran('/agnhost guestbook').error).toBe('agnhost: guestbook is not simulated here\n')
    expect(ran('/agnhost nonsense').error).toBe(
      'Error: unknown command "nonsense" for "app"\nRun \'app --help\' for usage.\n',
    )
  })
})

describe('curl in a Pod', () => {
  it('puts data into the query, and encodes what is to be encoded', () => {
    expect(ran('curl -s -G exec/echo --data-urlencode "msg=a b&c" -d code=201').text).toBe('a b&c')
  })

  it('goes to the address that it is given for a name', () => {
    const line =
      'curl -s --resolve shop.test:80:$EXEC_SERVICE_HOST "http://shop.test/header?key=Host"'
    expect(ran(line)).toMatchObject({ text: 'shop.test', code: 0 })
  })

  it('tells a server the name that a header gives', () => {
    expect(ran('curl -s -H "Host: foo.test" "exec/header?key=Host"').text).toBe('foo.test')
  })

  it('retries what may pass', () => {
    const { error, code } = ran('curl -sS --retry 2 --retry-connrefused nobody; true')
    expect([error.match(/Failed to connect/g)?.length, code]).toEqual([3, 0])
    const loud = ran('curl --retry 1 --retry-connrefused -o /dev/null nobody').error
    expect(loud).toContain(
      'Warning: Problem: connection refused. Will retry in 1 second. 1 retry left.',
    )
  })

  it('retries whatever answer says that it may pass, and names that nobody knows yet', () => {
    const asked = ran('curl -s --retry 1 "exec/echo?msg=busy&code=502"')
    expect(asked.text).toBe('busybusy')
    const named = ran('curl --retry 1 -o /dev/null http://nowhere.test')
    expect(named.code).toBe(6)
    expect(named.error.match(/Could not resolve host/g)).toHaveLength(2)
    expect(named.error).toContain('Problem: timeout. Will retry in 1 second. 1 retry left.')
  })

  it.each([
    ['curl -d @/nope exec', 26, 'curl: (26) Failed to open/read local data from file/application'],
    ['curl -sS --max-time x exec', 2, 'expected a proper numerical parameter'],
    ['curl -sS --bogus exec', 2, 'curl: option --bogus: is unknown'],
    [
      'curl -sSL --max-redirs 1 "exec/redirect?location=/redirect%3Flocation=/"',
      47,
      '(47) Maximum (1)',
    ],
  ])('%s ends with %d', (line, code, words) => {
    const { error, code: end } = ran(line)
    expect([end, error]).toEqual([code, expect.stringContaining(words)])
  })
})

describe("busybox's wget and ping in a Pod", () => {
  it('wget sends data and headers', () => {
    const line = 'wget -q -O - --header "X-Team: shop" --post-data a=1 "exec/header?key=X-Team"'
    expect(ran(line).text).toBe('shop')
  })

  it.each([
    ['wget -T 1 -O- nobody:80', /^Connecting to nobody:80 \(10\.\S+:80\)\nwget: can't connect/],
    ['wget', /^BusyBox v1\S+ multi-call binary\.\n\nUsage: wget /],
    ['wget --bogus exec', /^wget: unrecognized option '--bogus'\nBusyBox /],
    ['wget -T x exec', /^wget: invalid number 'x'\n$/],
    ['ping -Y exec', /^ping: invalid option -- 'Y'\nBusyBox /],
    ['ping -c', /^ping: option requires an argument -- 'c'\nBusyBox /],
    ['ping -c 1 -W x exec', /^ping: invalid number 'x'\n$/],
  ])('%s fails in the words of the real one', (line, words) => {
    const { error, code } = ran(line)
    expect(error).toMatch(words)
    expect(code).toBe(1)
  })
})
