/** What a taint is compared by. */
interface TaintLike {
  readonly key: string
  readonly value?: string
  readonly effect: string
}

/** What a toleration is compared by; what it leaves out matches everything. */
interface TolerationLike {
  readonly key?: string
  readonly operator?: string
  readonly value?: string
  readonly effect?: string
}

/** Whether a toleration covers a taint (core/v1 Toleration.ToleratesTaint). */
export function tolerates(toleration: TolerationLike, taint: TaintLike): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false
  if (toleration.key && toleration.key !== taint.key) return false
  if (toleration.operator === 'Exists') return true
  return (toleration.value ?? '') === (taint.value ?? '')
}
