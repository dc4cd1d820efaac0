import { type ChainListing, type RuleTable, ruleTables } from '../../api/kernel'
import { type Command, type CommandResult, done, failed } from '../commands/command'
import { datesAt } from '../dates'
import type { NodeKernel } from '../kernel'
import { type Given, getopt, type OptionSpec, taking } from './getopt'
import { onNode } from './on-node'

const VERSION = 'v1.8.9'

const spec: OptionSpec = {
  letters: {
    ...taking('n v x V h 4 6 numbers', 0),
    ...taking('t W N', 1),
    ...taking('w F X', { upTo: 1 }),
    ...taking('L S Z E P', { upTo: 2 }),
    ...taking('A C D I R', { upTo: 99 }),
  },
  names: {
    list: 'L',
    'list-rules': 'S',
    table: 't',
    numeric: 'n',
    verbose: 'v',
    exact: 'x',
    'line-numbers': 'numbers',
    version: 'V',
    help: 'h',
    wait: 'w',
    append: 'A',
    check: 'C',
    delete: 'D',
    insert: 'I',
    replace: 'R',
    flush: 'F',
    zero: 'Z',
    new: 'N',
    'new-chain': 'N',
    'delete-chain': 'X',
    'rename-chain': 'E',
    policy: 'P',
  },
}

const CHANGES = 'ACDIRFZNXEP'

/** What one of the programs goes by, and what it finds. */
interface Flavour {
  readonly name: string
  readonly backend: 'nf_tables' | 'legacy'
  /** Of what this engine has no packets, or nobody has written rules, there are only policies. */
  readonly isBare: boolean
}

const help = ({ name, backend }: Flavour): string =>
  `${name} ${VERSION} (${backend}); of it, this node has:\n` +
  `  ${name} [-t filter|nat|mangle] -L [CHAIN [NUMBER]] [-n] [-v] [-x] [--line-numbers]\n` +
  `  ${name} [-t filter|nat|mangle] -S [CHAIN [NUMBER]] [-v]\n` +
  `  ${name} [-t filter|nat|mangle] -F|-X [CHAIN]\n  ${name} -V\n`

const tableNamed = (name: string): RuleTable | undefined =>
  ruleTables.find((table) => table === name)

const iptables = (flavour: Flavour): Command =>
  onNode(
    `${flavour.name} ${VERSION} (${flavour.backend}): Could not fetch rule set generation id: ` +
      'Permission denied (you must be root)',
    (args, kernel) => run(args, kernel, flavour),
    4,
  )

function run(args: readonly string[], kernel: NodeKernel, flavour: Flavour): CommandResult {
  const { name, backend } = flavour
  const given = getopt(args, spec)
  const { options } = given
  const usage = usageProblem(given)
  if (usage !== undefined) return complaint(flavour, usage)
  if (options.has('V')) return done(`${name} ${VERSION} (${backend})\n`)
  if (options.has('h')) return done(help(flavour))
  const change = [...CHANGES].find((letter) => options.has(letter))
  if (change !== undefined && !'FX'.includes(change)) {
    return failed(`${name}: of changes by hand there are only -F and -X here`)
  }
  const [stray] = given.operands
  if (stray !== undefined) return failed(`Bad argument \`${stray}'\n${tryHelp(name)}`, 2)
  const [wanted = 'filter'] = options.get('t') ?? []
  const table = tableNamed(wanted)
  if (table === undefined) {
    const problem = `table '${wanted}' does not exist`
    const advice = `Perhaps ${name} or your kernel needs to be upgraded.`
    return failed(`${name} ${VERSION} (${backend}): ${problem}\n${advice}`, 3)
  }
  if (change !== undefined)
    return cleared(change === 'F' ? 'flush' : 'delete', options, { table, kernel, flavour })
  return listing(given, table, kernel, flavour)
}

// kube-proxy puts back what it misses: at once what it looks after, the rest with its next sync.
function cleared(
  type: 'flush' | 'delete',
  options: Given['options'],
  { table, kernel, flavour }: { table: RuleTable; kernel: NodeKernel; flavour: Flavour },
): CommandResult {
  const { name, backend, isBare } = flavour
  const [chain] = options.get(type === 'flush' ? 'F' : 'X') ?? []
  if (isBare || table === 'raw' || table === 'security') return done()
  if (kernel.edit({ type, table, ...(chain === undefined ? {} : { chain }) })) return done()
  const all = kernel.iptables(false).find((each) => each.table === table)?.text ?? ''
  const isThere = chain === undefined || all.includes(`\n:${chain} `)
  if (!isThere) return failed(`${name}: No chain/target/match by that name.`)
  const busy = chain ?? /^:(\S+) -/m.exec(all)?.[1]
  const problem = `CHAIN_DEL failed (Device or resource busy): chain ${busy}`
  return failed(`${name} ${VERSION} (${backend}):  ${problem}`, 4)
}

function usageProblem({ options, unknown, incomplete }: Given): string | undefined {
  const isChange = [...CHANGES].some((letter) => options.has(letter))
  if (isChange) return undefined
  if (unknown !== undefined) return `unknown option "${unknown}"`
  if (incomplete !== undefined) return `option "${incomplete}" requires an argument`
  if (options.has('L') && options.has('S')) return 'Cannot use -S with -L'
  const isAsked = ['L', 'S', 'V', 'h'].some((letter) => options.has(letter))
  return isAsked ? undefined : 'no command specified'
}

const tryHelp = (name: string): string =>
  `Try \`${name} -h' or '${name} --help' for more information.`

const complaint = ({ name, backend }: Flavour, problem: string): CommandResult =>
  failed(`${name} ${VERSION} (${backend}): ${problem}\n${tryHelp(name)}`, 2)

function listing(
  { options }: Given,
  table: RuleTable,
  kernel: NodeKernel,
  flavour: Flavour,
): CommandResult {
  const isList = options.has('L')
  const [chain, number] = options.get(isList ? 'L' : 'S') ?? []
  const asked: ChainListing = {
    table,
    isBare: flavour.isBare,
    ...(chain === undefined ? {} : { chain }),
    ...(number === undefined ? {} : { rule: Number(number) }),
    numeric: options.has('n'),
    verbose: options.has('v'),
    exact: options.has('x'),
    numbers: options.has('numbers'),
  }
  const text = isList ? kernel.chains(asked) : kernel.specified(asked)
  if (text !== undefined) return done(text)
  const { name, backend } = flavour
  if (backend === 'legacy') return failed(`${name}: No chain/target/match by that name.`)
  const problem = `chain \`${chain}' in table \`${table}' is incompatible, use 'nft' tool.`
  return failed(`${name} ${VERSION} (${backend}): ${problem}`)
}

const saveSpec: OptionSpec = {
  letters: { c: 0, t: 1, V: 0, M: 1, f: 1 },
  names: { counters: 'c', table: 't', version: 'V', modprobe: 'M', file: 'f' },
}

const save = (flavour: Flavour): Command =>
  onNode(
    `${flavour.name}-save ${VERSION} (${flavour.backend}): Could not fetch rule set generation ` +
      'id: Permission denied (you must be root)',
    (args, kernel, system) => {
      const name = `${flavour.name}-save`
      const { options, unknown } = getopt(args, saveSpec)
      if (unknown !== undefined) {
        const problem = `${name}: invalid option -- '${unknown.replace(/^-+/, '')}'`
        return failed(`${problem}\nLook at manual page \`iptables-save.8' for more information.`)
      }
      if (options.has('V')) return done(`${name} ${VERSION} (${flavour.backend})\n`)
      const [table] = options.get('t') ?? []
      if (table !== undefined && tableNamed(table) === undefined) {
        return failed(`Table \`${table}' does not exist`)
      }
      const tables = flavour.isBare ? [] : kernel.iptables(options.has('c'))
      const wanted = tables.filter((each) => table === undefined || each.table === table)
      const date = dateText(datesAt(system))
      return done(wanted.map(({ text }) => dated(text, name, flavour, date)).join(''))
    },
    4,
  )

const dated = (text: string, name: string, { backend }: Flavour, date: string): string =>
  `# Generated by ${name} ${VERSION} (${backend}) on ${date}\n${text}# Completed on ${date}\n`

// `Mon Nov 23 14:11:24 2026`, as C's ctime has it.
function dateText({ http, time }: ReturnType<typeof datesAt>): string {
  const [weekday = '', day = '', month = '', year = ''] = http.split(/,? /)
  return `${weekday} ${month} ${day.replace(/^0/, ' ')} ${time} ${year}`
}

const flavours: readonly (Flavour & { readonly programs: readonly string[] })[] = [
  { name: 'iptables', backend: 'nf_tables', isBare: false, programs: ['iptables', 'iptables-nft'] },
  { name: 'iptables', backend: 'legacy', isBare: true, programs: ['iptables-legacy'] },
  {
    name: 'ip6tables',
    backend: 'nf_tables',
    isBare: true,
    programs: ['ip6tables', 'ip6tables-nft'],
  },
  { name: 'ip6tables', backend: 'legacy', isBare: true, programs: ['ip6tables-legacy'] },
]

/** iptables in both of its kinds, for both families, and what saves it. */
export const iptablesCommands: Readonly<Record<string, Command>> = Object.fromEntries(
  flavours.flatMap((flavour) =>
    flavour.programs.flatMap((program) => [
      [program, iptables(flavour)] as const,
      [`${program}-save`, save(flavour)] as const,
    ]),
  ),
)
