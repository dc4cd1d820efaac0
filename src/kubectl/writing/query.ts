import type { Call } from '../command'
import { failed } from '../errors'
import type { Query } from '../server'
import type { DryRun } from './dry-run'

/** Parameters of a request that writes; `dryRun` only where the server is to play it through. */
export const writeQuery = (
  dryRun: DryRun,
  more: { readonly manager?: string; readonly validation?: string } = {},
): Query => ({
  ...(dryRun === 'server' ? { dryRun: 'All' } : {}),
  ...(more.manager === undefined ? {} : { fieldManager: more.manager }),
  ...(more.validation === undefined ? {} : { fieldValidation: more.validation }),
})

/** `--field-manager`. */
export const managerOf = ({ flags }: Call): string => flags.string('field-manager')

/** `--validate` as the server's `fieldValidation` (cmd/util, GetValidationDirective). */
export function validationOf({ flags }: Call): 'Strict' | 'Warn' | 'Ignore' {
  const value = flags.string('validate')
  switch (value) {
    case 'strict':
    case 'true':
    case '1':
      return 'Strict'
    case 'warn':
      return 'Warn'
    case 'ignore':
    case 'false':
    case '0':
      return 'Ignore'
    default:
      throw failed(
        `invalid - validate option "${value}"; must be one of: strict (or true), warn, ` +
          'ignore (or false)',
      )
  }
}
