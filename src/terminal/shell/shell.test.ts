// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the shell’s own
import { describe, expect, it } from 'vitest'
import { TestShell } from '../fixture'

/** Lines typed into a fresh shell, and everything that it says. */
type Case = readonly [typed: string, said: string]

const check = async ([typed, said]: Case) => {
  expect(await new TestShell().run(typed)).toBe(said)
}

describe('words', () => {
  it.each<Case>([
    ['echo hello   world', 'hello world\n'],
    [`echo 'a  b' "c  d" e\\ f`, 'a  b c  d e f\n'],
    [`echo $'a\\tb'`, 'a\tb\n'],
    ['x="1  2"; echo $x; echo "$x"', '1 2\n1  2\n'],
    ['echo [$nothing] ["$nothing"]', '[] []\n'],
    ['echo ${x:-y} ${x-z} ${x:+w}', 'y z\n'],
    ['x=; echo ${x:-y} [${x-z}]; echo ${x:=k} $x', 'y []\nk k\n'],
    ['echo ${nothing:?is needed}; echo after', 'bash: nothing: is needed\n'],
    ['x=hello; echo ${#x} ${x:1:3} ${x: -2}', '5 ell lo\n'],
    ['f=a/b.tar.gz; echo ${f##*/} ${f%.*} ${f%%.*} ${f#*/}', 'b.tar.gz a/b.tar a/b b.tar.gz\n'],
    ['x=aXbXc; echo ${x/X/-} ${x//X/-} ${x^} ${x,,}', 'a-bXc a-b-c AXbXc axbxc\n'],
    ['x=y; y=z; echo ${!x}', 'z\n'],
    ['echo ~ ~/a "~"', '/home/learner /home/learner/a ~\n'],
    ['echo {a,b}{1..3} x{,y} {3..1} {01..03}', 'a1 a2 a3 b1 b2 b3 x xy 3 2 1 01 02 03\n'],
    ['echo "{a,b}" {a} {}', '{a,b} {a} {}\n'],
    ['echo $((2 + 3 * 4)) $((7 / 2)) $((2 ** 10)) $(( 5 > 3 ))', '14 3 1024 1\n'],
    ['i=3; echo $((i++)) $((++i)) $i $((i %= 3))', '3 5 5 2\n'],
    ['echo $((1 / 0)); echo on', 'bash: 1 / 0: division by 0 (error token is "0")\n'],
    ['echo "$(echo a; echo b)" `echo c`', 'a\nb c\n'],
    ['echo $(echo "$(echo deep)")', 'deep\n'],
    ['false; echo $?; true; echo $?', '1\n0\n'],
    ['set -- a "b c"; echo $# $1 $2; for x in "$@"; do echo "<$x>"; done', '2 a b c\n<a>\n<b c>\n'],
    ['a=(x "y z"); echo ${a[1]} ${#a[@]}; a+=(w); echo "${a[@]}" ${a[-1]}', 'y z 2\nx y z w w\n'],
    ['touch a.yaml b.yaml c.txt; echo *.yaml [bc]* *.none', 'a.yaml b.yaml b.yaml c.txt *.none\n'],
    ['echo jsonpath={.items[*].metadata.name}', 'jsonpath={.items[*].metadata.name}\n'],
    ['echo a # b', 'a\n'],
    ['IFS=:; x=a:b::c; for w in $x; do echo "[$w]"; done', '[a]\n[b]\n[]\n[c]\n'],
  ])('%j', (...each) => check(each))
})

describe('commands', () => {
  it.each<Case>([
    ['true && echo yes || echo no; false && echo yes || echo no', 'yes\nno\n'],
    ['! true; echo $?', '1\n'],
    ['if false; then echo a; elif true; then echo b; else echo c; fi', 'b\n'],
    ['for i in 1 2 3; do echo $i; done', '1\n2\n3\n'],
    ['for ((i = 0; i < 3; i++)); do echo $i; done', '0\n1\n2\n'],
    ['for i in 1 2 3 4; do [ $i = 2 ] && continue; [ $i = 4 ] && break; echo $i; done', '1\n3\n'],
    ['for a in 1 2; do for b in 1 2; do break 2; done; done; echo $a$b', '11\n'],
    ['i=0; while [ $i -lt 3 ]; do i=$((i + 1)); done; echo $i', '3\n'],
    ['i=0; until [ $i -ge 2 ]; do let i++; done; echo $i', '2\n'],
    ['case foo.yaml in *.json) echo j;; *.yaml|*.yml) echo y;; *) echo n;; esac', 'y\n'],
    ['case web-1 in web-*) echo y;; esac; x=a-b; echo ${x%-*} ${x/-/+}', 'y\na a+b\n'],
    ['greet() { local n=$1; echo "hi $n"; return 3; }; greet you; echo $? [$n]', 'hi you\n3 []\n'],
    ['x=1; (x=2; echo $x); echo $x', '2\n1\n'],
    ['x=1; { x=2; }; echo $x', '2\n'],
    ['[[ -n a && b == b* ]] && echo y; [[ abc =~ ^a(.)c$ ]] && echo ${BASH_REMATCH[1]}', 'y\nb\n'],
    ['[ 1 -eq 1 -a ! -f none ] && echo y; test -d . && echo d', 'y\nd\n'],
    ['[ a = ', "bash: [: missing `]'\n"],
    ['eval "echo a; echo b"', 'a\nb\n'],
    ['echo "echo sourced \\$1" > s; source s one', 'sourced one\n'],
    ['alias k=echo; alias kg="echo got | cat"; k a b; kg', 'a b\ngot\n'],
    ['export A=1; env | grep ^A=; B=2 env | grep ^B=; echo [$B]', 'A=1\nB=2\n[]\n'],
    ['readonly R=1; R=2; echo $R', 'bash: R: readonly variable\n'],
    ['echo $(echo ${n:?x}; echo in); echo on', 'bash: n: x\n\non\n'],
    ['set -x; echo "a b"', "+ echo 'a b'\na b\n"],
    ['set -u; echo $nope; echo on', 'bash: nope: unbound variable\n'],
    ['f() { f; }; f; echo on', 'bash: maximum function nesting level exceeded\non\n'],
    ['foo', 'bash: foo: command not found\n'],
    ['grpe x', "bash: grpe: command not found\nDid you mean 'grep'?\n"],
    ['scp a b', 'bash: scp: no network leaves this page\n'],
    ['./nope', 'bash: ./nope: No such file or directory\n'],
    [
      'echo echo script \\$1 > x.sh; ./x.sh a; chmod +x x.sh; ./x.sh a; bash x.sh b',
      'bash: ./x.sh: Permission denied\nscript a\nscript b\n',
    ],
    [
      'cd nowhere; cd /; pwd; cd -; cd',
      'bash: cd: nowhere: No such file or directory\n/\n/home/learner\n',
    ],
    ['echo a |', 'bash: syntax error: unexpected end of file\n'],
    ['| cat', "bash: syntax error near unexpected token `|'\n"],
    ['if true; fi', "bash: syntax error near unexpected token `fi'\n"],
    ['echo )', "bash: syntax error near unexpected token `)'\n"],
    ['time true', '\nreal\t0m0.000s\nuser\t0m0.000s\nsys\t0m0.000s\n'],
  ])('%j', (...each) => check(each))

  it('stop the shell at a failure under set -e, but not where it is looked at', async () => {
    const bash = new TestShell()
    const said = await bash.run('set -e; false || echo a; if false; then :; fi; false; echo never')
    expect([said, bash.shell.ended]).toEqual(['a\n', true])
  })
})

describe('redirections', () => {
  it.each<Case>([
    ['echo a > f; echo b >> f; cat < f', 'a\nb\n'],
    ['cat nope 2> e; cat e', 'cat: nope: No such file or directory\n'],
    ['cat nope > o 2>&1; wc -l < o', '1\n'],
    ['{ echo a; cat nope; } &> o; wc -l o', '2 o\n'],
    ['cat nope 2>/dev/null; echo $?', '1\n'],
    ['x=1; cat <<EOF\n$x \\$x $(echo b)\nEOF\n', '1 $x b\n'],
    ["cat <<'EOF'\n$x\nEOF\n", '$x\n'],
    ['cat <<-EOF | tr a-z A-Z\n\tin\n\tEOF\n', 'IN\n'],
    ['cat <<A; cat <<B\na\nA\nb\nB\n', 'a\nb\n'],
    ['tr a b <<< "aaa"', 'bbb\n'],
    ['while read -r a b; do echo "$b-$a"; done <<< $\'1 2 3\\n4 5\'', '2 3-1\n5-4\n'],
    ['diff <(echo a) <(echo b)', '1c1\n< a\n---\n> b\n'],
    [
      'echo a > /; echo a > no/where',
      'bash: /: Is a directory\nbash: no/where: No such file or directory\n',
    ],
    ['echo a > $nothing', 'bash: $nothing: ambiguous redirect\n'],
    ['cat < none', 'bash: none: No such file or directory\n'],
    ['echo a 1>&2 | cat > f; cat f', 'a\n'],
    ['yes | head -c 600000 > big', 'head: No space left on device\n'],
  ])('%j', (...each) => check(each))
})

describe('pipes', () => {
  it.each<Case>([
    ['echo b a | tr " " "\\n" | sort | head -1', 'a\n'],
    ['yes | head -2', 'y\ny\n'],
    ['yes | head -1; set -o pipefail; yes | head -1; echo $?', 'y\ny\n141\n'],
    ['while true; do echo x; done | head -2', 'x\nx\n'],
    ['false | true; echo $?; true | false; echo $?', '0\n1\n'],
    ['echo a | read x; echo [$x]', '[]\n'],
    ['seq 3 | while read n; do echo $((n * n)); done', '1\n4\n9\n'],
    ['cat nope |& grep -c No', '1\n'],
  ])('%j', (...each) => check(each))

  it('end when their reader leaves, though their writer has nothing more to say', async () => {
    const bash = new TestShell()
    const said = await bash.run('seq 3 > f; set -o pipefail; tail -f f | head -1; echo $?')
    expect(said).toBe('1\n141\n')
  })

  it('pass on what is written as it comes', async () => {
    const bash = new TestShell()
    const done = bash.run('for i in 1 2 3; do echo web-$i; sleep 1; done | grep web')
    await bash.advance(1_500)
    expect(bash.output).toBe('web-1\nweb-2\n')
    await bash.advance(2_000)
    expect(await done).toBe('web-1\nweb-2\nweb-3\n')
  })
})

describe('time and signals', () => {
  it('Ctrl-C stops what runs, and all that would have come after it', async () => {
    const bash = new TestShell()
    const done = bash.run('sleep 100; echo never')
    await bash.advance(1_000)
    expect(bash.shell.interrupt()).toBe(true)
    expect([await done, bash.shell.state.status]).toEqual(['', 130])
    expect(await bash.run('echo $?')).toBe('130\n')
  })

  it('Ctrl-C leaves the exit code to a program that takes it itself', async () => {
    const run = async (_: readonly string[], { signal }: { readonly signal: AbortSignal }) => {
      await new Promise((done) => signal.addEventListener('abort', done))
      return 1
    }
    const bash = new TestShell({ programs: { listener: Object.assign(run, { endsItself: true }) } })
    const done = bash.run('listener; echo never')
    await bash.advance(1_000)
    bash.shell.interrupt()
    expect([await done, bash.shell.state.status]).toEqual(['', 1])
  })

  it('Ctrl-C stops an endless loop and a program that does not listen', async () => {
    const deaf = async () => new Promise<number>(() => undefined)
    for (const line of ['while true; do sleep 1; done', 'deaf', 'yes > /dev/null']) {
      const bash = new TestShell({ programs: { deaf } })
      const done = bash.run(line)
      await bash.advance(2_500)
      bash.shell.interrupt()
      await done
      expect([line, bash.shell.state.status]).toEqual([line, 130])
    }
  })

  it('jobs run in the background, are listed, waited for and killed', async () => {
    const bash = new TestShell()
    expect(await bash.run('sleep 5 & sleep 100 &')).toBe('[1] 4212\n[2] 4213\n')
    expect(await bash.run('jobs')).toBe(
      '[1]-  Running                 sleep 5 &\n[2]+  Running                 sleep 100 &\n',
    )
    const waited = bash.run('wait %1; echo $?')
    await bash.advance(5_000)
    expect(await waited).toBe('0\n')
    await bash.run('kill %2')
    await bash.advance(0)
    expect(bash.shell.notices()).toEqual(['[2]+  Terminated              sleep 100'])
    expect(await bash.run('fg')).toBe('bash: fg: current: no such job\n')
  })

  it('time tells the cluster’s seconds, and timeout ends what is too long', async () => {
    const bash = new TestShell()
    const done = bash.run('time sleep 1.5; timeout 2 sleep 60; echo $?')
    await bash.advance(10_000)
    expect(await done).toBe('\nreal\t0m1.500s\nuser\t0m0.000s\nsys\t0m0.000s\n124\n')
  })
})

describe('a line that goes on', () => {
  it.each([
    'echo "a',
    "echo 'a",
    'echo a \\',
    'echo a |',
    'a &&',
    'for i in 1 2; do',
    'if true',
    'cat <<EOF',
    'cat <<EOF\nfoo',
    'f() {',
    'echo $(ls',
    'case x in',
    '(a',
    'echo a | # why',
  ])('%j', (text) => expect(new TestShell().shell.isUnfinished(text)).toBe(true))

  it.each([
    'echo a',
    'echo a # "b',
    "echo 'a\\'",
    'cat <<EOF\nfoo\nEOF',
    'for i in 1; do :; done',
    'echo )',
    'if true; fi',
    '',
    'echo \\\\',
  ])('but not %j', (text) => expect(new TestShell().shell.isUnfinished(text)).toBe(false))
})
