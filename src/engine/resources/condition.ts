import { enumeration, given, optional, string } from '../api/schema'

/**
 * What every kind's own conditions have in common; each adds its times. (Newer kinds have meta/v1's
 * Condition instead.)
 */
export const conditionFields = {
  message: optional(string),
  reason: optional(string),
  status: given(enumeration('ConditionStatus', 'True', 'False', 'Unknown')),
  type: given(string),
} as const

/** How lists of conditions are merged: by what each is about. */
export const byType = { mergeKey: 'type', keys: ['type'] } as const
