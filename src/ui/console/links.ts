import type { IDecoration, ILink, Terminal } from '@xterm/xterm'
import type { Summary } from '../../projection/summary'
import { litIn, type Playground } from '../store'
import styles from './console.module.css'

type Names = ReadonlyMap<string, string>

const known = new WeakMap<ReadonlyMap<string, Summary>, Names>()

/** How kubectl writes kinds before a name, and what the picture calls them. */
const kinds: Readonly<Record<string, string>> = {
  po: 'pod',
  pods: 'pod',
  svc: 'service',
  services: 'service',
  no: 'node',
  nodes: 'node',
  deploy: 'deployment',
  deployments: 'deployment',
  rs: 'replicaset',
  replicasets: 'replicaset',
}

/** From what can stand in an output to the id of a thing in the picture. */
function namesIn(summaries: ReadonlyMap<string, Summary>): Names {
  const before = known.get(summaries)
  if (before) return before
  const names = new Map<string, string>()
  // A Service and its workload often share a name: alone, it is the Service.
  const order = ['workload', 'node', 'pod', 'service']
  for (const type of order) {
    for (const each of summaries.values()) {
      if (each.type !== type) continue
      const [kind = ''] = each.id.split('/')
      names.set(`${kind}/${each.name}`, each.id)
      names.set(each.name, each.id)
    }
  }
  known.set(summaries, names)
  return names
}

/** The thing that a word of an output names. */
export function idOf(word: string, summaries: ReadonlyMap<string, Summary>): string | undefined {
  const names = namesIn(summaries)
  const [, kind = '', name = ''] = /^([a-z]+)(?:\.[a-z0-9.]+)?\/(.+)$/.exec(word) ?? []
  if (kind === '') return names.get(word)
  return names.get(`${kinds[kind] ?? kind}/${name}`)
}

const wordPattern = /[A-Za-z0-9][A-Za-z0-9./-]*[A-Za-z0-9]/g

/** Marks the rows that name what lights up in the picture; returns how to stop. */
export function lightRows(terminal: Terminal, playground: Playground): () => void {
  let lit = ''
  let shown: IDecoration[] = []
  return playground.subscribe((state) => {
    const ids = litIn(state)
    const now = ids.join(' ')
    if (now === lit) return
    lit = now
    for (const each of shown) each.dispose()
    shown = rowsNaming(terminal, state.picture.summaries, new Set(ids)).flatMap((row) => {
      const { baseY, cursorY } = terminal.buffer.active
      const marker = terminal.registerMarker(row - baseY - cursorY)
      const decoration = terminal.registerDecoration({ marker, width: 1, layer: 'top' })
      decoration?.onRender((element) => element.classList.add(styles.lit ?? ''))
      return decoration ?? []
    })
  })
}

function rowsNaming(
  { buffer: { active }, rows }: Terminal,
  summaries: ReadonlyMap<string, Summary>,
  ids: ReadonlySet<string>,
): readonly number[] {
  if (ids.size === 0) return []
  const visible = Array.from({ length: rows }, (_, index) => active.viewportY + index)
  return visible.filter((row) => {
    const text = active.getLine(row)?.translateToString(true) ?? ''
    return [...text.matchAll(wordPattern)].some(([word]) => {
      const id = idOf(word, summaries)
      return id !== undefined && ids.has(id)
    })
  })
}

/** Names of things in the picture can be clicked: that selects them there. */
export function linkNames(terminal: Terminal, playground: Playground): void {
  terminal.registerLinkProvider({
    provideLinks: (row, answer) => {
      const text = terminal.buffer.active.getLine(row - 1)?.translateToString(true) ?? ''
      const { summaries } = playground.getState().picture
      const links: ILink[] = []
      for (const { 0: word, index } of text.matchAll(wordPattern)) {
        const id = idOf(word, summaries)
        if (id === undefined) continue
        links.push({
          range: { start: { x: index + 1, y: row }, end: { x: index + word.length, y: row } },
          text: word,
          activate: () => playground.actions.select(id),
          hover: () => playground.actions.hover(id),
          leave: () => playground.actions.hover(undefined),
        })
      }
      answer(links.length > 0 ? links : undefined)
    },
  })
}
