import { describe, expect, it } from 'vitest'
import type { Cluster } from '../cluster'
import { milliseconds, seconds } from '../sim'
import { exec, opened, PODS, pod, settled, shell } from '../testing/sessions'

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

describe('what a session tells', () => {
  const script = 'for i in $(seq 3000); do echo $i; echo e >&2; done; sleep 1; echo last'
  it.each([1, 400])('comes whole, asked for every %i ms', (every) => {
    const cluster = settled()
    const session = opened(cluster, {
      method: 'GET',
      path: `${PODS}/box/exec`,
      query: { command: ['sh', '-c', script], stdout: 'true', stderr: 'true' },
    })
    for (let left = 2_000; left > 0; left -= every) session.pass(milliseconds(every))
    const numbers = Array.from({ length: 3_000 }, (_, index) => `${index + 1}\n`)
    expect(session.text()).toBe(`${numbers.join('')}last\n`)
    expect(session.text('stderr')).toBe('e\n'.repeat(3_000))
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
