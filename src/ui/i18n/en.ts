/** English. The other catalogues have the same keys, or do not compile. */
export const en = {
  name: 'Service Playground',
} as const
