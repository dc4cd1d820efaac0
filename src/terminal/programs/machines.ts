import type { Laptop } from '../shell/process'
import { runOn } from './on-machine'
import { UsageError } from './options'
import { defineProgram } from './program'

/** A node, as far as this machine's programs tell of it. */
interface MachineNode {
  readonly metadata: {
    readonly name: string
    readonly uid: string
    readonly creationTimestamp: string
  }
  readonly status: { readonly nodeInfo?: { readonly kubeletVersion: string } }
}

async function nodesOf({ client }: Laptop): Promise<readonly MachineNode[]> {
  const response = await client.request({ method: 'GET', path: '/api/v1/nodes' })
  const body = 'body' in response ? response.body : {}
  const { items = [] } = body as { readonly items?: readonly MachineNode[] }
  return items
}

async function isNode(name: string, laptop: Laptop): Promise<boolean> {
  return (await nodesOf(laptop)).some(({ metadata }) => metadata.name === name)
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
    if (!(await isNode(node, laptop))) {
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

/** The nodes as containers of this machine, as kind has them. */
export const docker = defineProgram({
  name: 'docker',
  use: 'ps | exec [-i] [-t] NODE COMMAND [ARG]...',
  short: 'List the nodes, or run a command on one of them.',
  run: ({ words }, laptop) => {
    const [verb, ...rest] = words
    if (verb === 'ps') return listed(laptop)
    if (verb === 'exec') return execIn(rest, laptop)
    laptop.stderr.write(`docker: ${UNSUPPORTED}\n`)
    return 1
  },
})

const TITLES = ['CONTAINER ID', 'IMAGE', 'COMMAND', 'CREATED', 'STATUS', 'PORTS', 'NAMES']

// As docker's table: as wide as the widest, and three spaces between.
async function listed(laptop: Laptop): Promise<number> {
  const nodes = await nodesOf(laptop)
  const rows = [TITLES, ...nodes.map((node) => rowOf(node, laptop.now()))]
  const widths = TITLES.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  for (const row of rows) {
    const cells = row.map((cell, at) => cell.padEnd(widths[at] ?? 0))
    laptop.stdout.write(`${cells.join('   ').trimEnd()}\n`)
  }
  return 0
}

function rowOf({ metadata, status }: MachineNode, now: number): readonly string[] {
  const { creationTimestamp, name, uid } = metadata
  const span = spanText((now - Date.parse(creationTimestamp)) / 1_000)
  const image = `kindest/node:${status.nodeInfo?.kubeletVersion ?? 'latest'}`
  const id = uid.replaceAll('-', '').slice(0, 12)
  return [id, image, '"/usr/local/bin/entr…"', `${span} ago`, `Up ${span}`, '', name]
}

/** A span of seconds as docker says it (go-units, HumanDuration). */
function spanText(seconds: number): string {
  const [whole, minutes, hours] = [1, 60, 3_600].map((unit) => Math.floor(seconds / unit))
  if (!whole || whole < 1) return 'Less than a second'
  if (whole === 1) return '1 second'
  if (!minutes) return `${whole} seconds`
  if (minutes === 1) return 'About a minute'
  if (minutes < 60) return `${minutes} minutes`
  return Math.round(seconds / 3_600) === 1 ? 'About an hour' : `${hours} hours`
}

async function execIn(words: readonly string[], laptop: Laptop): Promise<number> {
  const at = words.findIndex((word) => !word.startsWith('-'))
  const options = (at < 0 ? words : words.slice(0, at)).join('')
  const [node, ...command] = at < 0 ? [] : words.slice(at)
  if (node === undefined || command.length === 0) {
    laptop.stderr.write("docker: 'docker exec' requires at least 2 arguments\n")
    return 1
  }
  if (!(await isNode(node, laptop))) {
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
