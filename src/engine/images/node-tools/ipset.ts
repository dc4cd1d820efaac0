import type { SetListing } from '../../api/kernel'
import { type Command, type CommandResult, done, failed, textOf } from '../commands/command'
import type { NodeKernel } from '../kernel'
import { type Given, getopt, type OptionSpec } from './getopt'
import { onNode } from './on-node'

const ME = 'ipset v7.17'
const TRY = "Try `ipset help' for more information."

const spec: OptionSpec = {
  letters: { o: 1, n: 0, t: 0, s: 0, q: 0, r: 0, f: 1, '!': 0, L: 0, S: 0, T: 0, v: 0, h: 0 },
  names: {
    output: 'o',
    name: 'n',
    terse: 't',
    sorted: 's',
    quiet: 'q',
    resolve: 'r',
    file: 'f',
    exist: '!',
    list: 'L',
    save: 'S',
    test: 'T',
    version: 'v',
    help: 'h',
  },
}

const CHANGES = ['create', 'add', 'del', 'destroy', 'flush', 'rename', 'swap', 'restore']

/** Looks into the sets that rules look into. */
export const ipset: Command = onNode(
  `${ME}: Kernel error received: Operation not permitted`,
  (args, kernel) => {
    const given = getopt(args, spec)
    const { options, unknown, incomplete } = given
    const strange = unknown ?? incomplete
    if (strange !== undefined) return usage(`Unknown argument \`${strange}'`)
    if (options.has('v')) return done(`${ME}, protocol version: 7\n`)
    const [verb, name, entry] = wordsOf(given)
    if (verb === 'version') return done(`${ME}, protocol version: 7\n`)
    if (verb === undefined) return usage('No command specified.')
    if (CHANGES.includes(verb)) {
      return failed("ipset: the sets are kube-proxy's here: no change by hand")
    }
    if (verb === 'test') return tested(kernel, name, entry)
    if (verb !== 'list' && verb !== 'save') {
      return usage(`No command specified: unknown argument ${verb}`)
    }
    return shown(kernel.ipsets(), verb === 'save' ? 'save' : modeOf(options), name, options)
  },
)

// `-L` stands for `list`, and so on; `-n` may stand before the command as well.
function wordsOf({ options, operands }: Given): readonly string[] {
  const letters = { L: 'list', S: 'save', T: 'test', h: 'help' } as const
  const letter = (['L', 'S', 'T', 'h'] as const).find((each) => options.has(each))
  return letter === undefined ? operands : [letters[letter], ...operands]
}

const usage = (problem: string): CommandResult => failed(`${ME}: ${problem}\n${TRY}`, 2)

const modeOf = (options: Given['options']): string =>
  options.has('n') ? 'name' : options.has('t') ? 'terse' : (options.get('o')?.[0] ?? 'plain')

const NO_SET = `${ME}: The set with the given name does not exist`

function shown(
  all: readonly SetListing[],
  mode: string,
  name: string | undefined,
  options: Given['options'],
): CommandResult {
  const some = name === undefined ? all : all.filter((set) => set.name === name)
  if (name !== undefined && some.length === 0) return failed(NO_SET)
  const ordered = some.map((set) => (options.has('s') ? sorted(set) : set))
  switch (mode) {
    case 'name':
      return done(textOf(ordered.map((set) => set.name)))
    case 'save':
      return done(textOf(ordered.flatMap(savedLines)))
    case 'plain':
    case 'terse': {
      const isTerse = mode === 'terse' || options.has('t')
      return done(ordered.map((set) => textOf(listedLines(set, isTerse))).join('\n'))
    }
    case 'xml':
      return failed('ipset: -o xml is not simulated; there are plain and save')
    default:
      return failed(`${ME}: Syntax error: unknown output mode '${mode}'`)
  }
}

const sorted = (set: SetListing): SetListing => ({ ...set, members: [...set.members].sort() })

const savedLines = ({ name, type, header, members }: SetListing): readonly string[] => [
  `create ${name} ${type} ${header}`,
  ...members.map((member) => `add ${name} ${member}`),
]

const listedLines = (set: SetListing, isTerse: boolean): readonly string[] => [
  `Name: ${set.name}`,
  `Type: ${set.type}`,
  `Revision: ${set.revision}`,
  `Header: ${set.header}`,
  `Size in memory: ${set.bytes}`,
  `References: ${set.references}`,
  `Number of entries: ${set.members.length}`,
  ...(isTerse ? [] : ['Members:', ...set.members]),
]

function tested(
  kernel: NodeKernel,
  name: string | undefined,
  entry: string | undefined,
): CommandResult {
  if (name === undefined || entry === undefined) {
    const missing = name === undefined ? 'setname' : 'test entry'
    return usage(`Missing mandatory argument of command test: ${missing}`)
  }
  const set = kernel.ipsets().find((each) => each.name === name)
  if (!set) return failed(NO_SET)
  if (!set.members.includes(entry)) return failed(`${entry} is NOT in set ${name}.`)
  return { code: 0, error: `Warning: ${entry} is in set ${name}.\n` }
}
