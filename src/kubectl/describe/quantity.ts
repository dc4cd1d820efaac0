const binary = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']

/** An amount of a resource in Kubernetes' canonical form: `100m`, `1500m`, `170Mi`. */
export function quantityText(amount: number, resource: string): string {
  if (amount === 0) return '0'
  if (resource === 'cpu') {
    return Number.isInteger(amount) ? String(amount) : `${Math.round(amount * 1_000)}m`
  }
  let value = amount
  let unit = 0
  while (value % 1_024 === 0 && unit < binary.length - 1) {
    value /= 1_024
    unit++
  }
  return `${value}${binary[unit]}`
}
