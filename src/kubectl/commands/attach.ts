import type { Call, Command } from '../command'
import { failed } from '../errors'
import { attachTo } from '../sessions/attach'
import { phaseOf } from '../sessions/containers'
import { podOf } from '../sessions/pod-of'
import { sessionFlags } from './exec'

/** `kubectl attach` (kubectl's attach.go). */
export const attach: Command = {
  name: 'attach',
  use: '(POD | TYPE/NAME) -c CONTAINER',
  short: 'Attach to a running container',
  long: 'Attach to a process that is already running inside an existing container.',
  examples: [
    '# See what the first container of a pod says',
    'kubectl attach web',
    '',
    '# Speak with it, too',
    'kubectl attach web -c nginx -i -t',
  ],
  flags: sessionFlags,
  completes: 'pods',
  run,
}

async function run(call: Call): Promise<number> {
  const { words } = call
  if (words.length === 0) throw failed('at least 1 argument is required for attach')
  if (words.length > 2) {
    throw failed(
      `expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw ` +
        `${words.length}: [${words.join(' ')}]`,
    )
  }
  const [first = '', second] = words
  const { pod } = await podOf(call, second === undefined ? [first] : [`${first}/${second}`])
  const phase = phaseOf(pod)
  if (phase === 'Succeeded' || phase === 'Failed') {
    throw failed(`cannot attach a container in a completed pod; current phase is ${phase}`)
  }
  return attachTo(call, pod, call.flags.string('container'))
}
