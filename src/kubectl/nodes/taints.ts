import { labelValue, qualifiedName } from '../../engine/api/names'

/** A taint as it is written on the command line; an empty effect means any. */
export interface Taint {
  readonly key: string
  readonly value: string
  readonly effect: string
}

/** Taints to set, and taints to take away. */
export interface Taints {
  readonly add: readonly Taint[]
  readonly remove: readonly Taint[]
}

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']

/** `dedicated:NoSchedule`, `dedicated`. */
export const taintName = ({ key, effect }: Taint): string =>
  effect === '' ? key : `${key}:${effect}`

/** Reads `key=value:effect` and `key:effect-` (kubectl's taint/utils.go). */
export function parseTaints(specs: readonly string[], refuse: (message: string) => Error): Taints {
  const add: Taint[] = []
  const remove: Taint[] = []
  for (const spec of specs) {
    if (spec.endsWith('-')) {
      remove.push(parseTaint(spec.slice(0, -1), refuse))
      continue
    }
    const taint = parseTaint(spec, refuse)
    if (taint.effect === '') throw refuse(`invalid taint spec: ${spec}`)
    if (add.some(({ key, effect }) => key === taint.key && effect === taint.effect)) {
      const { key, value, effect } = taint
      throw refuse(
        `duplicated taints with the same key and effect: {${key} ${value} ${effect} <nil>}`,
      )
    }
    add.push(taint)
  }
  return { add, remove }
}

function parseTaint(spec: string, refuse: (message: string) => Error): Taint {
  const invalid = (why = '') => refuse(`invalid taint spec: ${spec}${why}`)
  const [first = '', effect, ...more] = spec.split(':')
  if (more.length > 0) throw invalid()
  if (effect !== undefined && !effects.includes(effect)) {
    throw refuse(`invalid taint effect: ${effect}, unsupported taint effect`)
  }
  const [key = '', value = '', ...rest] = effect === undefined ? [first] : first.split('=')
  if (rest.length > 0) throw invalid()
  const problems = [...labelValue(value), ...qualifiedName(key)]
  if (problems.length > 0) throw invalid(`, ${problems.join('; ')}`)
  return { key, value, effect: effect ?? '' }
}
