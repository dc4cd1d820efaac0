import { late } from '../controls'

/** What is known of the selected thing. */
export const Details = late(async () => (await import('../inspector/Inspector')).Inspector)
