import { type Duration, minutes, seconds } from '../../sim'
import { complain, defineProgram } from '../program'

const UNITS: Readonly<Record<string, Duration>> = {
  '': seconds(1),
  s: seconds(1),
  m: minutes(1),
  h: minutes(60),
  d: minutes(60 * 24),
}

/**
 * `sleep 5`, `sleep 1h`, `sleep infinity`. As process 1 it never hears SIGTERM: it has no handler.
 */
export const sleep = defineProgram<undefined>({
  start(system) {
    const [, ...spans] = system.argv
    const forever = spans.some((span) => /^inf(inity)?$/i.test(span))
    const invalid = spans.find((span) => !/^(\d+(\.\d*)?[smhd]?|inf(inity)?)$/i.test(span))
    if (spans.length === 0 || invalid !== undefined) {
      complain(
        system,
        `sleep: ${invalid === undefined ? 'missing operand' : `invalid number '${invalid}'`}\n`,
      )
      system.exit(1)
    } else if (!forever) system.sleep(spans.reduce((sum, span) => sum + spanOf(span), 0))
    return undefined
  },
  receive(memory, message, system) {
    if (message.type === 'timer') system.exit(0)
    return memory
  },
})

function spanOf(text: string): Duration {
  const [, count = '0', unit = ''] = /^([\d.]+)([smhd]?)$/.exec(text) ?? []
  return Math.round(Number(count) * (UNITS[unit] ?? 0))
}
