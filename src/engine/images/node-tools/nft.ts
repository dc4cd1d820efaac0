import { type Command, type CommandResult, done, failed } from '../commands/command'
import type { NodeKernel } from '../kernel'
import { onNode } from './on-node'

/** Looks at the rules of nftables. */
export const nft: Command = onNode(
  'Operation not permitted (you must be root)\nnetlink: Error: cache initialization failed: ' +
    'Operation not permitted',
  (args, kernel) => {
    if (args.some((arg) => arg === '-v' || arg === '--version')) {
      return done('nftables v1.0.6 (Lester Gooch #5)\n')
    }
    const words = args
      .filter((arg) => !arg.startsWith('-'))
      .join(' ')
      .split(/\s+/)
    const [verb = '', what = '', ...rest] = words
    const names = rest.filter((word) => word !== 'ip')
    if (verb === 'list') return listed(kernel.nftables(), what, names, words)
    if (verb === 'flush' && what === 'ruleset') return flushed(kernel)
    if (verb === 'delete' && what === 'table') {
      const isThere = names[0] !== undefined && tableOf(kernel.nftables()) === names[0]
      return isThere ? flushed(kernel) : missing(words, names[0] ?? '', 'Could not process rule: ')
    }
    return failed(
      "nft: the rules are kube-proxy's here: of changes there are flush and delete table",
    )
  },
)

function flushed(kernel: NodeKernel): CommandResult {
  kernel.edit({ type: 'flush-nftables' })
  return done()
}

const tableOf = (text: string): string | undefined => /^table ip (\S+) /.exec(text)?.[1]

function listed(
  text: string,
  what: string,
  [table = '', name = '']: readonly string[],
  words: readonly string[],
): CommandResult {
  const own = tableOf(text)
  switch (what) {
    case 'ruleset':
      return done(text)
    case 'tables':
      return done(own === undefined ? '' : `table ip ${own}\n`)
    case 'chains':
      return done(own === undefined ? '' : chainHeads(text))
    case 'table':
      return table === own ? done(text) : missing(words, table)
    case 'chain':
    case 'set':
    case 'map': {
      if (table !== own) return missing(words, table)
      const block = blockOf(text, what, name)
      return block === undefined ? missing(words, name) : done(`table ip ${own} {\n${block}}\n`)
    }
    default: {
      const line = words.join(' ')
      const at = line.length
      return failed(`Error: syntax error, unexpected newline\n${line}\n${' '.repeat(at)}^`)
    }
  }
}

// The lines of one chain, set or map, as they stand in the table.
function blockOf(text: string, what: string, name: string): string | undefined {
  const at = text.indexOf(`\n\t${what} ${name} {\n`)
  if (at < 0) return undefined
  return text.slice(at + 1, text.indexOf('\n\t}\n', at) + 4)
}

// Every chain with what makes it a base chain, without its rules.
function chainHeads(text: string): string {
  const heads = [...text.matchAll(/^\tchain \S+ \{\n(\t\ttype .*\n)?/gm)]
  return `table ip ${tableOf(text)} {\n${heads.map(([head]) => `${head}\t}\n`).join('')}}\n`
}

function missing(words: readonly string[], name: string, before = ''): CommandResult {
  const line = words.join(' ')
  const mark = `${' '.repeat(Math.max(line.lastIndexOf(name), 0))}${'^'.repeat(name.length)}`
  return failed(`Error: ${before}No such file or directory\n${line}\n${mark}`)
}
