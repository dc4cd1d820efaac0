import type { Call, Command } from '../../command'
import { failed } from '../../errors'
import { podSpecOf, withPodSpec } from '../../pod-template'
import { update } from '../../writing/updating'
import { selected, setFlags } from './arguments'

/** `kubectl set serviceaccount` (kubectl's set_serviceaccount.go). */
export const setServiceAccount: Command = {
  name: 'serviceaccount',
  aliases: ['sa'],
  use: '(-f FILENAME | TYPE NAME) SERVICE_ACCOUNT',
  short: 'Update the service account of a resource',
  long: 'Set the service account that the Pods of a resource run as.',
  examples: ['kubectl set serviceaccount deployment web robot'],
  flags: setFlags,
  completes: 'resources and names',
  run,
}

async function run(call: Call): Promise<number> {
  const { flags, words } = call
  const serviceAccountName = words.at(-1)
  if (serviceAccountName === undefined) throw failed('serviceaccount is required')
  const selection = await selected(call, words.slice(0, -1))
  return update(call, selection, {
    operation: 'serviceaccount updated',
    refusal: 'failed to patch ServiceAccountName ',
    change: (info) => {
      const spec = podSpecOf(info)
      // The old name goes along with the new one, as the server's defaults have it.
      const old = 'serviceAccount' in spec ? { serviceAccount: serviceAccountName } : {}
      return withPodSpec(info, { ...spec, ...old, serviceAccountName })
    },
    local: flags.bool('local'),
    quiet: false,
  })
}
