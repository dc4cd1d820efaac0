import { type Question, type Rcode, type ResourceRecord, rcodes } from '../../api/dns'
import {
  type Controller,
  definePlugin,
  type Handler,
  normal,
  originsOf,
  type Served,
  type Turn,
  written,
  zoneOf,
  zonesOf,
} from './plugin'
import { patternOf } from './rewrite/matching'

interface Template {
  readonly type: string
  readonly zones: readonly string[]
  readonly patterns: RegExp[]
  readonly answers: string[]
  readonly additional: string[]
  readonly authority: string[]
  rcode: Rcode
  fallthrough: readonly string[]
}

/** `template`: answers made from the question by a pattern. */
export const template = definePlugin({
  name: 'template',
  setup(controller) {
    const templates: Template[] = []
    while (controller.next()) templates.push(templateOf(controller))
    return handlerOf(templates)
  },
})

function templateOf(controller: Controller): Template {
  if (!controller.nextArg()) throw controller.argumentError()
  if (!['IN', 'ANY', 'CH'].includes(controller.text)) {
    throw controller.error(`invalid query class ${controller.text}`)
  }
  if (!controller.nextArg()) throw controller.argumentError()
  const { text: type } = controller
  if (!/^[A-Z][A-Z0-9]*$/.test(type)) throw controller.error(`invalid RR class ${type}`)
  const zones = originsOf(controller.remainingArgs(), controller.keys)
  const found: Template = {
    type,
    zones,
    patterns: [],
    answers: [],
    additional: [],
    authority: [],
    rcode: 'NOERROR',
    fallthrough: [],
  }
  while (controller.nextBlock()) readProperty(controller, found)
  if (found.patterns.length === 0) found.patterns.push(/.*/)
  return found
}

const TEXTS = { answer: 'answers', additional: 'additional', authority: 'authority' } as const

function readProperty(controller: Controller, found: Template): void {
  const property = controller.text
  const args = controller.remainingArgs()
  const [first = ''] = args
  if (args.length === 0 && property !== 'fallthrough') throw controller.argumentError()
  switch (property) {
    case 'match':
      found.patterns.push(...args.map(patternOf))
      return
    case 'answer':
    case 'additional':
    case 'authority':
      found[TEXTS[property]].push(...args)
      return
    case 'rcode': {
      const rcode = rcodes.find((each) => each === first)
      if (rcode === undefined) throw controller.error(`unknown rcode ${first}`)
      found.rcode = rcode
      return
    }
    case 'fallthrough':
      found.fallthrough = args.length > 0 ? args.flatMap(zonesOf) : ['.']
      return
    case 'ederror':
    case 'upstream':
      return
    default:
      throw controller.argumentError()
  }
}

const handlerOf = (templates: readonly Template[]): Handler => ({
  name: 'template',
  serve(question, turn, next) {
    const name = question.name.toLowerCase()
    for (const each of templates) {
      const zone = zoneOf(each.zones, name)
      if (zone === undefined || (each.type !== 'ANY' && each.type !== question.type)) continue
      const match = firstMatch(each.patterns, name)
      if (match) return made(each, { question, turn, zone, match })
      if (zoneOf(each.fallthrough, name) === undefined) return { type: 'failed', rcode: 'SERVFAIL' }
    }
    return next(question)
  },
})

function firstMatch(patterns: readonly RegExp[], name: string): RegExpExecArray | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(name)
    if (match) return match
  }
  return undefined
}

interface Data {
  readonly question: Question
  readonly turn: Turn
  readonly zone: string
  readonly match: RegExpExecArray
}

function made(found: Template, data: Data): Served {
  if (found.rcode === 'SERVFAIL') return { type: 'failed', rcode: 'SERVFAIL' }
  const records = (texts: readonly string[]) => texts.map((text) => recordOf(filled(text, data)))
  const [answers, authority, additional] = [
    records(found.answers),
    records(found.authority),
    records(found.additional),
  ]
  const bad = [...answers, ...authority, ...additional].find((each) => typeof each === 'string')
  if (typeof bad === 'string') return { type: 'failed', rcode: 'SERVFAIL', error: bad }
  const whole = (all: readonly (ResourceRecord | string)[]) => all as readonly ResourceRecord[]
  const followed = lookedUp(whole(answers), data)
  if ('type' in followed) return followed
  return written(data.question, {
    rcode: found.rcode,
    answers: followed,
    authority: whole(authority),
    additional: whole(additional),
  })
}

// An alias is followed for whoever asks for addresses.
function lookedUp(
  answers: readonly ResourceRecord[],
  { question, turn }: Data,
): readonly ResourceRecord[] | (Served & { readonly type: 'wait' }) {
  const alias = answers.find(({ type }) => type === 'CNAME')
  if (!alias || (question.type !== 'A' && question.type !== 'AAAA')) return answers
  const found = turn.lookup({ ...question, name: alias.data })
  if (found.type === 'wait') return found
  return found.type === 'answer' ? [...answers, ...found.answer.answers] : answers
}

// The words of Go's templates that people use here: fields, groups, and an index into the match.
function filled(text: string, { question, turn, zone, match }: Data): string {
  const fields: Readonly<Record<string, string>> = {
    '.Name': question.name.toLowerCase(),
    '.Zone': zone,
    '.Class': question.class ?? 'IN',
    '.Type': question.type,
    '.Remote': turn.from.replace(/:\d+$/, ''),
    '.Question.Name': question.name,
  }
  return text.replace(/\{\{-?\s*(.*?)\s*-?\}\}/g, (_, expression: string) => {
    const group = /^\.Group\.(\w+)$/.exec(expression) ?? /^index \.Group "(\w+)"$/.exec(expression)
    if (group) return match.groups?.[group[1] ?? ''] ?? match[Number(group[1])] ?? ''
    const index = /^index \.Match (\d+)$/.exec(expression)
    if (index) return match[Number(index[1])] ?? ''
    return fields[expression] ?? ''
  })
}

const TTL = 3_600

// A record as zone files have it: owner, TTL and class in either order, type, data.
function recordOf(text: string): ResourceRecord | string {
  const words = text.trim().split(/\s+/)
  const name = words.shift() ?? ''
  let ttl = TTL
  while (/^(\d+|IN)$/i.test(words[0] ?? '')) {
    const word = words.shift() ?? ''
    if (/^\d+$/.test(word)) ttl = Number(word)
  }
  const type = (words.shift() ?? '').toUpperCase()
  const data = words.join(' ')
  if (name === '' || type === '' || data === '') return `dns: not a RR: ${JSON.stringify(text)}`
  const isName = ['CNAME', 'NS', 'PTR', 'SRV', 'MX'].includes(type)
  return { name: normal(name), type, ttl, data: isName ? data.replace(/\.?$/, '.') : data }
}
