import { late } from '../controls'

// There is nothing to say before there is a picture; without it, the page says less.
export const Notes = late(async () => (await import('./Notes')).Notes, { failed: null })
