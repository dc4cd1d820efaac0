import type { FileSystem, ShellState } from '../../terminal'

const colour = { where: '\x1b[34m', quiet: '\x1b[90m', namespace: '\x1b[36m', end: '\x1b[0m' }

/** `learner:~ (default)$ `: where one is, on this machine and in the cluster. */
export function promptText(state: ShellState, disk: FileSystem, columns: number): string {
  const home = state.get('HOME') ?? ''
  const { directory } = state
  const inHome = directory === home || directory.startsWith(`${home}/`)
  const path = inHome ? `~${directory.slice(home.length)}` : directory
  const { where, quiet, namespace, end } = colour
  const user = columns < 60 ? '' : `${quiet}learner:${end}`
  const current = namespaceIn(readConfig(state, disk))
  return `${user}${where}${path}${end} ${quiet}(${namespace}${current}${quiet})${end}$ `
}

function readConfig(state: ShellState, disk: FileSystem): string {
  const [path = ''] = (state.get('KUBECONFIG') ?? '').split(':')
  const files = disk.from(() => state.directory)
  return files.read(path === '' ? `${state.get('HOME')}/.kube/config` : path) ?? ''
}

/** The namespace of the current context of a kubeconfig, which kubectl writes always alike. */
export function namespaceIn(config: string): string {
  const current = /^current-context:\s*["']?(\S+?)["']?\s*$/m.exec(config)?.[1]
  const contexts = /^contexts:\n((?:[ -][^\n]*\n?)*)/m.exec(config)?.[1] ?? ''
  for (const text of contexts.split(/^- /m)) {
    const name = /^(?: {2})?name:\s*["']?(\S+?)["']?\s*$/m.exec(text)?.[1]
    if (name !== current) continue
    return /^\s+namespace:\s*["']?(\S+?)["']?\s*$/m.exec(text)?.[1] ?? 'default'
  }
  return 'default'
}
