import type { Call, Command, Flag } from '../command'
import { failed, misused } from '../errors'
import { plainFilenameFlags } from '../flags/writing'
import { containerOf, phaseOf } from '../sessions/containers'
import { podOf } from '../sessions/pod-of'
import { join, open, sessionRequest } from '../sessions/session'
import { terminalWanted } from '../sessions/terminal'
import { metadataIn } from '../writing/annotation'

/** Flags of verbs that speak with a container. */
export const sessionFlags: readonly Flag[] = [
  {
    name: 'container',
    shorthand: 'c',
    type: 'string',
    usage: "Name of the container; the pod's default or first when none.",
    values: 'containers',
  },
  {
    name: 'pod-running-timeout',
    type: 'duration',
    default: '1m0s',
    usage: 'How long to wait until at least one pod is running',
  },
  {
    name: 'quiet',
    shorthand: 'q',
    type: 'bool',
    usage: 'Only print what the session itself brings',
  },
  { name: 'stdin', shorthand: 'i', type: 'bool', usage: 'Pass stdin to the container' },
  { name: 'tty', shorthand: 't', type: 'bool', usage: 'Stdin is a TTY' },
]

/** `kubectl exec` (kubectl's exec.go). */
export const exec: Command = {
  name: 'exec',
  use: '(POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...]',
  short: 'Execute a command in a container',
  long: 'Execute a command in a container.',
  examples: [
    '# In the first container of a pod',
    'kubectl exec web -- date',
    '',
    '# A shell, with the keys and the screen of this terminal',
    'kubectl exec web -it -- sh',
    '',
    '# In the first pod of a deployment or a Service',
    'kubectl exec deploy/web -- hostname',
  ],
  flags: [...sessionFlags, ...plainFilenameFlags('to use to exec into the resource')],
  completes: 'pods',
  run,
}

async function run(call: Call): Promise<number> {
  const { words, after, flags, path } = call
  const files = flags.list('filename').length > 0
  const command = after ?? (files ? words : words.slice(1))
  const before = words.slice(0, words.length - (after?.length ?? 0))
  if (before.length > 1 || (after === undefined && words.length > 1)) {
    throw misused(
      path,
      'exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead',
    )
  }
  if (before.length === 0 && !files) {
    throw failed('pod, type/name or --filename must be specified')
  }
  if (command.length === 0) throw failed('you must specify at least one command for the container')
  const { pod } = await podOf(call, before)
  const phase = phaseOf(pod)
  if (phase === 'Succeeded' || phase === 'Failed') {
    throw failed(`cannot exec into a container in a completed pod; current phase is ${phase}`)
  }
  const metadata = metadataIn(pod)
  const container = containerOf(call, pod, flags.bool('quiet'))
  const tty = terminalWanted(call, flags.bool('tty'))
  const streams = { stdin: flags.bool('stdin'), stdout: true, stderr: !tty, tty }
  const place = {
    namespace: String(metadata['namespace']),
    pod: String(metadata['name']),
    container,
  }
  const request = sessionRequest('exec', place, streams, command)
  return join(call, await open(call, request), streams)
}
