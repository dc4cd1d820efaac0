import { parseArgs } from 'node:util'
import { environments, type ProxyMode } from '../engine/api/traffic'
import {
  compile,
  defaultProxyOptions,
  ipsetSave,
  iptablesSave,
  ipvsadmSave,
  nftScript,
} from '../engine/kube-proxy'
import { limits } from '../engine/limits'
import type { Ruleset } from '../engine/network/rules'
import { BadInput } from './bad-input'
import { caseOf } from './case'
import { readProbes } from './case/probe'
import { complain } from './complaints'
import { asksForIpv6 } from './dual-stack'
import { provedLesson } from './lesson'
import { type Opened, open } from './opening'
import { resolveCases } from './resolve'
import { readCases } from './resolve/cases'
import { serve } from './serve'

/** What a command line reads and writes. */
export interface Terminal {
  readFile(path: string): string
  out(text: string): void
  error(line: string): void
  /** Resolves when the program is asked to end. */
  asked(): Promise<void>
}

const usage =
  'usage: cluster rules SCENARIO.yaml --node NAME\n' +
  '       cluster case SCENARIO.yaml PROBES.json\n' +
  '       cluster resolve CASES.json\n' +
  '       cluster lesson LESSON.yaml\n' +
  '       cluster serve [--api-port P] [--dns-port D] [--scenario FILE] [--speed X]\n' +
  'options of all: [--environment E] [--seed N] [--mode M] [--nodes N] [--dual-stack]'

const modes: readonly ProxyMode[] = ['iptables', 'nftables', 'ipvs']

const options = {
  environment: { type: 'string', default: 'kubeadm' },
  seed: { type: 'string', default: '1' },
  mode: { type: 'string', default: 'iptables' },
  nodes: { type: 'string', default: '3' },
  node: { type: 'string' },
  'api-port': { type: 'string', default: '0' },
  'dns-port': { type: 'string' },
  scenario: { type: 'string' },
  speed: { type: 'string', default: '1' },
  'dual-stack': { type: 'boolean', default: false },
} as const

type Options = ReturnType<
  typeof parseArgs<{ options: typeof options; allowPositionals: true }>
>['values']

/**
 * Runs the headless cluster; returns the exit code: 0, 2 for bad input, 1 for a fault of our
 * own.
 */
export async function run(words: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  try {
    await obey(words, terminal)
    return 0
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error)
    const bad = error instanceof BadInput
    for (const line of (bad ? told : `our own fault: ${told}`).split('\n')) terminal.error(line)
    return bad ? 2 : 1
  }
}

async function obey(words: readonly string[], terminal: Terminal): Promise<void> {
  const { values, positionals } = parsed(words)
  const [command, file, ...more] = positionals
  if (command === 'serve' && file === undefined) return serveUntilAsked(values, terminal)
  if (command === 'case' && file !== undefined && more.length === 1) {
    terminal.out(await oracleCase([file, more[0] ?? ''], values, terminal))
    return
  }
  if (command === 'resolve' && file !== undefined && more.length === 0) {
    terminal.out(await resolved(file, values, terminal))
    return
  }
  if (command === 'lesson' && file !== undefined && more.length === 0) {
    await provedLesson(file, textIn(file, terminal), terminal.out)
    return
  }
  if (command !== 'rules' || file === undefined || more.length > 0) throw new BadInput(usage)
  terminal.out(await rules(file, values, terminal))
}

async function serveUntilAsked(values: Options, terminal: Terminal): Promise<void> {
  const { scenario } = values
  const manifest = scenario === undefined ? '' : scenarioIn(scenario, terminal).manifest
  const options = clusterOptions(values, manifest)
  const port = whole('api-port', values['api-port'], [0, 65_535])
  const dns = values['dns-port']
  const dnsPort = dns === undefined ? undefined : whole('dns-port', dns, [0, 65_535])
  const speed = positive('speed', values.speed)
  const serving = await serve({ manifest, options, port, dnsPort, speed }).catch((error: unknown) =>
    portProblem(error, dnsPort),
  )
  try {
    if (scenario !== undefined) complain(scenario, manifest, serving.applied)
    const also = serving.dnsPort === undefined ? '' : ` dns://127.0.0.1:${serving.dnsPort}`
    terminal.out(`ready http://127.0.0.1:${serving.port}${also}\n`)
    await terminal.asked()
  } finally {
    await serving.close()
  }
}

// The ports are the only thing about serving that a caller can have got wrong.
function portProblem(error: unknown, dnsPort: number | undefined): never {
  const { code, port } = error as { readonly code?: unknown; readonly port?: unknown }
  const option = port === dnsPort ? 'dns-port' : 'api-port'
  if (code === 'EADDRINUSE') throw new BadInput(`--${option} ${port}: in use; 0 picks a free one`)
  if (code === 'EACCES') throw new BadInput(`--${option} ${port}: only root may have it`)
  throw error
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true })
  } catch (error) {
    throw new BadInput(`${error instanceof Error ? error.message : error}\n${usage}`)
  }
}

async function rules(file: string, values: Options, terminal: Terminal): Promise<string> {
  const { node } = values
  if (node === undefined) throw new BadInput('rules: --node NAME is missing')
  const scenario = scenarioIn(file, terminal)
  const options = clusterOptions(values, scenario.manifest)
  const { mode = defaultProxyOptions.mode } = options
  const { cluster, applied } = await open({ ...options, ...scenario })
  complain(file, scenario.manifest, applied)
  const reader = cluster.reader()
  const names = reader.list('Node').map(({ metadata }) => metadata.name)
  if (!names.includes(node)) {
    throw new BadInput(`no node "${node}"; there are ${names.join(', ')}`)
  }
  return rulesText(compile(reader, node, { ...defaultProxyOptions, mode }))
}

// With ipvs there are three texts, each after a comment that says what it is.
function rulesText(ruleset: Ruleset): string {
  const { nftables, ipvs } = ruleset
  if (nftables) return nftScript(nftables)
  if (!ipvs) return iptablesSave(ruleset)
  const texts = [ipvsadmSave(ipvs), ipsetSave(ruleset), iptablesSave(ruleset)]
  return ['# ipvsadm', '# ipset', '# iptables']
    .map((title, index) => `${title}\n${texts[index]}`)
    .join('')
}

async function oracleCase(
  [file, probes]: readonly [scenario: string, probes: string],
  values: Options,
  terminal: Terminal,
): Promise<string> {
  const scenario = scenarioIn(file, terminal)
  const options = clusterOptions(values, scenario.manifest)
  if (options.mode === 'ipvs') {
    throw new BadInput('case --mode ipvs: an oracle has iptables and nftables only')
  }
  const given = readProbes(probes, textIn(probes, terminal))
  const { cluster, applied } = await open({ ...options, ...scenario })
  complain(file, scenario.manifest, applied)
  return `${JSON.stringify(caseOf(cluster, given), undefined, 2)}\n`
}

async function resolved(file: string, values: Options, terminal: Terminal): Promise<string> {
  const scenarios = readCases(file, textIn(file, terminal))
  const answered = await resolveCases(scenarios, (yaml) => clusterOptions(values, yaml))
  return `${JSON.stringify(answered, undefined, 2)}\n`
}

function clusterOptions(values: Options, manifest: string): Omit<Opened, 'manifest' | 'traffic'> {
  const environment = environments.find((each) => each === values.environment)
  if (!environment) {
    throw new BadInput(`--environment ${values.environment}: one of ${environments.join(', ')}`)
  }
  const mode = modes.find((each) => each === values.mode)
  if (!mode) {
    throw new BadInput(`--mode ${values.mode}: one of ${modes.join(', ')}`)
  }
  return {
    environment,
    dualStack: values['dual-stack'] || asksForIpv6(manifest),
    mode,
    seed: whole('seed', values.seed, [0, 4_294_967_295]),
    nodes: whole('nodes', values.nodes, [1, limits.nodes]),
  }
}

function whole(
  name: string,
  text: string,
  [least, most]: readonly [least: number, most: number],
): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : -1
  if (value < least || value > most) {
    throw new BadInput(`--${name} ${text}: a whole number from ${least} to ${most}`)
  }
  return value
}

function positive(name: string, text: string): number {
  const value = /^\d{1,4}(\.\d{1,4})?$/.test(text) ? Number(text) : 0
  if (value <= 0) throw new BadInput(`--${name} ${text}: a number above 0`)
  return value
}

const scenarioIn = (file: string, terminal: Terminal): Pick<Opened, 'manifest' | 'traffic'> => ({
  manifest: textIn(file, terminal),
  traffic: [],
})

function textIn(file: string, { readFile }: Terminal): string {
  try {
    return readFile(file)
  } catch (error) {
    throw new BadInput(`${file}: ${error instanceof Error ? error.message : error}`)
  }
}
