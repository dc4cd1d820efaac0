/**
 * Whether two JSON values are the same; what is shared is not looked into. An absent field equals
 * undefined.
 */
export function sameJson(left: unknown, right: unknown): boolean {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object') return false
  if (left === null || right === null) return false
  if (Array.isArray(left)) return Array.isArray(right) && sameLists(left, right)
  return !Array.isArray(right) && sameObjects(left as JsonObject, right as JsonObject)
}

type JsonObject = Readonly<Record<string, unknown>>

function sameLists(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((item, index) => sameJson(item, right[index]))
}

function sameObjects(left: JsonObject, right: JsonObject): boolean {
  for (const key in left) if (!sameJson(left[key], right[key])) return false
  for (const key in right) if (right[key] !== undefined && left[key] === undefined) return false
  return true
}
