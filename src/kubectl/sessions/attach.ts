import type { Call } from '../command'
import { failed } from '../errors'
import { isObject, type JsonObject, own } from '../json'
import { metadataIn } from '../writing/annotation'
import { containerNamed, containerOf } from './containers'
import { join, open, sessionRequest } from './session'
import { terminalWanted } from './terminal'

/** Attaches to a container of a Pod, and says what there is to say around it (attach.go). */
export async function attachTo(call: Call, pod: JsonObject, given = ''): Promise<number> {
  const { flags, world } = call
  const quiet = flags.bool('quiet')
  const metadata = metadataIn(pod)
  const name = String(metadata['name'])
  const container = containerOf(call, pod, quiet, given)
  const definition = containerNamed(pod, container)
  if (!definition) {
    throw failed(`cannot attach to the container: container ${container} not found in pod ${name}`)
  }
  const stdin = flags.bool('stdin')
  const tty = terminalWanted(call, attachesTerminal(call, definition, { container, quiet }))
  if (!quiet) {
    world.stderr.write("If you don't see a command prompt, try pressing enter.\n")
  }
  const streams = { stdin, stdout: true, stderr: !tty, tty }
  const place = { namespace: String(metadata['namespace']), pod: name, container }
  const code = await join(call, await open(call, sessionRequest('attach', place, streams)), streams)
  if (!quiet && stdin && tty && restartsAlways(pod)) {
    world.stdout.write(
      `Session ended, resume using 'kubectl attach ${name} -c ${container} -i -t' command when ` +
        'the pod is running\n',
    )
  }
  return code
}

// A container without a terminal lends none; one that has one cannot be spoken to without.
function attachesTerminal(
  { flags, world }: Call,
  definition: JsonObject,
  { container, quiet }: { readonly container: string; readonly quiet: boolean },
): boolean {
  const has = own(definition, 'tty') === true
  if (flags.bool('tty') && !has && !quiet) {
    world.stderr.write(`error: Unable to use a TTY - container ${container} did not allocate one\n`)
  }
  return has
}

const restartsAlways = (pod: JsonObject): boolean => {
  const spec = own(pod, 'spec')
  return isObject(spec) && own(spec, 'restartPolicy') === 'Always'
}
