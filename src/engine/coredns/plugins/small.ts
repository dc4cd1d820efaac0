import { parseDuration } from '../../api/go-duration'
import type { Duration } from '../../sim'
import { seconds } from '../../sim'
import { type Controller, definePlugin, isIn, once, SetupError, written, zonesOf } from './plugin'

/** `errors`: a line for every question that failed. */
export const errors = definePlugin({
  name: 'errors',
  setup(controller) {
    for (let index = 0; controller.next(); index++) {
      if (index > 0) throw once()
      const args = controller.remainingArgs()
      if (args.length > 1) throw controller.argumentError()
      if (args[0] !== undefined && args[0] !== 'stdout') {
        throw controller.error(`invalid log file: ${args[0]}`)
      }
      while (controller.nextBlock()) {
        if (controller.text !== 'stacktrace' && controller.text !== 'consolidate') {
          throw controller.syntaxError(`Unknown field ${controller.text}`)
        }
        controller.remainingArgs()
      }
    }
    return {
      name: 'errors',
      serve(question, turn, next) {
        const served = next(question)
        if (served.type !== 'failed' || served.error === undefined) return served
        const code = served.rcode === 'REFUSED' ? 5 : 2
        const name = question.name.toLowerCase()
        turn.print(`[ERROR] plugin/errors: ${code} ${name} ${question.type}: ${served.error}`)
        return served
      },
    }
  },
})

const portOf = (text: string): number => {
  const port = /:(\d+)$/.exec(text)?.[1]
  if (port !== undefined) return Number(port)
  throw new SetupError(`address ${text}: missing port in address`)
}

/** `health`: a page that tells whether the process lives. */
export const health = definePlugin({
  name: 'health',
  setup(controller) {
    let port = 8_080
    let lameduck = 0
    while (controller.next()) {
      const [address, ...more] = controller.remainingArgs()
      if (more.length > 0) throw controller.argumentError()
      if (address !== undefined) port = portOf(address)
      while (controller.nextBlock()) {
        if (controller.text !== 'lameduck') {
          throw controller.error(`unknown property '${controller.text}'`)
        }
        lameduck = lameduckOf(controller)
      }
    }
    controller.process.health = { port, lameduck }
    return undefined
  },
})

function lameduckOf(controller: Controller): Duration {
  const [text, ...more] = controller.remainingArgs()
  if (text === undefined || more.length > 0) throw controller.argumentError()
  const span = parseDuration(text)
  if (typeof span === 'number') return span
  throw new SetupError(`unable to parse lameduck duration value: '${text}' : ${span.error}`)
}

/** `ready`: a page that tells whether every plugin is. */
export const ready = definePlugin({
  name: 'ready',
  setup(controller) {
    for (let index = 0; controller.next(); index++) {
      if (index > 0) throw once()
      const [address, ...more] = controller.remainingArgs()
      if (more.length > 0) throw controller.argumentError()
      controller.process.ready = { port: address === undefined ? 8_181 : portOf(address) }
    }
    return undefined
  },
})

/** `prometheus`: a page of figures. */
export const prometheus = definePlugin({
  name: 'prometheus',
  setup(controller) {
    while (controller.next()) {
      const [address, ...more] = controller.remainingArgs()
      if (more.length > 0) throw controller.argumentError()
      controller.process.metrics = { port: address === undefined ? 9_153 : portOf(address) }
    }
    return undefined
  },
})

const INTERVAL = seconds(30)
const JITTER = seconds(15)

/** `reload`: looks at the Corefile now and then. */
export const reload = definePlugin({
  name: 'reload',
  setup(controller) {
    controller.next()
    const args = controller.remainingArgs()
    if (args.length > 2) throw controller.argumentError()
    const [interval = INTERVAL, asked = JITTER] = args.map((text) => {
      const span = parseDuration(text)
      if (typeof span === 'number') return span
      throw new SetupError(span.error)
    })
    if (interval < seconds(2)) {
      throw new SetupError('interval value must be greater or equal to 2s')
    }
    if (asked !== 0 && asked < seconds(1)) {
      throw new SetupError('jitter value must be 0 or greater or equal to 1s')
    }
    const jitter = Math.min(asked, Math.floor(interval / 2))
    const shift = jitter === 0 ? 0 : controller.lent.random.below(jitter) - Math.floor(jitter / 2)
    controller.process.reload = interval + shift
    return undefined
  },
})

/** `loadbalance`: addresses in an order of chance. The server itself does it, last of all. */
export const loadbalance = definePlugin({
  name: 'loadbalance',
  setup(controller) {
    while (controller.next()) {
      const [policy, more] = controller.remainingArgs()
      if (policy === 'round_robin' && more !== undefined) {
        throw controller.error('unknown property for round_robin')
      }
      if (policy === 'weighted') {
        if (more === undefined) throw controller.error('missing weight file argument')
        controller.process.warnings.push('plugin/loadbalance: weights have no effect here')
        while (controller.nextBlock()) controller.remainingArgs()
      } else if (policy !== undefined && policy !== 'round_robin') {
        throw new SetupError(`unknown policy: ${policy}`)
      }
    }
    return { name: 'loadbalance', serve: (question, _turn, next) => next(question) }
  },
})

const PASSES = 2

/** `loop`: asks itself for a name that nobody else can know, and ends when that comes back. */
export const loop = definePlugin({
  name: 'loop',
  setup(controller) {
    for (let index = 0; controller.next(); index++) {
      if (index > 0) throw once()
      if (controller.nextArg()) throw controller.argumentError()
    }
    const [key = '.'] = controller.keys
    const zone = zonesOf(key)[0] ?? '.'
    const port = Number(/:(\d+)$/.exec(key)?.[1] ?? 53)
    const { random } = controller.lent
    const label = () =>
      `${1 + random.below(9_000_000)}${String(random.below(1_000_000)).padStart(6, '0')}` +
      String(random.below(1_000_000)).padStart(6, '0')
    const name = `${label()}.${label()}.${zone === '.' ? '' : zone}`
    controller.process.loops.push({ zone, name, port })
    return {
      name: 'loop',
      serve(question, turn, next) {
        if (question.type !== 'HINFO' || !isIn(zone, question.name.toLowerCase())) {
          return next(question)
        }
        if (question.name !== name || turn.loopSeen(name) <= PASSES) return next(question)
        turn.die(
          `[FATAL] plugin/loop: Loop (${turn.from} -> :${port}) detected for zone "${zone}", ` +
            'see https://coredns.io/plugins/loop#troubleshooting. ' +
            `Query: "HINFO ${name}"`,
        )
        return { type: 'failed', rcode: 'SERVFAIL' }
      },
    }
  },
})

/** `minimal`: leaves out what was not asked for. */
export const minimal = definePlugin({
  name: 'minimal',
  setup(controller) {
    controller.next()
    if (controller.remainingArgs().length > 0) throw controller.argumentError()
    return {
      name: 'minimal',
      serve(question, _turn, next) {
        const served = next(question)
        if (served.type !== 'answer') return served
        const { answer } = served
        if (answer.rcode !== 'NOERROR' || answer.answers.length === 0) return served
        return { type: 'answer', answer: { ...answer, authority: [], additional: [] } }
      },
    }
  },
})

/** `any`: says little to those who ask for everything (RFC 8482). */
export const any = definePlugin({
  name: 'any',
  setup: () => ({
    name: 'any',
    serve(question, _turn, next) {
      if (question.type !== 'ANY') return next(question)
      const data = '"ANY obsoleted" "See RFC 8482"'
      const hinfo = { name: question.name, type: 'HINFO', ttl: 8_482, data }
      return written(question, { answers: [hinfo] })
    },
  }),
})
