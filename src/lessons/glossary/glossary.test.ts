import { readFileSync } from 'node:fs'
import type { Nodes, RootContent } from 'mdast'
import { describe, expect, it } from 'vitest'
import { lessons } from '..'
import { readText, type StepText } from '../text'
import { fetchFinder, marked, termsIn } from '.'

const locales = ['en', 'zh'] as const

/** All words of our lessons, names of fields in them included. */
function wordsOf(locale: 'en' | 'zh'): string {
  return lessons
    .map(({ id }) => readFileSync(new URL(`../${id}/${locale}.md`, import.meta.url), 'utf8'))
    .join('\n')
    .replaceAll(/^```[\s\S]*?^```$/gm, '')
    .replaceAll(/\]\([^)]*\)|\{#[^}]*\}/g, ']')
}

/** What of a step is marked: `words → what its tip begins with`. */
function marksIn(node: Nodes | RootContent): readonly string[] {
  if (node.type === 'link' && node.url.startsWith('term:')) {
    const [child] = node.children
    const words = child?.type === 'text' ? child.value : ''
    return [`${words} → ${node.title?.split(/[:：]/, 1)}`]
  }
  return 'children' in node ? node.children.flatMap(marksIn) : []
}

async function marks(markdown: string, locale: 'en' | 'zh' = 'en') {
  const [step] = readText(`# L\n\n## S {#s}\n\n${markdown}\n`).steps
  return marksOf(marked(step as StepText, await fetchFinder(locale)))
}

const marksOf = ({ nodes, parts }: StepText) =>
  [...nodes, ...parts.flatMap((part) => part.nodes)].flatMap(marksIn)

describe('the glossary', () => {
  it.each(locales)('has what the lessons have, and nothing else: %s', async (locale) => {
    const finder = await fetchFinder(locale)
    const used = new Set(termsIn(wordsOf(locale), finder))
    expect(Object.keys(finder.glossary.words).filter((id) => !used.has(id))).toEqual([])
  })

  it.each(locales)('says something of each term, once for each way to write it: %s', async (at) => {
    const { words } = (await fetchFinder(at)).glossary
    const forms = Object.values(words).flatMap((word) => word.forms)
    expect(new Set(forms).size).toBe(forms.length)
    for (const { name, means } of Object.values(words)) {
      expect(means, name).toMatch(/[.。]$/)
      expect(means.length, name).toBeLessThan(180)
    }
  })

  it('gives the English term beside a Chinese one', async () => {
    const [english, chinese] = await Promise.all(locales.map(fetchFinder))
    for (const [id, { name }] of Object.entries(chinese?.glossary.words ?? {})) {
      const first = english?.glossary.words[id]?.name.split(' (', 1)[0] ?? ''
      if (id !== 'fullName') expect(name.toLowerCase()).toContain(first.toLowerCase())
    }
  })
})

describe('terms in a text', () => {
  it.each([
    [
      'The Service has a selector; Services have selectors.',
      ['Service → Service', 'selector → Selector'],
    ],
    ['Labels and a *readiness\nprobe*.', ['Labels → Label', 'readiness\nprobe → Readiness probe']],
    ['Customer service, a customer-Service, node-2 and relabelling.', []],
    ['A `Service`, a [Service](https://example.com) and an\n\n#### Endpoint', []],
    ['An EndpointSlice of endpoints.', ['EndpointSlice → EndpointSlice', 'endpoints → Endpoint']],
    ['It [answers](term:endpoint), an endpoint does.', ['answers → Endpoint']],
    ['This is [no term](term:__proto__).', [' → undefined']],
  ] as const)('are marked where they first stand: %s', async (words, found) => {
    const all = await marks(words)
    expect(all.map((each) => each.replace('no term', ''))).toEqual(found)
  })

  it.each([
    ['看标签页，再看标签和选择算符。', ['标签 → 标签（label）', '选择算符 → 选择算符（selector）']],
    [
      '就绪探针由kubelet执行，Pod的端点',
      [
        '就绪探针 → 就绪探针（readiness probe）',
        'kubelet → kubelet',
        'Pod → Pod',
        '端点 → 端点（endpoint）',
      ],
    ],
  ] as const)('are found in Chinese without spaces: %s', async (words, found) => {
    expect(await marks(words, 'zh')).toEqual(found)
  })

  it('are marked where they can be seen at first, and never within an answer', async () => {
    const text = `Words.

### P {#predict}

A question.

1. The Service
2. Nobody

For the Pods of the Service.

### R {#run}

The Service and its nodes.

### H {#hint}

Nodes, and an endpoint.`
    expect(await marks(text)).toEqual([
      'Pods → Pod',
      'Service → Service',
      'nodes → Node',
      'endpoint → Endpoint',
    ])
  })
})
