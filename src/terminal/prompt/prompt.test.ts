import { describe, expect, it } from 'vitest'
import { commonBeginning, completionAt, listed } from './completion'
import { History } from './history'
import { expandHistory } from './history-expansion'
import { keysIn } from './keys'
import { LineEditor } from './line-editor'
import { LineView } from './line-view'
import { widthOf } from './width'

/** A line as it stands after keys, with `|` for the caret. */
const typed = (data: string, history: readonly string[] = []) => {
  const editor = new LineEditor(new History(history))
  for (const key of keysIn(data)) editor.press(key)
  return `${editor.text.slice(0, editor.at)}|${editor.text.slice(editor.at)}`
}

describe('the line editor', () => {
  it.each([
    ['letters', 'abc', 'abc|'],
    ['left and right', 'abc\x1b[D\x1b[DX\x1b[CY', 'aXbY|c'],
    ['Home and End', 'abc\x1b[HX\x1b[FY', 'XabcY|'],
    ['Ctrl-A and Ctrl-E', 'abc\x01X\x05Y', 'XabcY|'],
    ['backspace and delete', 'abcd\x7f\x1b[D\x1b[3~', 'ab|'],
    ['Ctrl-U keeps what it takes for Ctrl-Y', 'get pods\x15kubectl \x19', 'kubectl get pods|'],
    ['Ctrl-K', 'abcd\x1b[D\x1b[D\x0b', 'ab|'],
    ['Ctrl-W takes up to a blank', 'get svc/web-1 \x17', 'get |'],
    ['Alt-Backspace takes a word', 'get svc/web\x1b\x7f', 'get svc/|'],
    ['words by Ctrl-arrows', 'one two\x1b[1;5D\x1b[1;5DX\x1b[1;5CY', 'XoneY| two'],
    ['Ctrl-T swaps', 'ab\x14', 'ba|'],
    ['characters outside the basic plane whole', 'a😀\x1b[DX\x1b[C\x7f', 'aX|'],
    ['pasted lines as they are', '\x1b[200~a\r\nb\x1b[201~', 'a\nb|'],
    ['no unknown sequence', 'a\x1b[15~b', 'ab|'],
  ])('takes %s', (_, data, line) => expect(typed(data)).toBe(line))

  it.each([
    ['up to the line before', '\x1b[A', 'two|'],
    ['back down to the draft', 'draft\x1b[A\x1b[A\x1b[B\x1b[B', 'draft|'],
    ['no further than the first', '\x1b[A\x1b[A\x1b[A', 'one|'],
    ['Ctrl-R finds', '\x12on', '|one'],
    ['Ctrl-R twice finds the one before', '\x12o\x12', '|one'],
    ['an arrow takes what was found', '\x12wo\x05!', 'two!|'],
    ['Ctrl-G gives it up', '\x12wo\x07', '|'],
  ])('goes %s in the history', (_, data, line) => {
    expect(typed(data, ['one', 'two'])).toBe(line)
  })
})

describe('the history', () => {
  it('has each line once, the last one last, and none that begins with a blank', () => {
    const history = new History(['a', 'b'])
    expect([history.add('a'), history.add(' secret'), history.add('')]).toEqual([
      true,
      false,
      false,
    ])
    expect(history.lines).toEqual(['b', 'a'])
  })

  it('is bounded', () => {
    const history = new History()
    for (let at = 0; at < 1_200; at++) history.add(`line ${at}`)
    expect([history.lines.length, history.lines[0]]).toEqual([1_000, 'line 200'])
  })
})

describe('lines put in by !', () => {
  const before = ['kubectl get pods', 'echo a b']

  it.each([
    ['!!', 'echo a b'],
    ['sudo !!', 'sudo echo a b'],
    ['cat !$', 'cat b'],
    ['!-2 -w', 'kubectl get pods -w'],
    ['!1', 'kubectl get pods'],
    ['!kube', 'kubectl get pods'],
    ["echo '!!' [ ! -f x ] a!=b hi!", undefined],
    ['echo \\!!', undefined],
  ])('%j', (line, text) => {
    const expanded = { text: text ?? line, changed: text !== undefined }
    expect(expandHistory(line, before)).toEqual(expanded)
  })

  it('say what names none', () => {
    expect(expandHistory('!nope', before)).toEqual({ missing: '!nope' })
    expect(expandHistory('!!', [])).toEqual({ missing: '!!' })
  })
})

describe('completion', () => {
  const source = {
    commands: ['grep', 'kubectl', 'kill', 'cat'],
    variables: ['HOME', 'HOSTNAME'],
    aliases: new Map([['k', 'kubectl']]),
    list: (directory: string) =>
      directory === 'lesson' ? ['web.yaml'] : ['a.yaml', 'lesson/', '.x'],
    kubectl: async (words: readonly string[]) =>
      words.length === 1 ? ['get', 'describe'] : words[0] === 'get' ? ['pods', 'services'] : [],
  }

  it.each([
    ['k', 0, ['kill', 'kubectl']],
    ['cat a | g', 8, ['grep']],
    ['for i in 1; do c', 15, ['cat']],
    ['echo $HO', 5, ['$HOME', '$HOSTNAME']],
    ['cat ', 4, ['a.yaml', 'lesson/']],
    ['cat lesson/w', 4, ['lesson/web.yaml']],
    ['cat .', 4, ['.x']],
    ['kubectl g', 8, ['get']],
    ['k get p', 6, ['pods']],
    ['watch kubectl get s', 18, ['services']],
    ['kubectl apply -f a', 17, ['a.yaml']],
    ['kubectl get pods > a', 19, ['a.yaml']],
    ['kubectl apply --filename=l', 14, ['--filename=lesson/']],
  ])('of %j', async (line, from, candidates) => {
    expect(await completionAt(line, source)).toEqual({ from, candidates })
  })

  it('knows what candidates have in common, and lists them in columns', () => {
    expect(commonBeginning(['pods', 'podtemplates'])).toBe('pod')
    expect(listed(['lesson/a', 'lesson/bb', 'lesson/c'], 9)).toBe('a   c\nbb')
  })
})

describe('the view of a line', () => {
  it('puts the caret where it belongs, over as many rows as the line takes', () => {
    const view = new LineView()
    expect(view.draw('$ ', 'ab', 1, 10)).toBe('\r\x1b[J$ ab\r\x1b[3C')
    expect(view.draw('$ ', 'abcdefghij', 10, 10)).toBe('\r\x1b[J$ abcdefghij\r\x1b[2C')
    expect(view.draw('$ ', 'abcdefgh', 8, 10)).toBe('\r\x1b[1A\x1b[J$ abcdefgh\r\n\r')
  })

  it('counts two cells for Chinese, none for colours', () => {
    expect([widthOf('服务'), widthOf('\x1b[1mab\x1b[0m'), widthOf('é')]).toEqual([4, 2, 1])
  })
})
