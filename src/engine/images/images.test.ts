import { describe, expect, it } from 'vitest'
import { agnhost } from './agnhost'
import { busybox } from './busybox'
import { curl } from './curl'
import { byteLength } from './http'
import { httpEcho } from './http-echo'
import { nginx } from './nginx'
import { pause } from './pause'
import { launch } from './testing'
import { whoami } from './whoami'

const term = { type: 'signal', signal: 'SIGTERM' } as const

describe('nginx', () => {
  it('serves its welcome page on port 80, with the headers in its order', () => {
    const server = launch(nginx, nginx.command, { tag: '1.27-alpine' })
    expect(server.listening).toEqual(['80/TCP'])
    const { status, headers, body } = server.get('/') ?? { body: '' }
    expect([status, byteLength(body)]).toEqual([200, 615])
    expect(body).toContain('<title>Welcome to nginx!</title>')
    expect(Object.keys(headers ?? {})).toEqual([
      'Server',
      'Date',
      'Content-Type',
      'Content-Length',
      'Last-Modified',
      'Connection',
      'ETag',
      'Accept-Ranges',
    ])
    expect(headers?.Server).toBe('nginx/1.27.5')
  })
  it('has the longer page from 1.29.6 on', () => {
    expect(byteLength(launch(nginx).get('/')?.body ?? '')).toBe(896)
  })
  it('logs each request, and the file of one that is not there', () => {
    const server = launch(nginx, nginx.command, { tag: '1.22.1' })
    server.get('/')
    expect(server.log()).toMatch(
      /\n10\.244\.1\.9 - - \[23\/Nov\/2026:\S+ \+0000\] "GET \/ HTTP\/1\.1" 200 615 "-" .*\n$/,
    )
    const missing = server.get('/x')
    expect([missing?.status, missing?.body.length]).toEqual([404, 153])
    expect(server.log()).toContain(
      '[error] 30#30: *2 open() "/usr/share/nginx/html/x" failed (2: No such file or directory), ' +
        'client: 10.244.1.9, server: localhost, request: "GET /x HTTP/1.1", host: "web-svc"',
    )
    expect(server.get('/', { method: 'POST' })?.status).toBe(405)
  })
  it('ends at once on SIGTERM, and soon on SIGQUIT', () => {
    const quick = launch(nginx)
    quick.tell(term)
    expect(quick.exit).toBe(0)
    const graceful = launch(nginx)
    graceful.tell({ type: 'signal', signal: 'SIGQUIT' })
    expect(graceful.exit).toBeUndefined()
    graceful.pass(1)
    expect(graceful.exit).toBe(0)
    expect(graceful.log()).toContain('[notice] 1#1: signal 3 (SIGQUIT) received, shutting down')
  })
  it('serves a page that a script wrote before it', () => {
    const script =
      'echo "from $(hostname)" > /usr/share/nginx/html/index.html && nginx -g "daemon off;"'
    const server = launch(nginx, ['/bin/sh', '-c', script])
    expect(server.get('/')?.body).toBe('from web-1\n')
    server.tell(term)
    expect(server.exit).toBe(0)
  })
})

describe('whoami', () => {
  it('tells who answers, and what was asked', () => {
    const server = launch(whoami)
    expect(server.listening).toEqual(['80/TCP'])
    expect(server.get('/')?.body).toMatch(
      new RegExp(
        '^Hostname: web-1\nIP: 127.0.0.1\nIP: ::1\nIP: 10.244.1.5\nIP: fe80::[0-9a-f:]+\n' +
          'RemoteAddr: 10.244.1.9:43210\nGET / HTTP/1.1\r\nHost: web-svc\r\n' +
          'User-Agent: curl/8.12.1\r\nAccept: \\*/\\*\r\n\r\n$',
      ),
    )
    expect(server.log()).toMatch(/^2026\/11\/23 \d\d:\d\d:\d\d Starting up on port 80\n$/)
  })
  it('takes its port from a flag or a variable', () => {
    expect(launch(whoami, ['--port=8080']).listening).toEqual(['8080/TCP'])
    const environment = { WHOAMI_PORT_NUMBER: '8081' }
    expect(launch(whoami, [], { environment }).listening).toEqual(['8081/TCP'])
  })
  it('tells the same as JSON', () => {
    const body = launch(whoami).get('/api')?.body ?? ''
    expect(JSON.parse(body)).toMatchObject({ hostname: 'web-1', host: 'web-svc', method: 'GET' })
  })
  it('is ended by SIGTERM, as a Go program that does not ask for it', () => {
    const server = launch(whoami)
    server.tell(term)
    expect(server.exit).toBe(2)
  })
})

describe('agnhost', () => {
  const netexec = (...args: string[]) => launch(agnhost, ['netexec', ...args])

  it('pauses by default', () => {
    const process = launch(agnhost)
    expect(process.log()).toBe('Paused\n')
    process.tell(term)
    expect(process.exit).toBe(2)
  })
  it('netexec listens on 8080 and, for UDP, 8081', () => {
    expect(netexec().listening).toEqual(['8080/TCP', '8081/UDP'])
    expect(netexec('--http-port=80', '--udp-port=-1').listening).toEqual(['80/TCP'])
    expect(netexec('--http-port', '9000').listening).toContain('9000/TCP')
  })
  it('netexec tells the time as Go prints it', () => {
    const server = netexec()
    server.pass(1.25)
    expect(server.get('/')?.body).toMatch(
      /^NOW: 2026-11-23 \d\d:\d\d:\d\d\.25 \+0000 UTC m=\+1\.250000000$/,
    )
    expect(server.log()).toMatch(/ GET \/\n$/)
  })
  it.each([
    ['/hostname', 200, 'web-1'],
    ['/clientip', 200, '10.244.1.9:43210'],
    ['/healthz', 200, ''],
    ['/readyz', 200, 'ok'],
    ['/echo?msg=hello+world&code=503', 503, 'hello world'],
    ['/header?key=Host', 200, 'web-svc'],
    ['/nope', 200, expect.stringMatching(/^NOW: /)],
  ])('netexec answers %s', (path, status, body) => {
    expect(netexec().get(path)).toMatchObject({ status, body })
  })
  it('netexec is healthy only with its UDP server', () => {
    expect(netexec('--udp-port=-1').get('/healthz')?.status).toBe(412)
  })
  it('netexec answers datagrams', () => {
    const server = netexec()
    const from = '10.244.1.9:5000'
    for (const payload of ['hostname', 'echo Hi', 'clientip']) {
      server.tell({ type: 'datagram', id: 1, port: 8081, from, payload })
    }
    expect(server.replies).toEqual(['web-1', 'hi', from])
  })
  it('netexec dials as often as it is asked, one after the other', () => {
    const server = netexec()
    server.get('/dial?host=10.96.0.9&port=80&request=hostname&tries=3&protocol=http')
    expect(server.fetched).toMatchObject([{ url: 'http://10.96.0.9:80/hostname' }])
    server.answer({ status: 200, body: 'web-a' })
    expect(server.fetched).toHaveLength(2)
    server.answer({ reason: 'refused', address: '10.96.0.9' })
    server.answer({ status: 200, body: 'web-b' })
    expect(JSON.parse(server.response(1)?.body ?? '')).toEqual({
      errors: [
        'Get "http://10.96.0.9:80/hostname": dial tcp 10.96.0.9:80: connect: connection refused',
      ],
      responses: ['web-a', 'web-b'],
    })
  })
  it('netexec runs a command of its shell', () => {
    expect(netexec().get('/shell?cmd=hostname')?.body).toBe('{"output":"web-1\\n"}')
    expect(netexec().get('/shell?cmd=false')?.body).toBe('{"error":"exit status 1"}')
  })
  it('netexec exits with the code it is asked for', () => {
    const server = netexec()
    server.get('/exit?code=3&wait=2s')
    expect(server.exit).toBeUndefined()
    server.pass(2)
    expect(server.exit).toBe(3)
  })
  it('netexec ends at once on SIGTERM, or after the delay it was given', () => {
    const quick = netexec()
    quick.tell(term)
    expect(quick.exit).toBe(0)
    const slow = netexec('--delay-shutdown=5')
    slow.tell(term)
    expect(slow.get('/readyz')).toMatchObject({ status: 503, body: 'shutting down' })
    slow.pass(5)
    expect(slow.exit).toBe(0)
  })
  it('serve-hostname serves on for a minute after SIGTERM', () => {
    const server = launch(agnhost, ['serve-hostname'])
    expect(server.listening).toEqual(['9376/TCP'])
    server.tell(term)
    server.pass(59)
    expect(server.get('/')?.body).toBe('web-1')
    server.pass(1)
    expect(server.exit).toBe(0)
  })
  it('liveness falls ill after ten seconds', () => {
    const server = launch(agnhost, ['liveness'])
    expect(server.get('/healthz')?.status).toBe(200)
    server.pass(11)
    expect(server.get('/healthz')?.status).toBe(500)
  })
  it('refuses a command it does not have', () => {
    const process = launch(agnhost, ['nope'])
    expect([process.exit, process.log()]).toEqual([
      1,
      'Error: unknown command "nope" for "app"\nRun \'app --help\' for usage.\n',
    ])
  })
})

describe('http-echo', () => {
  it('answers any path with its text', () => {
    const server = launch(httpEcho, ['-text=hello', '-listen=:8080'])
    expect(server.listening).toEqual(['8080/TCP'])
    expect(server.get('/any')?.body).toBe('hello\n')
    expect(server.get('/health')?.body).toBe('{"status":"ok"}\n')
  })
  it('does not run without a text', () => {
    const process = launch(httpEcho)
    expect([process.exit, process.log()]).toEqual([
      127,
      'Missing -text option or ECHO_TEXT env var!\n',
    ])
  })
})

it('pause ends on SIGTERM', () => {
  const process = launch(pause)
  process.tell(term)
  expect(process.exit).toBe(0)
})

describe('busybox', () => {
  const sh = (script: string) => launch(busybox, ['sh', '-c', script])

  it('exits at once when it is given nothing to do', () => {
    expect(launch(busybox).exit).toBe(0)
  })
  it('sleeps, deaf to SIGTERM as process 1', () => {
    const process = launch(busybox, ['sleep', '1m'])
    process.tell(term)
    process.pass(59)
    expect(process.exit).toBeUndefined()
    process.pass(1)
    expect(process.exit).toBe(0)
    const forever = launch(busybox, ['sleep', 'infinity'])
    forever.pass(1_000_000)
    expect(forever.exit).toBeUndefined()
  })
  it.each([
    ['true', 0, ''],
    ['false', 1, ''],
    ['exit 3', 3, ''],
    ['echo one; echo two', 0, 'one\ntwo\n'],
    ['false && echo no || echo yes', 0, 'yes\n'],
    ['false; echo $?', 0, '1\n'],
    ['A="x y"; echo "$A" $A \'$A\'', 0, 'x y x y $A\n'],
    ['echo "I am $(hostname)"', 0, 'I am web-1\n'],
    ['if [ 1 -eq 2 ]; then echo a; elif true; then echo b; else echo c; fi', 0, 'b\n'],
    ['until true; do echo never; done; echo done', 0, 'done\n'],
    [
      'touch /tmp/a; cat /tmp/a && rm /tmp/a; cat /tmp/a',
      1,
      "cat: can't open '/tmp/a': No such file or directory\n",
    ],
    ['echo quiet > /dev/null; echo err 2>/dev/null', 0, 'err\n'],
    ['nope', 127, 'sh: nope: not found\n'],
    ['for i in 1 "2 3" $(seq 4 5); do echo $i; done', 0, '1\n2 3\n4\n5\n'],
    ['case x in y) ;; esac', 0, ''],
    ['select x in y', 2, 'sh: syntax error: unexpected "select"\n'],
    ['echo "open', 2, 'sh: syntax error: unterminated quoted string\n'],
  ])('sh -c %j', (script, code, output) => {
    const process = sh(script)
    expect([process.exit, process.log()]).toEqual([code, output])
  })
  it('loops over what takes time', () => {
    const process = sh('while true; do echo tick; sleep 5; done')
    process.pass(11)
    expect(process.log()).toBe('tick\ntick\ntick\n')
    process.tell(term)
    expect(process.exit).toBeUndefined()
  })
  it('lets others run while it loops without end', () => {
    const process = sh('while :; do :; done')
    process.pass(0.05)
    expect(process.exit).toBeUndefined()
  })
  it('writes what it fetched, and goes on', () => {
    const process = sh('wget -qO- -T 2 http://web-svc; echo; wget -qO- http://nope')
    expect(process.fetched).toMatchObject([{ url: 'http://web-svc', timeout: 2_000_000 }])
    process.answer({ status: 200, body: 'hi' })
    process.answer({ reason: 'name', rcode: 'NXDOMAIN' })
    expect([process.exit, process.log()]).toEqual([1, "hi\nwget: bad address 'nope'\n"])
  })
  it('lets an exec probe see the files of its script', () => {
    const process = sh('touch /tmp/healthy; sleep 30; rm -f /tmp/healthy; sleep 600')
    expect(process.exec('cat', '/tmp/healthy')).toEqual({ code: 0, output: '' })
    process.pass(31)
    expect(process.exec('/bin/sh', '-c', 'test -f /tmp/healthy')).toEqual({ code: 1, output: '' })
    expect(process.exec('cat', '/tmp/healthy')?.code).toBe(1)
    expect(process.exec('curl', 'localhost')).toBeUndefined()
  })
  it('serves files over HTTP in the foreground only', () => {
    const server = sh('mkdir /www; echo hello > /www/index.html; httpd -f -p 8080 -h /www')
    expect(server.listening).toEqual(['8080/TCP'])
    expect(server.get('/')?.body).toBe('hello\n')
    expect(server.get('/x')?.status).toBe(404)
    expect(launch(busybox, ['httpd', '-p', '8080']).exit).toBe(0)
  })
})

describe('curl', () => {
  const run = (...args: string[]) => launch(curl, args, { tag: '8.12.1' })
  const page = { status: 200, body: 'hi\n' }

  it('prints the body', () => {
    const process = run('-s', 'web-svc')
    expect(process.fetched).toMatchObject([
      { url: 'http://web-svc', headers: { 'User-Agent': 'curl/8.12.1' } },
    ])
    process.answer(page)
    expect([process.exit, process.log()]).toEqual([0, 'hi\n'])
  })
  it.each([
    [{ reason: 'name', rcode: 'NXDOMAIN' }, 6, 'Could not resolve host: web-svc'],
    [
      { reason: 'refused', address: '10.96.0.9' },
      7,
      'Failed to connect to web-svc port 81 after 2 ms: Could not connect to server',
    ],
    [
      { reason: 'timeout', address: '10.96.0.9', connected: false },
      28,
      'Connection timed out after 2 milliseconds',
    ],
    [{ reason: 'empty', address: '10.96.0.9' }, 52, 'Empty reply from server'],
    [{ reason: 'reset', address: '10.96.0.9' }, 56, 'Recv failure: Connection reset by peer'],
  ] as const)('words %j', (failure, code, text) => {
    const process = run('-sS', '-m', '2', 'http://web-svc:81/')
    process.pass(0.002)
    process.answer(failure)
    expect([process.exit, process.log()]).toEqual([code, `curl: (${code}) ${text}\n`])
  })
  it('is silent about errors with -s, and fails on a bad status with -f', () => {
    const silent = run('-s', 'nope')
    silent.answer({ reason: 'name', rcode: 'NXDOMAIN' })
    expect([silent.exit, silent.log()]).toEqual([6, ''])
    const failing = run('-sSf', 'web-svc')
    failing.answer({ status: 404, body: 'no' })
    expect([failing.exit, failing.log()]).toEqual([
      22,
      'curl: (22) The requested URL returned error: 404\n',
    ])
  })
  it('writes out what it is asked for', () => {
    const process = run(
      '-s',
      '-o',
      '/dev/null',
      '-w',
      '%{http_code} %{url_effective}\\n',
      'web-svc',
    )
    process.answer(page)
    expect(process.log()).toBe('200 http://web-svc/\n')
    const failed = run('-s', '-o', '/dev/null', '-w', '%{http_code}\\n', 'web-svc')
    failed.answer({ reason: 'refused', address: '10.96.0.9' })
    expect([failed.exit, failed.log()]).toEqual([7, '000\n'])
  })
  it('follows redirections with -L', () => {
    const process = run('-sL', 'web-svc/a')
    process.answer({ status: 302, headers: { Location: '/b' }, body: '' })
    process.answer(page)
    expect(process.fetched.map(({ url }) => url)).toEqual(['http://web-svc/a', 'http://web-svc/b'])
    expect(process.log()).toBe('hi\n')
  })
  it('shows its meter when it is not silent', () => {
    const process = run('web-svc')
    process.answer(page)
    expect(process.log()).toContain('  % Total    % Received % Xferd  Average Speed')
  })
  it('refuses what it does not know', () => {
    expect(run('--nope', 'web-svc').exit).toBe(2)
    expect(run('foo://x').exit).toBe(1)
  })
  it('its image runs other commands as they are', () => {
    const process = run('sleep', '5')
    process.pass(5)
    expect(process.exit).toBe(0)
    const loop = run('sh', '-c', 'while true; do curl -s http://web-svc; sleep 1; done')
    loop.answer(page)
    loop.pass(1)
    expect(loop.fetched).toHaveLength(2)
  })
})
