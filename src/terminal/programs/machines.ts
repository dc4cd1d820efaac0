import type { Laptop, LaptopProgram } from '../shell/process'
import { runOn } from './on-machine'
import { UsageError } from './options'
import { defineProgram } from './program'

interface Listed {
  readonly items?: readonly { readonly metadata?: { readonly name?: string } }[]
}

/** The names of the cluster's nodes. */
async function nodesOf({ client }: Laptop): Promise<readonly string[]> {
  const response = await client.request({ method: 'GET', path: '/api/v1/nodes' })
  const { items = [] } = ('body' in response ? response.body : {}) as Listed
  return items.map(({ metadata }) => metadata?.name ?? '')
}

// As ssh and docker do it: a shell gets the terminal, when this side has one.
const lent = (wantsInput: boolean, wantsTerminal: boolean, { stdin }: Laptop) => ({
  reads: wantsInput,
  tty: wantsTerminal && stdin.isTerminal,
})

/** Opens a shell on a node, or runs a command there. */
export const ssh = defineProgram({
  name: 'ssh',
  use: '[user@]node [command [arg]...]',
  short: 'Open a shell on a node of the cluster, or run a command there.',
  run: async ({ words }, laptop) => {
    const [target = '', ...command] = words.filter((word, at) => at > 0 || !word.startsWith('-'))
    if (target === '') throw new UsageError('destination operand is missing', 255)
    const node = target.replace(/^.*@/, '')
    if (!(await nodesOf(laptop)).includes(node)) {
      laptop.stderr.write(`ssh: Could not resolve hostname ${node}: Name or service not known\n`)
      return 255
    }
    if (command.length === 0) return runOn(node, ['bash'], laptop, lent(true, true, laptop))
    const script = ['bash', '-c', command.join(' ')]
    return runOn(node, script, laptop, lent(!laptop.stdin.isTerminal, false, laptop))
  },
})

const UNSUPPORTED =
  'of docker, this machine has `docker ps` and `docker exec NODE COMMAND`: the nodes are its ' +
  'containers, as with kind'

const docker: LaptopProgram = async (words, laptop) => {
  const [verb, ...rest] = words
  if (verb === 'ps') return listed(laptop)
  if (verb === 'exec') return execIn(rest, laptop)
  laptop.stderr.write(`docker: ${UNSUPPORTED}\n`)
  return 1
}

async function listed(laptop: Laptop): Promise<number> {
  const nodes = await nodesOf(laptop)
  const line = (...cells: readonly string[]): string =>
    cells
      .map((cell, at) => (at === cells.length - 1 ? cell : cell.padEnd(WIDTHS[at] ?? 0)))
      .join('   ')
  const rows = nodes.map((name) =>
    line(name, 'kindest/node:v1.34.0', '"/usr/local/bin/entr…"', 'Up', name),
  )
  const title = line('CONTAINER ID', 'IMAGE', 'COMMAND', 'STATUS', 'NAMES')
  laptop.stdout.write([title, ...rows].map((each) => `${each}\n`).join(''))
  return 0
}

const WIDTHS = [12, 20, 23, 6]

async function execIn(words: readonly string[], laptop: Laptop): Promise<number> {
  const at = words.findIndex((word) => !word.startsWith('-'))
  const options = (at < 0 ? words : words.slice(0, at)).join('')
  const [node, ...command] = at < 0 ? [] : words.slice(at)
  if (node === undefined || command.length === 0) {
    laptop.stderr.write("docker: 'docker exec' requires at least 2 arguments\n")
    return 1
  }
  if (!(await nodesOf(laptop)).includes(node)) {
    laptop.stderr.write(`Error response from daemon: No such container: ${node}\n`)
    return 1
  }
  const wantsTerminal = /t/.test(options)
  if (wantsTerminal && !laptop.stdin.isTerminal) {
    laptop.stderr.write('the input device is not a TTY\n')
    return 1
  }
  return runOn(node, command, laptop, lent(/i/.test(options), wantsTerminal, laptop))
}

/** The nodes as containers of this machine, as kind has them. */
export const dockerProgram = {
  name: 'docker',
  use: 'ps | exec [-i] [-t] NODE COMMAND [ARG]...',
  short: 'List the nodes, or run a command on one of them.',
  run: () => 0,
  program: docker,
} as const
