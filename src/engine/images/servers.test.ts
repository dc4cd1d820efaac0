import { describe, expect, it } from 'vitest'
import { httpbin } from './httpbin'
import { httpd } from './httpd'
import { mysqlServer } from './mysql'
import { hello } from './nginx/hello'
import { postgres } from './postgres'
import { redis } from './redis'
import { registry } from './registry'
import { type Bench, launch } from './testing'

const textOn = (bench: Bench, stream: number): string =>
  bench.sent.map((each) => (each.stream === stream ? (each.text ?? '<closed>') : '')).join('')

/** A client says something, all at once; what it hears. */
function says(bench: Bench, text: string): string {
  bench.tell({ type: 'accepted', id: 7, port: 6379, from: '10.244.1.9:40000' })
  bench.tell({ type: 'data', id: 7, text })
  return textOn(bench, 7)
}

describe('redis', () => {
  it('is ready on port 6379, and says so', () => {
    const server = launch(redis)
    expect(server.listening).toEqual(['6379/TCP'])
    expect(server.log()).toMatch(
      /1:M 23 Nov 2026 \d\d:\d\d:\d\d\.\d{3} \* Ready to accept .* tcp\n$/,
    )
  })
  it.each([
    ['PING\r\n', '+PONG\r\n'],
    ['*1\r\n$4\r\nPING\r\n', '+PONG\r\n'],
    ['SET a 1\r\nINCR a\r\nGET a\r\n', '+OK\r\n:2\r\n$1\r\n2\r\n'],
    ['SET a "x y"\r\nget a\r\n', '+OK\r\n$3\r\nx y\r\n'],
    ['GET nope\r\n', '$-1\r\n'],
    ['SET a 1 NX\r\nSET a 2 NX\r\n', '+OK\r\n$-1\r\n'],
    ['RPUSH l a b c\r\nLRANGE l 0 -2\r\n', ':3\r\n*2\r\n$1\r\na\r\n$1\r\nb\r\n'],
    ['SET a1 x\r\nKEYS a[^a-z]\r\n', '+OK\r\n*1\r\n$2\r\na1\r\n'],
    ['SET a1 x\r\nKEYS [9-0\r\nKEYS a[9-0]\r\n', '+OK\r\n*0\r\n*0\r\n'],
    ['HSET h k v\r\nHGETALL h\r\n', ':1\r\n*2\r\n$1\r\nk\r\n$1\r\nv\r\n'],
    [
      'LPUSH l a\r\nGET l\r\n',
      ':1\r\n-WRONGTYPE Operation against a key holding the wrong kind of value\r\n',
    ],
    ['GET\r\n', "-ERR wrong number of arguments for 'get' command\r\n"],
    ['nope 1 2\r\n', "-ERR unknown command 'nope', with args beginning with: '1' '2' \r\n"],
    ['QUIT\r\n', '+OK\r\n<closed>'],
  ])('answers %j', (asked, heard) => {
    expect(says(launch(redis), asked)).toBe(heard)
  })
  it('forgets a key whose time is over', () => {
    const server = launch(redis)
    says(server, 'SET a 1 EX 2\r\n')
    server.pass(2)
    server.tell({ type: 'data', id: 7, text: 'GET a\r\n' })
    expect(textOn(server, 7)).toBe('+OK\r\n$-1\r\n')
  })
  it('hangs up on a web client without a word, and logs why', () => {
    const server = launch(redis)
    expect(says(server, 'GET / HTTP/1.1\r\nHost: redis:6379\r\n\r\n')).toBe('<closed>')
    expect(server.log()).toContain('Possible SECURITY ATTACK detected.')
  })
  it('asks for its password', () => {
    const server = launch(redis, ['redis-server', '--requirepass', 's3cret'])
    expect(says(server, 'PING\r\nAUTH no\r\nAUTH s3cret\r\nPING\r\n')).toBe(
      '-NOAUTH Authentication required.\r\n' +
        '-WRONGPASS invalid username-password pair or user is disabled.\r\n+OK\r\n+PONG\r\n',
    )
  })
})

describe('mysql', () => {
  it('does not begin without a word on the password', () => {
    const server = launch(mysqlServer)
    expect(server.exit).toBe(1)
    expect(server.log()).toContain('[ERROR] [Entrypoint]: Database is uninitialized and password')
  })
  it('takes its time, then greets whoever comes', () => {
    const server = launch(mysqlServer, ['mysqld'], { environment: { MYSQL_ROOT_PASSWORD: 'x' } })
    server.pass(10)
    expect(server.listening).toEqual([])
    server.pass(1)
    expect(server.listening).toEqual(['3306/TCP'])
    expect(server.log()).toMatch(/ready for connections\. Version: '9\..*port: 3306/)
    server.tell({ type: 'accepted', id: 7, port: 3306, from: '10.244.1.9:40000' })
    expect(textOn(server, 7)).toMatch(/^.{3}\0\n9\.5\.0\0.*caching_sha2_password\0$/s)
  })
})

describe('postgres', () => {
  it('does not begin without a password', () => {
    const server = launch(postgres)
    expect([server.exit, server.log().split('\n')[0]]).toEqual([
      1,
      'Error: Database is uninitialized and superuser password is not specified.',
    ])
  })
  it('is silent until it is spoken to, and hangs up on what is not its protocol', () => {
    const server = launch(postgres, ['postgres'], { environment: { POSTGRES_PASSWORD: 'x' } })
    server.pass(2)
    expect(server.log()).toContain('database system is ready to accept connections\n')
    expect(says(server, 'GET / HTTP/1.1\r\n\r\n')).toBe('<closed>')
    server.tell({ type: 'data', id: 8, text: '\0\0\0\u0017\0\u0003\0\0user\0postgres\0\0' })
    expect(textOn(server, 8)).toContain('SCRAM-SHA-256')
  })
  it.each([
    ['17', 'gnu'],
    ['17-alpine', 'musl'],
  ])('%s is built for the library of its system, %s', (tag, libc) => {
    const environment = { POSTGRES_PASSWORD: 'x' }
    const server = launch(postgres, ['postgres'], { environment, tag })
    server.pass(2)
    expect(server.log()).toContain(`starting PostgreSQL 17.7 on x86_64-pc-linux-${libc}\n`)
  })
  it('is stopped as its image asks, which is fast', () => {
    const server = launch(postgres, ['postgres'], { environment: { POSTGRES_PASSWORD: 'x' } })
    server.tell({ type: 'signal', signal: postgres.stopSignal ?? 'SIGTERM' })
    expect(server.log()).toContain('received fast shutdown request\n')
    expect(server.exit).toBe(0)
  })
})

describe('httpd', () => {
  it('serves its page with the headers in its order, and logs the request', () => {
    const server = launch(httpd)
    const { status, headers, body } = server.get('/') ?? { body: '' }
    expect([status, body]).toEqual([200, '<html><body><h1>It works!</h1></body></html>\n'])
    expect(Object.keys(headers ?? {})).toEqual([
      'Date',
      'Server',
      'Last-Modified',
      'ETag',
      'Accept-Ranges',
      'Content-Length',
      'Content-Type',
    ])
    expect(server.log()).toMatch(
      /10\.244\.1\.9 - - \[23\/Nov\/2026:.*\] "GET \/ HTTP\/1\.1" 200 45\n$/,
    )
    expect(server.get('/x')?.body).toContain('<title>404 Not Found</title>')
  })
  it('listens where its configuration says', () => {
    const script = 'echo "Listen 8080" > /usr/local/apache2/conf/httpd.conf; httpd-foreground'
    expect(launch(httpd, ['sh', '-c', script]).listening).toEqual(['8080/TCP'])
  })
})

describe('httpbin', () => {
  it('tells what was asked, as Python writes JSON', () => {
    expect(launch(httpbin).get('/get?a=1')?.body).toBe(
      '{\n  "args": {\n    "a": "1"\n  }, \n  "headers": {\n    "Accept": "*/*", \n' +
        '    "Host": "web-svc", \n    "User-Agent": "curl/8.12.1"\n  }, \n' +
        '  "origin": "10.244.1.9", \n  "url": "http://web-svc/get?a=1"\n}\n',
    )
  })
  it.each([
    ['/ip', 200, '{\n  "origin": "10.244.1.9"\n}\n'],
    ['/status/503', 503, ''],
    ['/post', 405, expect.stringContaining('Method Not Allowed')],
    ['/nope', 404, expect.stringContaining('Not Found')],
  ])('answers %s', (path, status, body) => {
    expect(launch(httpbin).get(path)).toMatchObject({ status, body })
  })
})

describe('nginxdemos/hello', () => {
  it('tells which Pod answers', () => {
    const server = launch(hello, hello.command, { tag: 'plain-text' })
    expect(server.get('/x')?.body).toMatch(
      new RegExp(
        '^Server address: 10\\.244\\.1\\.5:80\nServer name: web-1\nDate: 23/Nov/2026:.*\n' +
          'URI: /x\nRequest ID: [0-9a-f]{32}\n$',
      ),
    )
    expect(launch(hello).get('/')?.body).toContain('<title>Hello World</title>')
  })
})

describe('registry', () => {
  it('lists the images that there are', () => {
    const { output = '' } = registry(['redis'], {} as never)
    expect(output.split('\n').map((line) => line.trimEnd())).toEqual([
      'IMAGE  PORTS  COMMAND',
      'redis  6379   docker-entrypoint.sh redis-server',
      '',
    ])
    expect(registry([], {} as never).output).toContain('\nnginx ')
  })

  it('has its columns below each other, however long a name is', () => {
    const { output = '' } = registry([], {} as never)
    const [head = '', ...rows] = output.trimEnd().split('\n')
    for (const title of ['PORTS', 'COMMAND']) {
      const column = head.indexOf(title)
      expect(rows.filter((row) => !/^ \S/.test(row.slice(column - 1)))).toEqual([])
    }
  })
})
