import { sameJson } from '../../api/equality'
import type { Deployment, ReplicaSet } from '../../resources'
import type { PodTemplate } from '../../resources/pod/spec'
import { compareStrings, hashText } from '../../sim'

/** Tells the Pods of one template from those of the next. */
export const HASH_LABEL = 'pod-template-hash'

// apimachinery's SafeEncodeString: no vowels, nor what could be read as one, so that no word can
// come out.
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789'

/**
 * The hash that names a template: FNV-1a, 32 bits, its decimal digits spelt in letters. The real
 * one hashes Go's notation of the struct, so the same template has another hash there.
 */
export function podTemplateHash(template: PodTemplate, collisionCount = 0): string {
  const salt = collisionCount > 0 ? String(collisionCount) : ''
  const digits = String(hashText(canonical(template) + salt))
  return Array.from(digits, (digit) => LETTERS.charAt(digit.charCodeAt(0) % LETTERS.length)).join(
    '',
  )
}

// JSON with its keys in order, so that it does not matter in which order a manifest has them.
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([left], [right]) => compareStrings(left, right))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
  return `{${members.join(',')}}`
}

/** The set that has a Deployment's present template; of several, the oldest. */
export const findCurrent = (
  { spec }: Deployment,
  sets: readonly ReplicaSet[],
): ReplicaSet | undefined =>
  sets.toSorted(byCreation).find((set) => sameTemplate(set.spec.template, spec.template))

/** Oldest first. */
export const byCreation = (left: ReplicaSet, right: ReplicaSet): number =>
  compareStrings(left.metadata.creationTimestamp, right.metadata.creationTimestamp) ||
  compareStrings(left.metadata.name, right.metadata.name)

function sameTemplate(left: PodTemplate, right: PodTemplate): boolean {
  return sameJson(left.spec, right.spec) && sameJson(unhashed(left), unhashed(right))
}

function unhashed({ metadata }: PodTemplate): PodTemplate['metadata'] {
  const { [HASH_LABEL]: _, ...labels } = metadata.labels ?? {}
  return { ...metadata, labels }
}
