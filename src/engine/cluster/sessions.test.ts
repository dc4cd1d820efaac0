import { beforeAll, describe, expect, it } from 'vitest'
import type { ConnectRequest } from '../api/request'
import { Cluster } from '../cluster'
import type { RequestRecord } from '../network/record'
import { milliseconds, seconds } from '../sim'
import { connect, exec, type TestSession } from '../testing/sessions'

const PODS = '/api/v1/namespaces/default/pods'

const post = (cluster: Cluster, plural: string, body: object) =>
  cluster.request({ method: 'POST', path: `/api/v1/namespaces/default/${plural}`, body })

function pod(cluster: Cluster, name: string, container: object, more: object = {}): void {
  const spec = { containers: [{ name: 'main', image: 'busybox', ...container }], ...more }
  post(cluster, 'pods', { metadata: { name, labels: { app: name } }, spec })
}

function settled(): Cluster {
  const cluster = Cluster.create({ seed: 3 })
  cluster.settle()
  post(cluster, 'configmaps', { metadata: { name: 'page' }, data: { 'index.html': 'mounted\n' } })
  pod(cluster, 'web', { image: 'nginx:alpine' })
  pod(cluster, 'box', { command: ['sleep', '3600'] })
  pod(cluster, 'old', { image: 'busybox:1.28', command: ['sleep', '3600'] })
  pod(cluster, 'two', { command: ['sleep', '3600'] })
  const ports = [{ port: 80 }]
  post(cluster, 'services', {
    metadata: { name: 'web-svc' },
    spec: { selector: { app: 'web' }, ports },
  })
  post(cluster, 'services', {
    metadata: { name: 'db' },
    spec: { clusterIP: 'None', selector: { app: 'box' }, ports },
  })
  const mounts = [{ name: 'page', mountPath: '/usr/share/nginx/html' }]
  const volumes = [
    { name: 'page', configMap: { name: 'page' } },
    { name: 'work', emptyDir: {} },
  ]
  const volumeMounts = [...mounts, { name: 'work', mountPath: '/work' }]
  pod(cluster, 'mounted', { image: 'nginx:alpine', volumeMounts }, { volumes })
  cluster.settle()
  return cluster
}

/** A session that must not be refused. */
function opened(cluster: Cluster, request: ConnectRequest): TestSession {
  const session = connect(cluster, request)
  if (!('wait' in session)) throw new Error(session.message)
  return session
}

const shell = (cluster: Cluster, query: ConnectRequest['query'] = {}): TestSession =>
  opened(cluster, {
    method: 'POST',
    path: `${PODS}/box/exec`,
    query: { command: 'sh', stdin: 'true', stdout: 'true', stderr: 'true', ...query },
  })

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
  ])('%s', (_, name, command, code, output) => {
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
    expect(run('mounted', 'sh', '-c', 'echo y > /work/y; cat /work/y').text()).toBe('y\n')
  })
  it('says what the runtime says of a program that is not there', () => {
    expect(run('box', 'nosuch').end).toMatch(
      /^Internal error occurred: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "[0-9a-f]{64}": OCI runtime exec failed: exec failed: unable to start container process: exec: "nosuch": executable file not found in \$PATH: unknown$/,
    )
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

describe('a terminal', () => {
  it('prompts, echoes, corrects, interrupts and ends', () => {
    const cluster = settled()
    const session = shell(cluster, { tty: 'true' })
    expect(session.text()).toBe('/ # ')
    session.type('cd /etx\x7fc\r')
    session.type('pwd\r')
    session.type('sleep 100\r')
    session.pass(seconds(1)).type('\x03')
    session.type('echo $?\r')
    session.type('\x1b[A\r')
    session.type('\x04')
    expect(session.text()).toBe(
      '/ # cd /etx\b \bc\r\n/etc # pwd\r\n/etc\r\n/etc # sleep 100\r\n^C\r\n' +
        '/etc # echo $?\r\n130\r\n/etc # echo $?\r\n0\r\n/etc # \r\n',
    )
    expect(session.end).toBe(0)
  })
  it('asks on until a command is whole', () => {
    const session = shell(settled(), { tty: 'true' })
    session.type('for i in 1 2\r')
    session.type('do echo $i; done\r')
    expect(session.text()).toBe('/ # for i in 1 2\r\n> do echo $i; done\r\n1\r\n2\r\n/ # ')
  })
  it('is none without tty: commands are read as they come, and nothing is echoed', () => {
    const session = shell(settled())
    session.type('echo a\nfalse\n')
    session.send({ type: 'end' })
    expect([session.text(), session.end]).toEqual(['a\n', 1])
  })
  it('hangs up on its command when its client goes', () => {
    const cluster = settled()
    const session = shell(cluster, { tty: 'true', command: ['sleep', '1000'] })
    session.send({ type: 'close' })
    expect(exec(cluster, 'box', ['ps']).text()).not.toContain('sleep 1000')
  })
})

describe('attach', () => {
  const attach = (cluster: Cluster, name: string) =>
    opened(cluster, {
      method: 'POST',
      path: `${PODS}/${name}/attach`,
      query: { stdin: 'true', stdout: 'true', tty: 'true' },
    })
  const interactive = { stdin: true, stdinOnce: true, tty: true }

  it('finds all that a short command has said, and lets it end then', () => {
    const cluster = settled()
    pod(cluster, 'short', { ...interactive, args: ['echo', 'hi'] }, { restartPolicy: 'Never' })
    cluster.advance(cluster.now + seconds(5))
    const phase = () => cluster.reader().get('Pod', 'default', 'short')?.status.phase
    expect(phase()).toBe('Running')
    const session = attach(cluster, 'short').wait()
    expect([session.text(), session.end]).toEqual(['hi\r\n', 0])
    cluster.advance(cluster.now + seconds(3))
    expect(phase()).toBe('Succeeded')
  })
  it('is not waited for for ever', () => {
    const cluster = settled()
    pod(cluster, 'short', { ...interactive, args: ['echo', 'hi'] }, { restartPolicy: 'Never' })
    cluster.advance(cluster.now + seconds(40))
    expect(cluster.reader().get('Pod', 'default', 'short')?.status.phase).toBe('Succeeded')
  })
  it('speaks with a shell, which ends when its only client goes', () => {
    const cluster = settled()
    pod(cluster, 'shell', interactive, { restartPolicy: 'Never' })
    cluster.advance(cluster.now + seconds(5))
    const session = attach(cluster, 'shell')
    session.type('hostname\r')
    expect(session.text()).toBe('/ # hostname\r\nshell\r\n/ # ')
    session.send({ type: 'close' })
    cluster.advance(cluster.now + seconds(3))
    expect(cluster.reader().get('Pod', 'default', 'shell')?.status.phase).toBe('Succeeded')
  })
  it('hears from then on what a server says', () => {
    const cluster = settled()
    const session = opened(cluster, {
      method: 'GET',
      path: `${PODS}/web/attach`,
      query: { stdout: 'true', stderr: 'true' },
    })
    exec(cluster, 'box', ['wget', '-qO-', 'web-svc'])
    session.pass(0)
    expect(session.text()).toMatch(
      /^[\d.]+ - - \[.*\] "GET \/ HTTP\/1\.1" 200 896 "-" "Wget" "-"\n$/,
    )
  })
})

describe('portforward', () => {
  const REQUEST = 'GET / HTTP/1.1\r\nHost: localhost:8080\r\nUser-Agent: test\r\n\r\n'
  const forward = (cluster: Cluster) =>
    opened(cluster, { method: 'GET', path: `${PODS}/web/portforward` })

  it('carries requests to the Pod itself, and its answers back', () => {
    const session = forward(settled())
    session.send({ type: 'connect', connection: 1, port: 80 })
    session.send({ type: 'data', connection: 1, text: REQUEST.slice(0, 20) })
    session.send({ type: 'data', connection: 1, text: REQUEST.slice(20) + REQUEST })
    session.send({ type: 'finish', connection: 1 })
    session.pass(seconds(1))
    const [first, second, end] = session.chunks
    expect(first).toMatchObject({
      type: 'data',
      text: expect.stringMatching(/^HTTP\/1\.1 200 OK\r\n/),
    })
    expect(second).toEqual(first)
    expect(end).toEqual({ type: 'closed', connection: 1 })
  })
  it('says in the words of the kubelet that nothing listens', () => {
    const session = forward(settled())
    session.send({ type: 'connect', connection: 1, port: 81 })
    expect(session.chunks).toEqual([
      {
        type: 'closed',
        connection: 1,
        error: expect.stringMatching(
          /^error forwarding port 81 to pod [0-9a-f]{64}, uid : failed to execute portforward in network namespace "\/var\/run\/netns\/cni-[0-9a-f-]{36}": failed to connect to localhost:81 inside namespace "[0-9a-f]{64}", IPv4: dial tcp4 127\.0\.0\.1:81: connect: connection refused /,
        ),
      },
    ])
  })
  it('lets the laptop in by a port of its own, past the Service', () => {
    const cluster = settled()
    const session = forward(cluster)
    const records: RequestRecord[] = []
    cluster.observe({ request: (record) => records.push(record) })
    session.send({ type: 'listen', localPort: 8080, port: 80 })
    session.send({ type: 'listen', localPort: 8080, port: 81 })
    const curl = () =>
      opened(cluster, {
        method: 'POST',
        path: '/playground/v1/hosts/laptop/exec',
        query: { command: ['curl', '-s', 'localhost:8080'], stdout: 'true', stderr: 'true' },
      }).wait()
    expect(curl().text()).toContain('Welcome to nginx!')
    session.pass(0)
    expect(session.chunks.map(({ type }) => type)).toEqual(['listening', 'refused', 'accepted'])
    const [record] = records.filter(({ client, ended }) => client === 'external/visitor' && ended)
    expect(record).toMatchObject({ server: 'pod/default/web', outcome: 'ok' })
    expect(record?.service).toBeUndefined()
    expect(new Set(record?.legs.flatMap(({ from, to }) => [from, to]))).toEqual(
      new Set(['external/visitor', 'pod/default/web']),
    )
    session.send({ type: 'close' })
    expect(curl().end).toBe(7)
  })
})

describe('the log of a container', () => {
  let cluster: Cluster
  beforeAll(() => {
    cluster = settled()
    const second = { name: 'second', image: 'busybox', command: ['sleep', '3600'] }
    const first = { name: 'first', image: 'busybox', command: ['sh', '-c', 'echo one; sleep 5'] }
    post(cluster, 'pods', { metadata: { name: 'pair' }, spec: { containers: [first, second] } })
    post(cluster, 'pods', {
      metadata: { name: 'lost' },
      spec: { containers: [{ name: 'main', image: 'nginx:nosuch' }] },
    })
    cluster.advance(cluster.now + seconds(20))
  })
  const log = (name: string, query: Readonly<Record<string, string>> = {}) =>
    cluster.request({ method: 'GET', path: `${PODS}/${name}/log`, query })

  it('is plain text', () => {
    expect(log('pair', { container: 'first' })).toEqual({
      status: 200,
      body: 'one\n',
      contentType: 'text/plain',
    })
  })
  it.each([
    ['pair', {}, 'a container name must be specified for pod pair, choose one of: [first second]'],
    ['pair', { container: 'x' }, 'container x is not valid for pod pair'],
    [
      'lost',
      {},
      'container "main" in pod "lost" is waiting to start: trying and failing to pull image',
    ],
    ['box', { previous: 'true' }, 'previous terminated container "main" in pod "box" not found'],
    ['nope', {}, 'pods "nope" not found'],
  ])('of %s with %o is refused', (name, query, message) => {
    expect(log(name, query)).toMatchObject({ body: { status: 'Failure', message } })
  })
  it('is cut as asked, and has the time of each line', () => {
    expect(log('web', { tailLines: '1', timestamps: 'true' })).toMatchObject({
      body: expect.stringMatching(/^2026-01-01T00:00:\d\d\.\d{9}Z .*start worker process 30\n$/),
    })
    expect(log('web', { tailLines: '1', limitBytes: '4' })).toMatchObject({ body: '2026' })
    expect(log('web', { sinceSeconds: '1' })).toMatchObject({ body: '' })
  })
  it('is followed while it grows, and to the end of the run', () => {
    const response = log('pair', { container: 'first', follow: 'true', tailLines: '0' })
    if (!('stream' in response)) throw new Error('no stream')
    expect(response.stream).toMatchObject({ type: 'log', line: 1 })
    const { events, cursor } = cluster.poll({ ...response.stream, line: 0 } as never)
    expect(events).toEqual(['one\n'])
    cluster.advance(cluster.now + seconds(60))
    if (cursor) expect(cluster.poll(cursor).cursor).toBeUndefined()
  })
})

describe('sessions in time', () => {
  function told(batch?: number): Cluster {
    const cluster = settled()
    const start = cluster.now
    const session = shell(cluster, { tty: 'true' })
    session.type('echo kept > /tmp/x; nslookup web-svc\r')
    const end = start + seconds(3)
    while (cluster.now < end) cluster.advance(Math.min(cluster.now + milliseconds(7), end), batch)
    session.type('cat /tmp/x; sleep 1; exit\r')
    cluster.advance(start + seconds(6))
    return cluster
  }
  it('are inputs: the same happens again, whatever the way there', () => {
    const cluster = told()
    const digest = cluster.digest()
    expect(told(1).digest()).toBe(digest)
    const end = cluster.now
    for (const back of [1, 4]) {
      cluster.seek(end - seconds(back))
      cluster.seek(end)
      expect(cluster.digest()).toBe(digest)
    }
    const fork = cluster.fork()
    expect(fork.digest()).toBe(digest)
    exec(fork, 'box', ['sh', '-c', 'echo more >> /tmp/x'])
    expect(fork.digest()).not.toBe(digest)
    expect(cluster.digest()).toBe(digest)
  })
  it('end with the container they are in', () => {
    const cluster = settled()
    const session = shell(cluster, { command: ['sleep', '1000'] })
    cluster.request({ method: 'DELETE', path: `${PODS}/box`, query: { gracePeriodSeconds: '0' } })
    expect(session.wait(seconds(60)).end).toBe(137)
  })
})
