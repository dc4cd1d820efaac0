import { describe, expect, it } from 'vitest'
import { busybox } from '../busybox'
import { type Bench, launch } from '../testing'

const sh = (script: string, hasInput = false): Bench =>
  launch(busybox, ['sh', '-c', script], { hasInput })

describe('the shell of a container', () => {
  it.each([
    ['f() { echo "<$1|$#>"; return 3; }; f a b; echo $?', '<a|2>\n3\n'],
    ['f() { local x=2; y=3; echo $x; }; x=1; f; echo $x$y', '2\n13\n'],
    ['f() { echo a; }; f | tr a b; f > /tmp/f; cat /tmp/f', 'b\na\n'],
    ['f() { f; }; f', 'Segmentation fault (core dumped)\n'],
    ['greet() {\n  echo hi $1\n}\ngreet you\n', 'hi you\n'],
    [
      'set -- a "b c"; for x in "$@"; do echo "[$x]"; done; shift; echo $# $1',
      '[a]\n[b c]\n1 b c\n',
    ],
    ['set -- "$@"; for x; do echo $x; done; echo none', 'none\n'],
    ['echo $1 $2 rest', 'rest\n'],
  ])('has functions and their words: %j', (script, said) => {
    expect(sh(script).log()).toBe(said)
  })

  it.each([
    ['[ 3 -gt 2 ] && echo more', 'more\n'],
    ['[ 5x -eq 5 ]; echo $?', 'sh: 5x: bad number\n2\n'],
    ['[ "$none" -lt 3 ]; echo $?', 'sh: out of range\n2\n'],
    ['[ 5x = 5x ]; echo $?', '0\n'],
  ])('compares numbers, and says what is none: %j', (script, said) => {
    expect(sh(script).log()).toBe(said)
  })

  it('begins nothing outside for the text of a command that takes time', () => {
    const begun: unknown[] = []
    const lent = { lookUp: (host: string) => begun.push(host) }
    const bench = launch(busybox, ['sh', '-c', 'echo "<$(ping -c 1 10.0.0.1)>"'], { lent })
    expect(bench.log()).toBe('<>\n')
    expect(begun).toEqual([])
  })

  it('gives a script its arguments', () => {
    expect(launch(busybox, ['sh', '-c', 'echo $0 $1-$#', 'me', 'x', 'y']).log()).toBe('me x-2\n')
  })

  it.each([
    ['printf "a b c\\nd\\n" | while read x y; do echo "$y,$x"; done', 'b c,a\n,d\n'],
    ['printf "1\\n2\\n" > /tmp/n; s=0; while read n; do s=$((s+n)); done < /tmp/n; echo $s', '3\n'],
    ['read a b <<E\nx y z\nE\necho $b', 'y z\n'],
    ['read x; echo "$?$x"', '1\n'],
    ["echo 'a\\tb' | while read -r x; do printf '%s\\n' \"$x\"; done", 'a\\tb\n'],
  ])('reads lines: %j', (script, said) => {
    expect(sh(script).log()).toBe(said)
  })

  it('waits for a line that somebody types', () => {
    const bench = sh('read -p "name? " x; echo hello $x', true)
    expect(bench.log()).toBe('name? ')
    bench.tell({ type: 'input', text: 'wor' })
    expect(bench.exit).toBeUndefined()
    bench.tell({ type: 'input', text: 'ld\nmore' })
    expect(bench.log()).toBe('name? hello world\n')
    expect(bench.exit).toBe(0)
  })

  it.each([
    ['cd /tmp; touch b.txt a.txt .c; echo *.txt *', 'a.txt b.txt a.txt b.txt\n'],
    ['touch /tmp/a1 /tmp/a2 /tmp/b1; echo /tmp/a? /t*/[!a]1', '/tmp/a1 /tmp/a2 /tmp/b1\n'],
    ['cd /tmp; touch x; echo "*" \\* nothing* "$(echo "*")"', '* * nothing* *\n'],
    ['cd /tmp; touch x; p="*"; echo $p "$p"', 'x *\n'],
    [
      'case "a*" in "a*") echo star;; esac; case ab in "a*") echo no;; a?) echo two;; esac',
      'star\ntwo\n',
    ],
    ['[ -d /tmp ] && echo [', '[\n'],
  ])('puts names of files for patterns: %j', (script, said) => {
    expect(sh(script).log()).toBe(said)
  })

  it('runs a trap at the end, and at a signal once the program at hand is over', () => {
    expect(sh('trap "echo bye" EXIT; exit 3')).toMatchObject({ exit: 3 })
    expect(sh('trap "echo bye" EXIT; echo on').log()).toBe('on\nbye\n')
    const bench = sh('trap "echo stopping; exit 0" TERM; while true; do sleep 5; done')
    bench.tell({ type: 'signal', signal: 'SIGTERM' })
    expect(bench.log()).toBe('')
    bench.pass(5)
    expect(bench.log()).toBe('stopping\n')
    expect(bench.exit).toBe(0)
  })

  it('is woken from wait by a signal that it traps, and deaf to one that it ignores', () => {
    const bench = sh('trap "" HUP; trap "echo got" INT; sleep 60 & wait; echo $?')
    bench.tell({ type: 'signal', signal: 'SIGHUP' })
    expect(bench.log()).toBe('')
    bench.tell({ type: 'signal', signal: 'SIGINT' })
    expect(bench.log()).toBe('got\n130\n')
  })
})
