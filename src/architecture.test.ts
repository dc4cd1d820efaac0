import { describe, expect, it } from 'vitest'
import { checkBans } from './architecture/bans'
import { checkImports, checkReached } from './architecture/imports'
import { checkLate } from './architecture/late'
import { checkLessons } from './architecture/lessons'
import { checkShape } from './architecture/shape'
import { filesIn, parse, readSources } from './architecture/source'

describe('this program', () => {
  const sources = readSources(import.meta.dirname)

  it.each([
    ['imports one way only', checkImports],
    ['has no file that nobody imports', checkReached],
    ['keeps out of the engine whatever could make two runs differ', checkBans],
    ['calls nothing of a late module before that can have come', checkLate],
    ['is made of small, named, documented parts', checkShape],
  ])('%s', (_, check) => {
    expect(sources.length).toBeGreaterThan(10)
    expect(check(sources).join('\n')).toBe('')
  })

  it('tells each lesson in both languages', () => {
    expect(checkLessons(filesIn(import.meta.dirname)).join('\n')).toBe('')
  })
})

/** A sample file: its path on the first line, then its text. */
const sample = (path: string, ...lines: readonly string[]) => parse(path, lines.join('\n'))
/** What is wrong, without the reasons. */
const words = (problems: readonly string[]) => problems.map((each) => each.split(': ')[1])

describe('late modules', () => {
  const late = sample('engine/network/tracked.ts')
  const found = (...lines: readonly string[]) => {
    const text = ["import { endsText as told, type Tracked } from '../network/tracked'", ...lines]
    return words(checkLate([sample('engine/runtime/tracer.ts', ...text), late]))
  }

  it.each(['const nowhere = told(0)', 'const all = [1].map((each) => each).concat(told(1))'])(
    'are not called by %s',
    (line) => {
      expect(found(line)).toEqual(['told'])
    },
  )
  it.each([
    'export const later = () => told(0)',
    'class A { private readonly a = told(0) }',
    'const table = { told }',
    'const near = other(0)',
  ])('may come after %s', (line) => {
    expect(found(line)).toEqual([])
  })
})

describe('the import table', () => {
  const found = (path: string, ...lines: readonly string[]) =>
    words(checkImports([sample(path, ...lines), sample('engine/sim/index.ts')]))

  it.each([
    ['engine/api/request.ts', "import { seconds } from '../sim'"],
    ['engine/kube-proxy/names.ts', "import { sha256 } from '@noble/hashes/sha2.js'"],
    ['engine/controllers/job.ts', "import { create } from '../apiserver/action'"],
    ['engine/controllers/job.ts', "import type { Store } from '../apiserver/store'"],
    ['engine/cluster.ts', "import { kubelet } from './kubelet'"],
    ['kubectl/client.ts', "import type { Pod } from '../engine/resources/pod'"],
    ['ui/editor/Editor.tsx', "import { useText } from '../i18n'", "import * as m from 'monaco'"],
    ['ui/app/App.tsx', "import { Editor } from '../editor/Editor'"],
    ['host/worker.ts', "import { drive } from './driver'"],
    ['engine/api/request.test.ts', "import { serve } from '../apiserver/serve'"],
  ])('allows %s its %s', (path, ...lines) => {
    expect(found(path, ...lines)).toEqual([])
  })

  it.each([
    ['engine/sim/clock.ts', "import { quantity } from '../api/quantity'", '../api/quantity'],
    ['engine/sim/clock.ts', "import { readFileSync } from 'node:fs'", 'node:fs'],
    [
      'engine/controllers/job.ts',
      "import { serve } from '../apiserver/serve'",
      '../apiserver/serve',
    ],
    ['engine/kubelet/pod.ts', "import { bind } from '../scheduler'", '../scheduler'],
    [
      'kubectl/client.ts',
      "import { pod } from '../engine/resources/pod'",
      '../engine/resources/pod',
    ],
    ['ui/editor/Editor.tsx', "export { Graph } from '../topology/Graph'", '../topology/Graph'],
    ['ui/editor/Editor.tsx', "import { open } from '../../host/driver'", '../../host/driver'],
    ['ui/store.ts', "const a = import('../engine/cluster')", '../engine/cluster'],
    ['terminal/words.ts', "type A = import('../engine/api/request').A", '../engine/api/request'],
    ['helpers/words.ts', 'export const a = 1', 'helpers'],
  ])('refuses %s its %s', (path, line, word) => {
    expect(found(path, line)).toEqual([word])
  })

  it('wants every file to be reached, and not by its test alone', () => {
    const sources = [
      sample('main.tsx', "import './ui/app'", "new URL('./host/worker.ts', import.meta.url)"),
      sample('ui/app/index.ts', "export { a } from './a'"),
      sample('ui/app/a.ts', 'export const a = 1'),
      sample('ui/app/b.ts', "import './c'"),
      sample('ui/app/b.test.ts', "import './b'"),
      sample('ui/app/c.ts', "import './b'"),
      sample('host/worker.ts'),
    ]
    expect(words(checkReached(sources))).toEqual(['ui/app/b.ts', 'ui/app/c.ts'])
  })
})

describe('the bans', () => {
  const found = (line: string) => words(checkBans([sample('engine/sim/a.ts', line)]))

  it.each([
    ['Date', 'const now = Date.now()'],
    ['Date', 'const now = { Date }'],
    ['Math.random', 'const a = Math.random()'],
    ['Math.exp', 'const a = Math.exp(1)'],
    ['**', 'const a = (n: number) => n ** 2'],
    ['async', 'export const a = async () => 1'],
    ['await', 'await a()'],
    ['await', 'for await (const a of b) a(a)'],
    ['Promise', 'type A = Promise<number>'],
    ['localeCompare', "'a'.localeCompare('b')"],
    ['toLocaleString', '(1).toLocaleString()'],
    ['Intl', 'new Intl.Collator()'],
    ['let', 'export let counter = 0'],
    ['var', 'var counter = 0'],
    ['any', 'const a: any = 1'],
    ['setTimeout', 'setTimeout(() => {}, 1)'],
  ])('find %s in %s', (word, line) => {
    expect(found(line)).toEqual([word])
  })

  it.each([
    'const a = Math.max(1, Math.floor(2.5))',
    'function f() { let a = 1; a += 1; return a }',
    'const header = { Date: 1 }; header.Date',
    'interface Response { readonly Date: string }',
    'const size = 2n ** 64n + BigInt(2 ** 32)',
    "const text = 'async Date, Promise' // Date",
  ])('leave alone %s', (line) => {
    expect(found(line)).toEqual([])
  })

  it('hold in the engine only', () => {
    expect(checkBans([sample('host/driver.ts', 'Date.now()')])).toEqual([])
  })
})

describe('the shape', () => {
  const found = (path: string, ...lines: readonly string[]) =>
    words(checkShape([sample(path, ...lines)]))
  const long = (lines: number) => Array.from({ length: lines }, () => '  f()')

  it('knows the line of a problem', () => {
    expect(checkShape([sample('host/a.ts', '', '// TODO: all of it')])).toEqual([
      'src/host/a.ts:2: TODO: do it, or say what is not there and why',
    ])
  })

  it('limits columns and lines, but not in catalogues', () => {
    expect(found('host/a.ts', `const a = '${'a'.repeat(89)}'`)).toEqual(['101 columns'])
    expect(found('host/a.ts', ...long(401))).toEqual(['401 lines'])
    expect(found('ui/i18n/en.ts', ...long(401))).toEqual([])
    expect(found('ui/i18n/en.ts', 'const a = {', `  a: '${'a'.repeat(99)}',`, '}')).toEqual([])
  })

  it('limits functions, components, and parameters', () => {
    expect(found('host/a.ts', 'function f() {', ...long(68), '}')).toEqual([])
    expect(found('host/a.ts', 'function f() {', ...long(69), '}')).toEqual(['f has 71 lines'])
    expect(found('ui/app/A.tsx', 'const A = () => {', ...long(118), '}')).toEqual([])
    expect(found('ui/app/A.tsx', 'const A = () => {', ...long(119), '}')).toEqual([
      'A has 121 lines',
    ])
    expect(found('a.test.ts', "describe.each([1])('a', () => {", ...long(80), '})')).toEqual([])
    expect(found('a.test.ts', "it('a', () => {", ...long(80), '})')).toEqual([
      'a function has 82 lines',
    ])
    expect(found('host/a.ts', 'class A { m(a, b, c, d, e) {} }')).toEqual(['m has 5 parameters'])
  })

  it('wants exports named and, in the engine, documented', () => {
    expect(found('host/a.ts', "export * from './b'")).toEqual(['export *'])
    expect(found('engine/a.ts', '// why', 'export const a = 1')).toEqual(['a'])
    expect(found('engine/a.ts', '/** Why. */', 'export interface A {}')).toEqual([])
    expect(found('engine/a.ts', "export { a } from './b'")).toEqual([])
  })

  it('wants files named for what they hold', () => {
    expect(found('host/utils.ts')).toEqual(['host/utils.ts'])
    expect(found('host/someThing.ts')).toEqual(['host/someThing.ts'])
    expect(found('ui/app/app.tsx')).toEqual(['ui/app/app.tsx'])
    expect(found('engine/kube-proxy/iptables-save.ts')).toEqual([])
  })

  it('wants lessons in both languages', () => {
    const paths = ['lessons/index.ts', 'lessons/dns/lesson.ts', 'lessons/dns/en.md']
    expect(words(checkLessons(paths))).toEqual(['lessons/dns/zh.md'])
  })
})
