import { describe, expect, it } from 'vitest'
import { busybox } from '../busybox'
import { launch } from '../testing'

/** Runs a script; what it printed, and its code. */
function sh(script: string): readonly [string, number | undefined] {
  const process = launch(busybox, ['sh', '-c', script])
  return [process.log(), process.exit]
}

describe('a command of busybox', () => {
  it.each<[string, string, number]>([
    ['printf "%s-%d\\n" a 5', 'a-5\n', 0],
    ['echo -n a; echo -e "b\\tc"', 'ab\tc\n', 0],
    ['seq 2 2 6', '2\n4\n6\n', 0],
    ['printf "b\\na\\nb\\n" | sort | uniq -c', '      1 a\n      2 b\n', 0],
    ['printf "10 x\\n9 y\\n" | sort -n', '9 y\n10 x\n', 0],
    ['printf "a\\nB\\n" | grep -i b', 'B\n', 0],
    ['echo a | grep x', '', 1],
    ['printf "one\\ntwo\\n" | grep -c -v one', '1\n', 0],
    ['printf "one\\ntwo\\n" | grep -E "^(one|two)$" | wc -l', '2\n', 0],
    ['echo "a b c" | wc', '        1         3         6\n', 0],
    ['echo a:b:c | cut -d : -f 2', 'b\n', 0],
    ['echo hello | tr a-y b-z', 'ifmmp\n', 0],
    ['echo "listen 80;" | sed "s/80/8080/"', 'listen 8080;\n', 0],
    ['echo aAa | sed "s/a/x/gigi"', 'xxx\n', 0],
    ['seq 20 | head -3 | tail -n +2', '2\n3\n', 0],
    ['cat /nope', "cat: can't open '/nope': No such file or directory\n", 1],
    ['cat /etc', 'cat: read error: Is a directory\n', 1],
    ['ls /nope', 'ls: /nope: No such file or directory\n', 1],
    ['mkdir -p /a/b; touch /a/b/c; ls /a; find /a -type f', 'b\n/a/b/c\n', 0],
    ['mkdir /tmp', "mkdir: can't create directory '/tmp': File exists\n", 1],
    ['mkdir /x/y', "mkdir: can't create directory '/x/y': No such file or directory\n", 1],
    ['echo 1 > /f; cp /f /g; mv /g /h; cat /h; ls /g', '1\nls: /g: No such file or directory\n', 1],
    [
      'mkdir /d; echo x > /d/e; cp -r /d /c; rm -r /d; cat /c/e; ls /d',
      'x\nls: /d: No such file or directory\n',
      1,
    ],
    ['rm /tmp', "rm: can't remove '/tmp': Is a directory\n", 1],
    ['echo a > /nope/x', "sh: can't create /nope/x: nonexistent directory\n", 1],
    ['echo a > /x; echo b >> /x; cat < /x', 'a\nb\n', 0],
    ['cd /etc && pwd && cat ./passwd | head -1', '/etc\nroot:x:0:0:root:/root:/bin/sh\n', 0],
    ['cd /nope', "sh: cd: can't cd to /nope: No such file or directory\n", 1],
    ['echo x | tee /tmp/a | cat - ; cat /tmp/a', 'x\nx\n', 0],
    ['which sh; which nosuch', '/bin/sh\n', 1],
    ['test -d /etc && [ -f /etc/passwd ] && ! [ -e /x ] && echo yes', 'yes\n', 0],
    ['kill 99', "sh: can't kill pid 99: No such process\n", 1],
    ['basename /a/b.txt .txt; dirname /a/b', 'b\n/a\n', 0],
    ['X=1 env | grep ^X', 'X=1\n', 0],
    [`A="x  y"; echo "$A" $${'{B:-none}'} $((2*(3+4)))`, 'x  y none 14\n', 0],
    ['for f in $(ls /etc | grep pass); do echo "<$f>"; done', '<passwd>\n', 0],
    ['{ echo a; echo b; } | tail -1; (echo c)', 'b\nc\n', 0],
    ['cat <<"E" | wc -l\n$HOME\nE', '1\n', 0],
    ['case web-1 in db*) echo db ;; web-?|x) echo web ;; *) echo other; esac', 'web\n', 0],
    ['case 7 in [a-z]) echo a ;; [0-9]) echo n ;; esac', 'n\n', 0],
    ['case 7 in [9-0]) echo back ;; *) echo n ;; esac', 'n\n', 0],
    [
      'for i in 1 2 3 4; do [ $i = 2 ] && continue; [ $i = 4 ] && break; echo $i; done',
      '1\n3\n',
      0,
    ],
    ['nosuch | true; nosuch', 'sh: nosuch: not found\nsh: nosuch: not found\n', 127],
    ['date +%Y-%m-%d', '2026-11-23\n', 0],
  ])('%s', (script, output, code) => {
    expect(sh(script)).toEqual([output, code])
  })

  it('packs and unpacks what tar would', () => {
    const script = [
      'mkdir -p /a/b; echo "grüße" > /a/b/c',
      'tar cf - -C / a > /t; mkdir /x; tar -xmf - -C /x < /t',
      'cat /x/a/b/c; tar tf /t; wc -c < /t',
    ].join('; ')
    expect(sh(script)).toEqual(['gr\u00fc\u00dfe\na/\na/b/\na/b/c\n3072\n', 0])
  })
  it('waits for ever at the end of nothing', () => {
    const process = launch(busybox, ['tail', '-f', '/dev/null'])
    process.pass(1_000)
    expect(process.exit).toBeUndefined()
  })
})
