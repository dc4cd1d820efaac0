import { type Command, type CommandResult, done, failed, instant } from './commands/command'
import type { System } from './image'
import type { NodeKernel } from './kernel'
import type { Programs } from './program'

/** A command that only a node answers, and to root alone. */
const onNode =
  (
    refusal: string,
    run: (args: readonly string[], kernel: NodeKernel) => CommandResult,
    code = 1,
  ): Command =>
  (args, system: System) => {
    const kernel = system.kernel?.()
    return kernel ? run(args, kernel) : failed(refusal, code)
  }

const iptablesSave = onNode(
  'iptables-save v1.8.9 (nf_tables): Could not fetch rule set generation id: ' +
    'Permission denied (you must be root)',
  (args, kernel) => {
    const isCounted = args.includes('-c') || args.includes('--counters')
    const at = args.findIndex((arg) => arg === '-t' || arg === '--table')
    const text = kernel.iptables(isCounted)
    if (at < 0) return done(text)
    const table = args[at + 1] ?? ''
    const found = text.split(/(?<=^COMMIT\n)/m).find((part) => part.startsWith(`*${table}\n`))
    return done(found ?? '')
  },
  4,
)

const nft = onNode(
  'Operation not permitted (you must be root)\nnetlink: Error: cache initialization failed: ' +
    'Operation not permitted',
  (args, kernel) => {
    const words = args.filter((arg) => !arg.startsWith('-')).join(' ')
    const text = kernel.nftables()
    const name = /^table ip (\S+) /.exec(text)?.[1]
    if (words === 'list ruleset') return done(text)
    if (words === 'list tables') return done(name ? `table ip ${name}\n` : '')
    if (name && words === `list table ip ${name}`) return done(text)
    const [verb, ...rest] = words.split(' ')
    return verb === 'list'
      ? failed(`Error: No such file or directory\n${words}\n${' '.repeat(5)}${'^'.repeat(4)}`)
      : failed(`Error: Operation not supported\n${[verb, ...rest].join(' ')}`)
  },
)

const ipvsadm = onNode(
  "Can't initialize ipvs: Permission denied (you must be root)",
  (args, kernel) => {
    const flags = args.filter((arg) => arg.startsWith('-')).join('')
    if (flags === '' || /[Ll]|--list/.test(flags)) return done(kernel.virtualServers(false))
    if (/S|--save/.test(flags)) return done(kernel.virtualServers(true))
    return failed(`Try \`ipvsadm -h' or 'ipvsadm --help' for more information.`, 2)
  },
  255,
)

const ipset = onNode(
  'ipset v7.17: Kernel error received: Operation not permitted',
  ([verb = 'save', name], kernel) => {
    const text = kernel.ipsets()
    if (verb !== 'save' && verb !== 'list')
      return failed(`ipset v7.17: Unknown argument \`${verb}'`)
    const lines = text.split('\n').filter((line) => line !== '')
    if (verb === 'list' && name === '-n') return done(names(lines))
    const some = lines.filter((line) => name === undefined || line.split(' ')[1] === name)
    if (some.length > 0 || name === undefined) return done(some.map((each) => `${each}\n`).join(''))
    return failed('ipset v7.17: The set with the given name does not exist')
  },
)

const names = (lines: readonly string[]): string =>
  lines.flatMap((line) => (line.startsWith('create ') ? [`${line.split(' ')[1]}\n`] : [])).join('')

const conntrack = onNode(
  'conntrack v1.4.7 (conntrack-tools): Operation failed: sorry, you must be root or get ' +
    'CAP_NET_ADMIN capability to do this',
  (args, kernel) => {
    const at = args.findIndex((arg) => arg === '-p' || arg === '--proto')
    const protocol = at < 0 ? undefined : args[at + 1]
    const isList = args.some((arg) => arg === '-L' || arg === '--dump')
    const isCount = args.some((arg) => arg === '-C' || arg === '--count')
    if (!isList && !isCount)
      return failed('conntrack v1.4.7 (conntrack-tools): No command specified', 2)
    const lines = kernel
      .connections()
      .filter((line) => protocol === undefined || line.startsWith(`${protocol} `))
    if (isCount) return done(`${lines.length}\n`)
    return {
      code: 0,
      output: lines.map((line) => `${line}\n`).join(''),
      error: `conntrack v1.4.7 (conntrack-tools): ${lines.length} flow entries have been shown.\n`,
    }
  },
)

/** What a node has to look into its own kernel with. */
export const nodeTools: Programs = {
  'iptables-save': instant(iptablesSave),
  nft: instant(nft),
  ipvsadm: instant(ipvsadm),
  'ipvsadm-save': instant((words, system) => ipvsadm(['-S', ...words], system)),
  ipset: instant(ipset),
  conntrack: instant(conntrack),
}
