import { CommandError } from '../command'
import type { JsonObject } from '../json'
import { metadataOf, type Naming } from './metadata'

/** The flags of `create poddisruptionbudget`. */
export interface BudgetOptions extends Naming {
  readonly selector: JsonObject
  readonly minAvailable: string
  readonly maxUnavailable: string
}

/** A PodDisruptionBudget as `create poddisruptionbudget` makes it (kubectl's create_pdb.go). */
export function podDisruptionBudget(options: BudgetOptions): JsonObject {
  const { minAvailable, maxUnavailable, selector } = options
  return {
    kind: 'PodDisruptionBudget',
    apiVersion: 'policy/v1',
    metadata: metadataOf(options),
    spec: {
      ...(minAvailable === '' ? {} : { minAvailable: countOrPercent(minAvailable) }),
      selector,
      ...(maxUnavailable === '' ? {} : { maxUnavailable: countOrPercent(maxUnavailable) }),
    },
    status: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 },
  }
}

/** Refuses what `create poddisruptionbudget` refuses before it asks anybody. */
export function checkBudget(selector: string, minAvailable: string, maxUnavailable: string): void {
  if (selector === '') throw new CommandError('error: a selector must be specified')
  if (minAvailable === '' && maxUnavailable === '') {
    throw new CommandError('error: one of min-available or max-unavailable must be specified')
  }
  if (minAvailable !== '' && maxUnavailable !== '') {
    throw new CommandError('error: min-available and max-unavailable cannot be both specified')
  }
  const wrong = (text: string): boolean => text !== '' && !/^[0-9]+%?$/.test(text)
  for (const [name, text] of [
    ['min-available', minAvailable],
    ['max-unavailable', maxUnavailable],
  ] as const) {
    if (wrong(text)) throw new CommandError(`error: invalid format specified for ${name}`)
  }
}

const countOrPercent = (text: string): number | string => (text.endsWith('%') ? text : Number(text))

/** The flags of `create priorityclass`. */
export interface PriorityOptions extends Naming {
  readonly value: number
  readonly globalDefault: boolean
  readonly description: string
  readonly preemptionPolicy: string
}

/** A PriorityClass as `create priorityclass` makes it. */
export const priorityClass = (options: PriorityOptions): JsonObject => ({
  kind: 'PriorityClass',
  apiVersion: 'scheduling.k8s.io/v1',
  metadata: metadataOf({ name: options.name }),
  value: options.value,
  ...(options.globalDefault ? { globalDefault: true } : {}),
  ...(options.description === '' ? {} : { description: options.description }),
  preemptionPolicy: options.preemptionPolicy,
})
