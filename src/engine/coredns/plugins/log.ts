import { type Answer, type Question, rcodes } from '../../api/dns'
import { questionLength, recordedLength, sizeFor } from '../../api/dns-wire'
import {
  type Controller,
  definePlugin,
  type Handler,
  isIn,
  normal,
  type Served,
  SetupError,
  type Turn,
} from './plugin'

const COMMON =
  '{remote}:{port} - {>id} "{type} {class} {name} {proto} {size} {>do} {>bufsize}" ' +
  '{rcode} {>rflags} {rsize} {duration}'
const COMBINED = `${COMMON} "{>opcode}"`
const CLASSES = ['all', 'denial', 'error', 'success']

interface Rule {
  readonly scope: string
  readonly format: string
  readonly classes: readonly string[]
}

/** `log`: a line for every question. */
export const log = definePlugin({
  name: 'log',
  setup(controller) {
    const rules: Rule[] = []
    while (controller.next()) rules.push(...rulesOf(controller))
    return handlerOf(rules)
  },
})

function rulesOf(controller: Controller): readonly Rule[] {
  const args = controller.remainingArgs()
  const last = args.at(-1) ?? ''
  const isFormat = args.length > 1 && last.includes('{')
  const format = isFormat
    ? last.replaceAll('{common}', COMMON).replaceAll('{combined}', COMBINED)
    : COMMON
  const scopes = isFormat ? args.slice(0, -1) : args
  const classes: string[] = []
  while (controller.nextBlock()) {
    if (controller.text !== 'class') {
      throw controller.error(`unknown property '${controller.text}'`)
    }
    const named = controller.remainingArgs()
    if (named.length === 0) throw controller.argumentError()
    for (const each of named) {
      if (!CLASSES.includes(each)) throw new SetupError(`invalid Class: ${each}`)
      classes.push(each)
    }
  }
  const all = scopes.length > 0 ? scopes : ['.']
  return all.map((scope) => ({ scope: normal(scope), format, classes }))
}

const handlerOf = (rules: readonly Rule[]): Handler => ({
  name: 'log',
  serve(question, turn, next) {
    const name = question.name.toLowerCase()
    const rule = rules.find(({ scope }) => isIn(scope, name))
    if (!rule) return next(question)
    turn.isPlain = false
    const served = next(question)
    if (served.type === 'wait') return served
    const { classes, format } = rule
    if (classes.length === 0 || classes.includes('all') || classes.includes(classOf(served))) {
      turn.print(`[INFO] ${lineOf(format, question, served, turn)}`)
    }
    return served
  },
})

function classOf(served: Served & { readonly type: 'answer' | 'failed' }): string {
  const rcode = served.type === 'answer' ? served.answer.rcode : served.rcode
  if (rcode === 'NXDOMAIN') return 'denial'
  if (rcode !== 'NOERROR') return 'error'
  return served.type === 'answer' && served.answer.answers.length === 0 ? 'denial' : 'success'
}

function lineOf(
  format: string,
  question: Question,
  served: Served & { readonly type: 'answer' | 'failed' },
  turn: Turn,
): string {
  const { protocol } = turn
  const answer = served.type === 'answer' ? served.answer : bareAnswer(question, served.rcode)
  const [, remote = '', port = ''] = /^(.*):(\d+)$/.exec(turn.from) ?? []
  const values: Readonly<Record<string, () => string | number>> = {
    '{remote}': () => remote,
    '{port}': () => port,
    '{>id}': () => question.id ?? turn.random.below(65_536),
    '{type}': () => question.type,
    '{class}': () => question.class ?? 'IN',
    '{name}': () => question.name.toLowerCase(),
    '{proto}': () => protocol.toLowerCase(),
    '{size}': () => questionLength(question),
    '{>do}': () => String(question.edns?.dnssec === true),
    '{>bufsize}': () => sizeFor(question, protocol),
    '{>opcode}': () => 0,
    '{rcode}': () => answer.rcode,
    '{>rflags}': () => flagsOf(answer),
    '{rsize}': () => recordedLength(answer),
    '{duration}': () => durationOf(turn),
  }
  return format.replace(/\{[^{}]*\}/g, (word) => String(values[word]?.() ?? '-'))
}

const bareAnswer = (question: Question, rcode: Answer['rcode']): Answer => ({
  question,
  rcode: rcodes.includes(rcode) ? rcode : 'SERVFAIL',
  authoritative: false,
  recursionAvailable: false,
  answers: [],
  authority: [],
  additional: [],
})

const flagsOf = (answer: Answer): string =>
  [
    'qr',
    ...(answer.authoritative ? ['aa'] : []),
    ...(answer.truncated ? ['tc'] : []),
    ...(answer.question.recursionDesired === false ? [] : ['rd']),
    ...(answer.recursionAvailable ? ['ra'] : []),
    ...(answer.question.checkingDisabled ? ['cd'] : []),
  ].join(',')

// The program's own work takes some ten thousandths of a second.
function durationOf({ elapsed, random }: Turn): string {
  const nanos = elapsed * 1_000 + 60_000 + random.below(140_000)
  const fraction = String(nanos % 1_000_000_000).padStart(9, '0')
  return `${Math.floor(nanos / 1_000_000_000)}.${fraction.replace(/0+$/, '') || '0'}s`
}
