import { describe, expect, it } from 'vitest'
import { readerOf } from '../../apiserver/reader'
import { emptyStore } from '../../apiserver/store'
import { NameServer } from '../testing'

const reader = readerOf(emptyStore)
const upstream = { 'foo.example.': { A: ['1.2.3.4'] } }

describe('a Corefile', () => {
  const at = '/etc/coredns/Corefile'
  const wrong = (line: number, text: string) => `${at}:${line} - Error during parsing: ${text}`
  const ends = (line: number, word: string) =>
    wrong(line, `Wrong argument count or unexpected line ending after '${word}'`)
  it.each([
    ['frob', wrong(2, `Unknown directive 'frob'`)],
    ['kubernetes x {\n podz on\n}', `plugin/kubernetes: ${wrong(3, "unknown property 'podz'")}`],
    ['kubernetes in-addr.arpa', 'plugin/kubernetes: non-reverse zone name must be used'],
    ['cache 0', 'plugin/cache: cache TTL can not be zero or negative: 0'],
    ['cache {\n foo\n}', `plugin/cache: ${ends(3, 'foo')}`],
    [
      'cache {\n servfail 6m\n}',
      'plugin/cache: caching SERVFAIL responses over 5 minutes is not permitted',
    ],
    ['cache {\n prefetch 1 1m 5%\n}', 'plugin/cache: percentage should fall in range [10, 90]: 5'],
    [
      'cache {\n serve_stale 1h later\n}',
      'plugin/cache: invalid value for serve_stale refresh mode: later',
    ],
    ['forward .', `plugin/forward: ${ends(2, '.')}`],
    [
      'forward . nowhere',
      'plugin/forward: not an IP address or file "nowhere": failed to open file "nowhere": ' +
        '"open nowhere: no such file or directory"',
    ],
    [
      'forward . 1.1.1.1 {\n max_fails x\n}',
      'plugin/forward: strconv.ParseUint: parsing "x": invalid syntax',
    ],
    [
      'forward . 1.1.1.1 {\n health_check 1s often\n}',
      'plugin/forward: health_check: unknown option often',
    ],
    ['forward . 1.1.1.1 {\n next GONE\n}', 'plugin/forward: GONE is not a valid rcode'],
    ['hosts /nowhere a {\n ttl x\n}', `plugin/hosts: ${wrong(3, 'ttl needs a number of second')}`],
    ['rewrite name a', 'plugin/rewrite: too few arguments for a name rule'],
    ['rewrite frob a b', 'plugin/rewrite: invalid rule type "frob"'],
    ['rewrite name regex ( b', 'plugin/rewrite: invalid regex matching pattern: ('],
    ['log . {\n class x\n}', 'plugin/log: invalid Class: x'],
    ['reload 1s', 'plugin/reload: interval value must be greater or equal to 2s'],
    ['reload soon', 'plugin/reload: time: invalid duration "soon"'],
    ['loadbalance fair', 'plugin/loadbalance: unknown policy: fair'],
    ['errors\nerrors', 'plugin/errors: this plugin can only be used once per Server Block'],
    ['health {\n{', wrong(4, `Unexpected EOF`)],
    ['import nothing', wrong(2, `File to import not found: nothing`)],
  ])('with %j in it is none, and CoreDNS says so and ends', (lines, problem) => {
    const { process } = new NameServer(reader, { corefile: `.:53 {\n${lines}\n}\n` })
    expect([process.log(), process.exit]).toEqual([`${problem}\n`, 1])
  })
  it('may be made of snippets, variables and comments', () => {
    const corefile =
      '(usual) {\n  errors # all of them\n  cache 9\n}\n' +
      '.:53, example.:53 {\n  import usual\n  forward . {$DNS}\n}\n'
    const environment = { DNS: '9.9.9.9' }
    const server = new NameServer(reader, { corefile, upstream, environment })
    expect(server.process.log()).toMatch(/^\.:53\nexample\.:53\nCoreDNS-/)
    expect(server.ask('foo.example.').answers).toMatchObject([{ ttl: 9, data: '1.2.3.4' }])
  })
})
