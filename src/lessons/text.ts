import type { List, Root, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'

/** The words of a lesson in one language. */
export interface LessonText {
  readonly title: string
  readonly intro: readonly RootContent[]
  readonly steps: readonly StepText[]
}

/** The words of a step: those under its own heading, and those of its parts. */
export interface StepText extends Part {
  readonly parts: readonly Part[]
}

/** What stands under one heading. */
export interface Part {
  /** As the heading says in the end: `## Why Services exist {#why}`. */
  readonly id: string
  readonly title: string
  readonly nodes: readonly RootContent[]
}

/** A command of a text, with what it prints: `…` stands for anything. */
export interface Example {
  readonly line: string
  readonly output: string
}

/** Parts that the page knows how to show; others are refused, for they are slips of the pen. */
export const partNames = [
  'predict',
  'run',
  'explain',
  'break',
  'repair',
  'hint',
  'solution',
] as const

/** What keeps a text from being read, in words for who writes it. */
export class TextFault extends Error {
  constructor(
    readonly code: 'title' | 'heading' | 'part',
    readonly line: number,
  ) {
    super(`line ${line}: ${faults[code]}`)
  }
}

const faults = {
  title: 'a lesson begins with its title: # Title',
  heading: 'a heading ends with its name: {#name}',
  part: `parts of a step are ${partNames.join(', ')}`,
}

type Draft = Part & { readonly parts: Part[] }

/** Reads the Markdown of a lesson. Throws `TextFault`. HTML in it stays text. */
export function readText(markdown: string): LessonText {
  const root: Root = fromMarkdown(joined(markdown))
  const sections = sectionsOf(root)
  const [title, ...rest] = sections
  if (title?.depth !== 1) throw new TextFault('title', title?.line ?? 1)
  const steps: Draft[] = []
  for (const { depth, heading, nodes, line } of rest) {
    const named = namedBy(heading)
    if (!named) throw new TextFault('heading', line)
    if (depth === 2) steps.push({ ...named, nodes, parts: [] })
    else addPart(steps.at(-1), { ...named, nodes }, line)
  }
  return { title: title.heading, intro: title.nodes, steps }
}

/** Chinese has no spaces between its words: a line's end in a text is none either. */
const joined = (markdown: string): string =>
  markdown.replaceAll(/([\u3001-\u9fff\uff01-\uff60“”])\n(?=[\u4e00-\u9fff“])/g, '$1')

function addPart(step: Draft | undefined, part: Part, line: number): void {
  const isKnown = partNames.some((name) => part.id === name)
  if (!step || !isKnown) {
    throw new TextFault('part', line)
  }
  step.parts.push(part)
}

interface Section {
  readonly depth: number
  readonly heading: string
  readonly line: number
  readonly nodes: RootContent[]
}

function sectionsOf({ children }: Root): readonly Section[] {
  const sections: Section[] = []
  for (const node of children) {
    if (node.type === 'heading' && node.depth <= 3) {
      const line = node.position?.start.line ?? 0
      sections.push({ depth: node.depth, heading: textOf(node), line, nodes: [] })
    } else sections.at(-1)?.nodes.push(node)
  }
  return sections
}

/** The letters of a node, without what they look like. */
export function textOf(node: RootContent | Root): string {
  if ('value' in node) return node.value
  return 'children' in node ? node.children.map(textOf).join('') : ''
}

function namedBy(heading: string): Pick<Part, 'id' | 'title'> | undefined {
  const [, title = '', id] = /^(.*?)\s*\{#([a-z][a-z0-9-]*)\}$/.exec(heading) ?? []
  return id === undefined ? undefined : { id, title }
}

/** The answers of a question: its list. */
export const answersOf = ({ nodes }: Part): List['children'] =>
  nodes.find((node): node is List => node.type === 'list')?.children ?? []

/** The commands that a part shows, in order. */
export function examplesOf({ nodes }: Part): readonly Example[] {
  return nodes.flatMap((node) =>
    node.type === 'code' && node.lang === 'console' ? examplesIn(node.value) : [],
  )
}

/** The commands of a block, each with what it prints. */
export const examplesIn = (text: string): readonly Example[] =>
  text
    .split(/^\$ /m)
    .slice(1)
    .map((each) => {
      const [line = '', ...output] = each.split('\n')
      return { line, output: output.join('\n').trimEnd() }
    })
