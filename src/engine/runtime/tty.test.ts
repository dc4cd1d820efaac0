import { describe, expect, it } from 'vitest'
import { newTty, typed } from './tty'

/** What keys come to: what is shown, and what the process hears. */
function keys(...texts: readonly string[]) {
  let tty = newTty()
  let shown = ''
  const heard: string[] = []
  for (const text of texts) {
    const next = typed(tty, text)
    tty = next.tty
    for (const key of next.keyed) {
      if (key.type === 'echo') shown += key.text
      else heard.push(key.type === 'input' ? key.text : key.type === 'end' ? 'end' : key.signal)
    }
  }
  return { shown, heard, line: tty.line }
}

describe('the line discipline', () => {
  it.each<[string, string[], string, string[]]>([
    ['shows what is typed, and passes a line on when it is done', ['ls\r'], 'ls\n', ['ls\n']],
    ['takes a pasted line end as one', ['a\r\nb\n'], 'a\nb\n', ['a\n', 'b\n']],
    ['erases a letter', ['ab\x7fc\r'], 'ab\b \bc\n', ['ac\n']],
    ['erases nothing before the line', ['\x7f\r'], '\n', ['\n']],
    ['kills the line', ['abc\x15x\r'], 'abc\b \b\b \b\b \bx\n', ['x\n']],
    ['erases a word', ['a bc \x17d\r'], 'a bc \b \b\b \b\b \bd\n', ['a d\n']],
    ['interrupts, and forgets the line', ['abc\x03\r'], 'abc^C\n', ['SIGINT', '\n']],
    ['quits', ['\x1c'], '^\\', ['SIGQUIT']],
    ['ends the input on an empty line', ['\x04'], '', ['end']],
    ['passes on what there is of a line', ['abc\x04\x04'], 'abc', ['abc', 'end']],
    ['does not stop a process', ['a\x1ab\r'], 'ab\n', ['ab\n']],
    ['leaves out keys that it does not know', ['a\x1b[1;5C\x1b[3~b\r'], 'ab\n', ['ab\n']],
    [
      'recalls lines',
      ['one\r', '\x1b[A', '\x1b[B', '\x1bOA\r'],
      'one\none\b \b\b \b\b \bone\n',
      ['one\n', 'one\n'],
    ],
    ['reads a key that comes in pieces', ['x\r\x1b', '[', 'A\r'], 'x\nx\n', ['x\n', 'x\n']],
  ])('%s', (_, texts, shown, heard) => {
    expect(keys(...texts)).toMatchObject({ shown, heard })
  })
  it('keeps no more of a line than the kernel does', () => {
    expect(keys('x'.repeat(5_000)).line).toHaveLength(4_095)
  })
})
