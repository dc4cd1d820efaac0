import type { Nodes, PhrasingContent, RootContent, Text } from 'mdast'
import type { Part, StepText } from '../text'
import type { Glossary } from './word'

/** What begins the address of a link to a term; a text may have such links of its own. */
const scheme = 'term:'

/** Finds terms in words. */
export interface Finder {
  readonly glossary: Glossary
  readonly pattern: RegExp
  readonly idOf: ReadonlyMap<string, string>
}

/** Finds the terms of a glossary, the longest where several begin. */
export function finderOf(glossary: Glossary): Finder {
  const idOf = new Map<string, string>()
  for (const [id, { forms }] of Object.entries(glossary.words)) {
    for (const form of forms) idOf.set(form, id)
  }
  const all = [...idOf.keys(), ...glossary.others].sort((one, other) => other.length - one.length)
  return { glossary, idOf, pattern: new RegExp(all.map(patternOf).join('|'), 'g') }
}

/** Letters of a Latin term stand alone; Chinese has no spaces between its words. */
function patternOf(form: string): string {
  const [begins = '', ...rest] = form.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  const first = /[a-z]/.test(begins) ? `[${begins}${begins.toUpperCase()}]` : begins
  const words = `${first}${rest.join('')}`.replaceAll(' ', String.raw`\s+`)
  const before = /^\w/.test(form) ? String.raw`(?<![\w-])` : ''
  return `${before}${words}${/\w$/.test(form) ? String.raw`(?![\w-])` : ''}`
}

/** The terms that words have, in their order, each as often as it stands there. */
export const termsIn = (words: string, finder: Finder): readonly string[] =>
  found(words, finder).map(({ id }) => id)

interface Term {
  readonly id: string
  readonly at: number
  readonly words: string
}

function found(words: string, { pattern, idOf }: Finder): readonly Term[] {
  return [...words.matchAll(pattern)].flatMap(({ 0: hit, index }) => {
    const plain = hit.replaceAll(/\s+/g, ' ')
    const id = idOf.get(plain) ?? idOf.get(`${plain.charAt(0).toLowerCase()}${plain.slice(1)}`)
    return id === undefined ? [] : [{ id, at: index, words: hit }]
  })
}

/**
 * A step in which each term is a link to what it means, where it first stands. What is hidden at
 * first comes last, so that a term is marked where it can be seen. Answers are left alone: what
 * is pressed there is the answer.
 */
export function marked(step: StepText, finder: Finder): StepText {
  const seen = new Set<string>()
  const mark = (nodes: readonly RootContent[]) =>
    nodes.map((node) => inNode(node, finder, seen) as RootContent)
  const nodes = mark(step.nodes)
  const done = new Map<Part, RootContent[]>()
  for (const part of step.parts.filter(isOpen)) done.set(part, mark(beforeAnswers(part)))
  for (const part of step.parts) {
    const open = done.get(part) ?? []
    const hidden = part.nodes.slice(open.length)
    const answers = part.id === 'predict' ? hidden.splice(0, 1) : []
    done.set(part, [...open, ...answers, ...mark(hidden)])
  }
  const parts = step.parts.map((part) => ({ ...part, nodes: done.get(part) ?? [] }))
  return { ...step, nodes, parts }
}

const isOpen = ({ id }: Part): boolean => id !== 'hint' && id !== 'solution'

function beforeAnswers({ id, nodes }: Part): readonly RootContent[] {
  const list = id === 'predict' ? nodes.findIndex(({ type }) => type === 'list') : -1
  return list < 0 ? nodes : nodes.slice(0, list)
}

function inNode(node: Nodes, finder: Finder, seen: Set<string>): Nodes {
  if (node.type === 'link' && node.url.startsWith(scheme)) {
    const id = node.url.slice(scheme.length)
    seen.add(id)
    return { ...node, title: meaning(id, finder) }
  }
  if (!('children' in node) || ['link', 'linkReference', 'heading'].includes(node.type)) return node
  const children = node.children.flatMap((child): Nodes[] =>
    child.type === 'text' ? inText(child, finder, seen) : [inNode(child, finder, seen)],
  )
  return { ...node, children } as Nodes
}

function inText({ value }: Text, finder: Finder, seen: Set<string>): PhrasingContent[] {
  const parts: PhrasingContent[] = []
  let end = 0
  for (const { id, at, words } of found(value, finder)) {
    if (seen.has(id)) continue
    seen.add(id)
    const children = [{ type: 'text', value: words } as const]
    parts.push({ type: 'text', value: value.slice(end, at) })
    parts.push({ type: 'link', url: `${scheme}${id}`, title: meaning(id, finder), children })
    end = at + words.length
  }
  parts.push({ type: 'text', value: value.slice(end) })
  return parts.filter((part) => part.type !== 'text' || part.value !== '')
}

/** What a tip says about a term; nothing when there is no such term. */
function meaning(id: string, { glossary }: Finder): string | null {
  const word = Object.hasOwn(glossary.words, id) ? glossary.words[id] : undefined
  return word ? `${word.name}${glossary.colon}${word.means}` : null
}
