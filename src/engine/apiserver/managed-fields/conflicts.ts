import type { ManagedFieldsEntry } from '../../api/object'
import { failure, type StatusError } from '../../api/status'
import { type FieldSet, pathsOf } from './field-set'

/** Fields that somebody wants to apply, and that another manager has with another value. */
export interface Conflict {
  readonly entry: ManagedFieldsEntry
  readonly fields: FieldSet
}

/** 409: who has which of the fields (internal/managedfields, conflict.go). */
export function applyConflict(conflicts: readonly Conflict[]): StatusError {
  const causes = conflicts.flatMap(({ entry, fields }) =>
    pathsOf(fields).map((field) => ({
      reason: 'FieldManagerConflict',
      message: `conflict with ${managerText(entry)}`,
      field,
    })),
  )
  const [first] = causes
  const message =
    causes.length === 1
      ? `Apply failed with 1 conflict: ${first?.message}: ${first?.field}`
      : `Apply failed with ${causes.length} conflicts: ${conflicts.map(listed).join('\n')}`
  return failure(409, 'Conflict', message, { causes })
}

const listed = ({ entry, fields }: Conflict): string =>
  [`conflicts with ${managerText(entry)}:`, ...pathsOf(fields).map((path) => `- ${path}`)].join(
    '\n',
  )

function managerText({ apiVersion, manager, operation, subresource }: ManagedFieldsEntry): string {
  const named = JSON.stringify(manager)
  const below = subresource === undefined ? named : `${named} with subresource "${subresource}"`
  return operation === 'Update' ? `${below} using ${apiVersion}` : below
}
