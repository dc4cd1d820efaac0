import { describe, expect, it } from 'vitest'
import { answersOf, examplesOf, readText } from './text'

const text = `# A *lesson*

First words.

## Why {#why}

Because.

### What will happen? {#predict}

1. This
2. That

It was that.

### Try {#run}

\`\`\`console
$ kubectl get svc
NAME   TYPE
web    …
$ ls
\`\`\`

## Then {#then}

<script>alert(1)</script>
`

describe('the words of a lesson', () => {
  it('are read by their headings', () => {
    const { title, intro, steps } = readText(text)
    expect([title, intro.length]).toEqual(['A lesson', 1])
    expect(steps.map(({ id, title, parts }) => [id, title, parts.map((part) => part.id)])).toEqual([
      ['why', 'Why', ['predict', 'run']],
      ['then', 'Then', []],
    ])
  })

  it('hold answers, and commands with what they print', () => {
    const [predict, run] = readText(text).steps[0]?.parts ?? []
    expect(predict && answersOf(predict)).toHaveLength(2)
    expect(run && examplesOf(run)).toEqual([
      { line: 'kubectl get svc', output: 'NAME   TYPE\nweb    …' },
      { line: 'ls', output: '' },
    ])
  })

  it.each([
    ['its title', 'Just words'],
    ['line 3: a heading ends with its name', '# A\n\n## B\n'],
    ['line 5: parts of a step are', '# A\n\n## B {#b}\n\n### C {#c}\n'],
    ['line 3: parts of a step are', '# A\n\n### C {#run}\n'],
  ])('are refused in plain words: %s', (words, broken) => {
    expect(() => readText(broken)).toThrow(words)
  })
})
