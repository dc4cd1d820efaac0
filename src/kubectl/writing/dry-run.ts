import type { Call } from '../command'
import { failed } from '../errors'
import { parseBool } from '../flags/numbers'
import { klogLine } from './klog'

/** What `--dry-run` asks for. */
export type DryRun = 'none' | 'client' | 'server'

/** Reads `--dry-run`, old ways of writing it included (cmd/util, GetDryRunStrategy). */
export function dryRunOf(call: Call): DryRun {
  const value = call.flags.string('dry-run')
  if (value === 'none' || value === 'client' || value === 'server') return value
  if (value === '') return 'none'
  const line = 703
  if (value === 'unchanged') {
    const text = '--dry-run is deprecated and can be replaced with --dry-run=client.'
    call.world.stderr.write(klogLine(call.world, `helpers.go:${line}`, text))
    return 'client'
  }
  const wanted = isTrue(value)
  const text =
    `--dry-run=${value} is deprecated (boolean value) and can be replaced with ` +
    `--dry-run=${wanted ? 'client' : 'none'}.`
  call.world.stderr.write(klogLine(call.world, `helpers.go:${line + 10}`, text))
  return wanted ? 'client' : 'none'
}

function isTrue(value: string): boolean {
  try {
    return parseBool(value)
  } catch {
    throw failed(`Invalid dry-run value (${value}). Must be "none", "server", or "client".`)
  }
}

/** What follows an operation: `created (dry run)`. */
export const suffixOf = (dryRun: DryRun): string => {
  if (dryRun === 'none') return ''
  return dryRun === 'client' ? ' (dry run)' : ' (server dry run)'
}
