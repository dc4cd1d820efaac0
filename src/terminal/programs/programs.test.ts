import { describe, expect, it } from 'vitest'
import { TestShell } from '../fixture'

/** A table of pods, as kubectl prints it. */
const pods = [
  'NAME    READY   STATUS    RESTARTS   AGE',
  'api     1/1     Running   0          9s',
  'web-a   1/1     Running   2          5m',
  'web-b   0/1     Pending   0          1s',
  '',
].join('\n')

type Case = readonly [typed: string, said: string]

const check = async ([typed, said]: Case) => {
  const bash = new TestShell({ kept: { '/home/learner/pods': { text: pods, changed: 0 } } })
  expect(await bash.run(typed)).toBe(said)
}

describe('programs over text', () => {
  it.each<Case>([
    ['grep web pods', pods.split('\n').slice(2, 4).join('\n').concat('\n')],
    ['grep -c Running pods; grep -vc Running pods', '2\n2\n'],
    ['grep -n ^api pods', '2:api     1/1     Running   0          9s\n'],
    ['grep -oE "web-[ab]" pods', 'web-a\nweb-b\n'],
    ['grep -i PENDING pods | grep -ow web-b', 'web-b\n'],
    [
      'grep -q nope pods; echo $?; grep x none; echo $?',
      '1\ngrep: none: No such file or directory\n2\n',
    ],
    ['seq 9 | grep -A1 -B1 5', '4\n5\n6\n'],
    ['seq 20 | grep -C1 "^[29]$"', '1\n2\n3\n--\n8\n9\n10\n'],
    ['printf "a.b\\naxb\\n" | grep -F a.b', 'a.b\n'],
    ['echo "a+b (c)" | grep "a+b (c)"', 'a+b (c)\n'],
    ['echo x | grep "["; echo $?', 'grep: Unmatched [, [^, [:, [., or [=\n2\n'],
    [
      'seq 5 | head -2; seq 5 | head -n -3; seq 5 | tail -2; seq 5 | tail -n +4',
      '1\n2\n1\n2\n4\n5\n4\n5\n',
    ],
    ['wc -l pods; wc -w < pods; echo -n héé | wc -c', '4 pods\n20\n5\n'],
    [
      'printf "b 2\\na 10\\nc 1\\n" | sort; printf "b 2\\na 10\\nc 1\\n" | sort -k2 -n -r',
      'a 10\nb 2\nc 1\na 10\nb 2\nc 1\n',
    ],
    [
      'printf "x:3\\ny:1\\n" | sort -t: -k2,2n; printf "2\\n1\\n2\\n" | sort -u',
      'y:1\nx:3\n1\n2\n',
    ],
    ['printf "1Gi\\n512Mi\\n2K\\n" | sort -h', '2K\n512Mi\n1Gi\n'],
    [
      'printf "a\\na\\nb\\n" | uniq -c; printf "a\\na\\nb\\n" | uniq -d',
      '      2 a\n      1 b\na\n',
    ],
    ['echo a:b:c | cut -d: -f1,3; echo abcdef | cut -c2-4', 'a:c\nbcd\n'],
    [
      'echo Hello | tr a-z A-Z; echo aabb | tr -s a; echo a1b2 | tr -d "[:digit:]"',
      'HELLO\nabb\nab\n',
    ],
    [
      'echo "a b" | sed "s/a/[&]/; s/ b//"; seq 5 | sed -n "2,3p"; seq 3 | sed 2d',
      '[a]\n2\n3\n1\n3\n',
    ],
    ["echo foo-1 | sed -E 's/([a-z]+)-([0-9]+)/\\2-\\1/'; seq 3 | sed '$d'", '1-foo\n1\n2\n'],
    [
      "sed -i 's/web/app/g' pods; grep -c app pods; sed 's/x' pods",
      "2\nsed: -e expression #1, char 3: unterminated `s' command\n",
    ],
    [
      "awk '{print $1}' pods | head -2; awk 'NR>1 && $4>0 {print $1, $4}' pods",
      'NAME\napi\nweb-a 2\n',
    ],
    ["awk -F: '{print $2}' <<< a:b:c; awk '/web/ {n++} END {print n}' pods", 'b\n2\n'],
    [
      "awk '{c[$3]++} END {for (s in c) print s, c[s]}' pods | sort",
      'Pending 1\nRunning 2\nSTATUS 1\n',
    ],
    [
      'awk \'BEGIN {printf "%05.1f|%-4s|\\n", 3.14159, "ab"; print 1/4, length("abc")}\'',
      '003.1|ab  |\n0.25 3\n',
    ],
    ['seq 3 | tac; echo abc | rev; seq 2 | nl', '3\n2\n1\ncba\n     1\t1\n     2\t2\n'],
    ['printf "a b\\nlong c\\n" | column -t', 'a     b\nlong  c\n'],
    [
      'printf "%s=%d\\n" a 1 b 2; printf "%5s|%-5s|%03d|%x\\n" a b 7 255',
      'a=1\nb=2\n    a|b    |007|ff\n',
    ],
    ['echo -n a; echo -e "b\\tc"; echo -E "\\t"', 'ab\tc\n\\t\n'],
    ['echo secret | base64; echo c2VjcmV0Cg== | base64 -d', 'c2VjcmV0Cg==\nsecret\n'],
    ['seq 2 2 6; seq -s , 3; seq 3 1', '2\n4\n6\n1,2,3\n'],
    [
      'echo "a b c" | xargs -n1 echo got; echo x | xargs -I{} echo "[{}]"',
      'got a\ngot b\ngot c\n[x]\n',
    ],
    ['echo a | tee f g; cat f g', 'a\na\na\n'],
    ['cat -n pods | head -1 | cut -c1-11', '     1\tNAME\n'],
  ])('%j', (...each) => check(each))
})

describe('programs over files', () => {
  it.each<Case>([
    ['ls -1; ls none', "pods\nls: cannot access 'none': No such file or directory\n"],
    ['mkdir -p a/b; touch a/b/c; ls -R a | cat', 'a:\nb\n\na/b:\nc\n'],
    [
      'mkdir a; mkdir a; rm a; rmdir a; ls | cat',
      "mkdir: cannot create directory 'a': File exists\nrm: cannot remove 'a': Is a directory\n" +
        'pods\n',
    ],
    [
      'mkdir d; cp pods d; mv d/pods d/p; cp d e; cp -r d e; ls e',
      "cp: -r not specified; omitting directory 'd'\np\n",
    ],
    [
      'cp none x; mv none x; rm none; rm -f none',
      "cp: cannot stat 'none': No such file or directory\n" +
        "mv: cannot stat 'none': No such file or directory\n" +
        "rm: cannot remove 'none': No such file or directory\n",
    ],
    ['mkdir d; touch d/f; rm -r d; ls d', "ls: cannot access 'd': No such file or directory\n"],
    [
      'printf "a\\nb\\n" > 1; printf "a\\nc\\nd\\n" > 2; diff 1 2; diff -u 1 2 | tail -n +3',
      '2c2,3\n< b\n---\n> c\n> d\n@@ -1,2 +1,3 @@\n a\n-b\n+c\n+d\n',
    ],
    ['basename a/b.yaml .yaml; dirname a/b.yaml x', 'b\na\n.\n'],
    ['date; date +%F; date -d @0 +%Y', 'Mon Jan  5 09:00:00 UTC 2026\n2026-01-05\n1970\n'],
    ['which kubectl grep nope; echo $?', '/usr/bin/grep\n1\n'],
    ['env -i A=1 printenv A; printenv HOME', '1\n/home/learner\n'],
    ['history; man nope', '    1  kubectl get pods\n    2  history\nNo manual entry for nope\n'],
    [
      'grep -z; head -n x pods',
      "grep: invalid option -- 'z'\nTry 'grep --help' for more information.\n" +
        "head: invalid number of lines: 'x'\n",
    ],
    [
      'sleep; sleep soon',
      "sleep: missing operand\nTry 'sleep --help' for more information.\n" +
        "sleep: invalid time interval 'soon'\nTry 'sleep --help' for more information.\n",
    ],
  ])('%j', (...each) => check(each))

  it('a disk is small, and says so', async () => {
    const bash = new TestShell()
    await bash.run('seq 1 90000 > numbers')
    expect(await bash.run('cp numbers again; echo $?')).toContain('No space left on device\n1\n')
  })

  it('files of the page can be read, and written where the page lets them', async () => {
    let text = 'kind: Service\n'
    const mounts = new Map([
      ['/home/learner/manifest.yaml', { read: () => text, write: (to: string) => (text = to) }],
      ['/home/learner/manifest/service-web.yaml', { read: () => 'kind: Service\n' }],
    ])
    const bash = new TestShell({ mounts })
    expect(await bash.run('ls; cat manifest/*')).toBe(
      'manifest  manifest.yaml\nkind: Service\n'.replace(
        'manifest  ',
        '\x1b[1;34mmanifest\x1b[0m  ',
      ),
    )
    expect(
      await bash.run(
        'echo "# more" >> manifest.yaml; echo x > manifest/service-web.yaml; rm manifest.yaml',
      ),
    ).toBe(
      'bash: manifest/service-web.yaml: Permission denied\n' +
        "rm: cannot remove 'manifest.yaml': Operation not permitted\n",
    )
    expect(text).toBe('kind: Service\n# more\n')
  })
})

describe('watch', () => {
  it('shows what a command says now, every two seconds of the cluster’s clock', async () => {
    let count = 0
    const counter = async (
      _: readonly string[],
      { stdout }: { stdout: { write(t: string): void } },
    ) => {
      stdout.write(`${++count}\n`)
      return 0
    }
    const bash = new TestShell({ programs: { counter } })
    const done = bash.run('watch -t counter')
    await bash.advance(5_000)
    bash.shell.interrupt()
    await done
    const shown = bash.output.split('\x1b[H').flatMap((text) => /^\d/.exec(text) ?? [])
    expect(shown).toEqual(['1', '2', '3'])
    expect(bash.output.endsWith('\x1b[?1049l')).toBe(true)
  })
})
