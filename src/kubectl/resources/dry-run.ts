import type { Call } from '../command'
import { failed } from '../errors'

/** How far a write goes. */
export type DryRun = 'none' | 'client' | 'server'

/** `--dry-run` of a call (cmd/util, GetDryRunStrategy). */
export function dryRunOf({ flags, world }: Call): DryRun {
  const given = flags.string('dry-run')
  switch (given) {
    case 'none':
    case 'client':
    case 'server':
      return given
    case 'unchanged':
      throw failed(
        '--dry-run flag without a value was specified. A value must be set: "none", "server", ' +
          'or "client".',
      )
    default: {
      const old = /^(1|t|T|TRUE|true|True)$/.test(given)
      if (!old && !/^(0|f|F|FALSE|false|False)$/.test(given)) {
        throw failed(`Invalid dry-run value (${given}). Must be "none", "server", or "client".`)
      }
      world.stderr.write(
        `W: --dry-run=${given} is deprecated (boolean value) and can be replaced with ` +
          `--dry-run=${old ? 'client' : 'none'}.\n`,
      )
      return old ? 'client' : 'none'
    }
  }
}

/** What is added to the line about an object that was not really written. */
export const dryRunSuffix = (dryRun: DryRun): string =>
  ({ none: '', client: ' (dry run)', server: ' (server dry run)' })[dryRun]

/** The query of a write that may be one that is not stored. */
export const dryRunQuery = (dryRun: DryRun): Readonly<Record<string, string>> =>
  dryRun === 'server' ? { dryRun: 'All' } : {}
