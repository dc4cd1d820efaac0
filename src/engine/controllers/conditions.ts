/** What the conditions of all kinds have in common. */
export interface Condition {
  readonly type: string
  readonly status: 'True' | 'False' | 'Unknown'
  readonly reason?: string
  readonly message?: string
  readonly lastTransitionTime?: string
}

/** The condition of a type, if there is one. */
export const conditionOf = <Of extends Condition>(
  conditions: readonly Of[] | undefined,
  type: string,
): Of | undefined => conditions?.find((condition) => condition.type === type)

/** The conditions with one put at the end, in place of an older one of its type. */
export const withCondition = <Of extends Condition>(
  conditions: readonly Of[] | undefined,
  condition: Of,
): readonly Of[] => [...withoutCondition(conditions, condition.type), condition]

/** The conditions with one put where the older one of its type stands, or at the end. */
export function withConditionInPlace<Of extends Condition>(
  conditions: readonly Of[] | undefined,
  condition: Of,
): readonly Of[] {
  const known = conditions ?? []
  const index = known.findIndex(({ type }) => type === condition.type)
  return index < 0 ? [...known, condition] : known.with(index, condition)
}

/** The conditions without those of a type. */
export const withoutCondition = <Of extends Condition>(
  conditions: readonly Of[] | undefined,
  type: string,
): readonly Of[] => (conditions ?? []).filter((condition) => condition.type !== type)
