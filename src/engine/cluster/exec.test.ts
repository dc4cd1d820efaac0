import { beforeAll, describe, expect, it } from 'vitest'
import type { Cluster } from '../cluster'
import { connect, exec, PODS, settled } from '../testing/sessions'

// As the API server passes on what the kubelet has heard from the runtime.
const NOT_FOUND = new RegExp(
  '^Internal error occurred: Internal error occurred: error executing command in container: ' +
    'failed to exec in container: failed to start exec "[0-9a-f]{64}": OCI runtime exec failed: ' +
    'exec failed: unable to start container process: exec: "nosuch": ' +
    'executable file not found in \\$PATH: unknown$',
)

describe('exec', () => {
  let cluster: Cluster
  let address: string
  beforeAll(() => {
    cluster = settled()
    address = cluster.reader().get('Service', 'default', 'web-svc')?.spec.clusterIP ?? ''
  })
  const run = (name: string, ...command: string[]) => exec(cluster, name, command)

  it.each<[string, string, string[], number, string]>([
    ['says who it is', 'box', ['hostname'], 0, 'box\n'],
    ['ends with the code of its command', 'box', ['sh', '-c', 'echo a; exit 3'], 3, 'a\n'],
    ['has arguments with blanks', 'box', ['echo', 'a b', 'c'], 0, 'a b c\n'],
    [
      'finds its resolver configured',
      'box',
      ['cat', '/etc/resolv.conf'],
      0,
      'search default.svc.cluster.local svc.cluster.local cluster.local\n' +
        'nameserver 10.96.0.10\noptions ndots:5\n',
    ],
    ['finds its namespace', 'box', ['cat', '/run/secrets/x'], 1, ''],
    [
      'finds the files of its account',
      'box',
      ['ls', '/var/run/secrets/kubernetes.io/serviceaccount'],
      0,
      'ca.crt\nnamespace\ntoken\n',
    ],
    ['finds a mounted ConfigMap', 'mounted', ['ls', '/usr/share/nginx/html'], 0, 'index.html\n'],
    [
      'leads pipes from one to the next',
      'box',
      ['sh', '-c', 'seq 5 | tail -n 2 | wc -l'],
      0,
      '2\n',
    ],
    ['reads here-documents', 'box', ['sh', '-c', 'cat <<E\nit is $((1 + 2))\nE'], 0, 'it is 3\n'],
    [
      'counts',
      'box',
      ['sh', '-c', 'i=0; while [ $i -lt 3 ]; do i=$((i+1)); done; echo $i'],
      0,
      '3\n',
    ],
    [
      'waits for what is in the background',
      'box',
      ['sh', '-c', 'sleep 2 & wait; echo done'],
      0,
      'done\n',
    ],
    [
      'ends what nobody reads',
      'box',
      ['sh', '-c', 'while true; do echo a; sleep 1; done | head -n 2'],
      0,
      'a\na\n',
    ],
  ])('%s', (...[, name, command, code, output]) => {
    const session = run(name, ...command)
    expect([session.end, session.text()]).toEqual([code, output])
  })

  it('asks for a short name in every domain, and fails where one of them is missing', () => {
    const missing = (domain: string) => `** server can't find web-svc.${domain}: NXDOMAIN\n\n`
    const rest = missing('svc.cluster.local') + missing('cluster.local')
    const { end, chunks } = run('box', 'nslookup', 'web-svc')
    const text = chunks.map((chunk) => (chunk.type === 'stdout' ? chunk.text : '')).join('')
    expect(text).toBe(
      'Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\n' +
        `Name:\tweb-svc.default.svc.cluster.local\nAddress: ${address}\n\n${rest}\n${rest}`,
    )
    expect(end).toBe(1)
  })
  it.each([
    ['web-svc.default.svc.cluster.local', 0, /Name:\tweb-svc\..*\nAddress: [\d.]+\n\n\n$/],
    [
      'example.com',
      0,
      /\n\nNon-authoritative answer:\nName:\texample\.com\nAddress: 93\.184\.216\.34\n\n\n$/,
    ],
    [
      'nope.default.svc.cluster.local',
      1,
      /find nope\.default\.svc\.cluster\.local: NXDOMAIN\n\n\*\*/,
    ],
    [
      '10.96.0.10',
      0,
      /10\.0\.96\.10\.in-addr\.arpa\tname = kube-dns\.kube-system\.svc\.cluster\.local\n\n$/,
    ],
  ])('looks up %s', (name, code, output) => {
    const session = run('box', 'nslookup', name)
    expect(session.text()).toMatch(output)
    expect(session.end).toBe(code)
  })
  it('looks names up as busybox 1.28 did', () => {
    expect(run('old', 'nslookup', 'web-svc').text()).toBe(
      'Server:    10.96.0.10\nAddress 1: 10.96.0.10 kube-dns.kube-system.svc.cluster.local\n\n' +
        `Name:      web-svc\nAddress 1: ${address} web-svc.default.svc.cluster.local\n`,
    )
    const missing = run('old', 'nslookup', 'nope')
    expect([missing.end, missing.text('stderr')]).toEqual([1, "nslookup: can't resolve 'nope'\n"])
  })
  it('writes files that only its container sees, and a server serves', () => {
    run('web', 'sh', '-c', 'echo mine > /usr/share/nginx/html/index.html')
    expect(run('web', 'curl', '-s', 'localhost').text()).toBe('mine\n')
    expect(run('mounted', 'curl', '-s', 'localhost').text()).toBe('mounted\n')
    const refused = run('mounted', 'sh', '-c', 'echo x > /usr/share/nginx/html/x')
    expect(refused.text('stderr')).toBe(
      "sh: can't create /usr/share/nginx/html/x: Read-only file system\n",
    )
    expect(run('mounted', 'sh', '-c', 'echo y > /scratch/y; cat /scratch/y').text()).toBe('y\n')
  })
  it('ends a script that calls itself, or expands itself', () => {
    const write = 'echo "sh /tmp/x" > /tmp/x; echo "echo \\$(sh /tmp/y)" > /tmp/y; sh /tmp/x'
    const own = run('two', 'sh', '-c', write)
    expect([own.end, own.text('stderr')]).toEqual([
      2,
      "sh: can't fork: Resource temporarily unavailable\n",
    ])
    expect(run('two', 'sh', '/tmp/y').end).toBe(0)
  })
  it('does not wait for an expression that would never be done', () => {
    const text = 'a'.repeat(60)
    const session = run('two', 'sh', '-c', `echo ${text}b | grep -E '(a+)+$'`)
    expect([session.end, session.text('stderr')]).toEqual([2, "grep: bad regex '(a+)+$'\n"])
  })
  it('finds bash in Debian, and not in Alpine', () => {
    expect(run('debian', 'bash', '-c', 'nosuch').text('stderr')).toBe(
      'bash: line 1: nosuch: command not found\n',
    )
    expect(run('web', 'bash').end).toMatch(/exec: "bash": executable file not found in \$PATH/)
  })
  it('knows the names that the Pod was given', () => {
    expect(run('debian', 'curl', '-s', 'http://other.test').text()).toBe('mounted\n')
  })
  it('says what the runtime says of a program that is not there', () => {
    expect(run('box', 'nosuch').end).toMatch(NOT_FOUND)
  })
  it.each([
    ['/nope/exec', {}, 404, 'pods "nope" not found'],
    ['/box/exec', { container: 'x' }, 400, 'container x is not valid for pod box'],
    ['/box/exec', { command: [] }, 400, 'you must specify at least one command for the container'],
    ['/box/attach', { stdout: '' }, 400, 'you must specify at least 1 of stdin, stdout, stderr'],
  ])('is refused: %s %o', (path, query, code, message) => {
    const refused = connect(cluster, {
      method: 'GET',
      path: PODS + path,
      query: { command: 'true', stdout: 'true', ...query },
    })
    expect(refused).toMatchObject({ status: 'Failure', code, message })
  })
})
